"""Examples -> tensors. Lengths are padded to multiples of 16: of varied shapes oneDNN's cache eats the memory."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dateline.reader.pieces import Pieces
from training.example import Example
from training.passage import Passage

LONGEST = 192  # pieces; a training sentence that is longer is left out (0.1 % of them)


def padded(length: int) -> int:
    return -(-length // 16) * 16


@dataclass(slots=True)
class Batch:
    examples: list[Example]
    pieces: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor

    @property
    def width(self) -> int:
        return self.first.shape[1]


@dataclass(slots=True)
class PassageBatch:
    """The sentences of several passages, encoded in batches of like-long ones. ``begins`` is the row of each passage's first
    sentence when they are in order again; ``order`` says where in the joined batches each row is."""

    passages: list[Passage]
    begins: list[int]
    examples: list[Example]
    batches: list[Batch]
    order: Tensor

    @property
    def width(self) -> int:
        return max(batch.width for batch in self.batches)


def make_passage_batch(passages: Sequence[Passage], pieces: Pieces, rng: random.Random | None = None) -> PassageBatch:
    begins: list[int] = []
    examples: list[Example] = []
    for passage in passages:
        begins.append(len(examples))
        examples += passage.examples
    buckets: dict[int, list[int]] = {}
    for row, example in enumerate(examples):
        buckets.setdefault(padded(piece_count(example, pieces)), []).append(row)
    rows = [row for length in sorted(buckets) for row in buckets[length]]
    made = [make_batch([examples[row] for row in buckets[length]], pieces, rng) for length in sorted(buckets)]
    return PassageBatch(list(passages), begins, examples, made, torch.tensor(rows).argsort())


def passage_batches(
    passages: Sequence[Passage], pieces: Pieces, *, budget: int, rng: random.Random | None
) -> Iterator[PassageBatch]:
    """Batches of whole passages, of about ``budget`` pieces with what pads them."""
    order = list(passages)
    if rng is not None:
        rng.shuffle(order)
    group: list[Passage] = []
    size = 0
    for passage in order:
        more = sum(padded(piece_count(e, pieces)) for e in passage.examples)
        if group and size + more > budget:
            yield make_passage_batch(group, pieces, rng)
            group, size = [], 0
        group.append(passage)
        size += more
    if group:
        yield make_passage_batch(group, pieces, rng)


def make_batch(examples: Sequence[Example], pieces: Pieces, rng: random.Random | None = None) -> Batch:
    rows = [pieces.row(_recased(e.words, rng)) for e in examples]
    length = padded(max(len(r[0]) for r in rows))
    width = padded(max(len(r[2]) for r in rows))
    columns = [
        torch.tensor([list(r[k]) + [0] * (size - len(r[k])) for r in rows])
        for k, size in ((0, length), (1, length), (2, width), (3, width))
    ]
    return Batch(list(examples), *columns)


def _recased(words: list[str], rng: random.Random | None) -> list[str]:
    """Now and then a training sentence is shown in capitals (a headline) or without any (a careless post)."""
    chance = rng.random() if rng is not None else 1.0
    if chance < 0.03:
        return [w.upper() for w in words]
    return [w.lower() for w in words] if chance < 0.05 else words


def piece_count(example: Example, pieces: Pieces) -> int:
    return 2 + sum(len(pieces.of(w)[0]) for w in example.words)


def batches(examples: Sequence[Example], pieces: Pieces, *, budget: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of about ``budget`` pieces of like-long sentences; shuffled if a generator is given."""
    buckets: dict[int, list[Example]] = {}
    for example in examples:
        if (length := piece_count(example, pieces)) <= LONGEST or rng is None:
            buckets.setdefault(padded(length), []).append(example)
    groups = []
    for length, members in buckets.items():
        if rng is not None:
            rng.shuffle(members)
        size = max(1, budget // length)
        groups += [members[i : i + size] for i in range(0, len(members), size)]
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        yield make_batch(group, pieces, rng)
