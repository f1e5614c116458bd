"""Examples -> tensors. Lengths are padded to multiples of 32: varied shapes make oneDNN's cache eat the memory."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dateline.reader.pieces import Pieces
from training.example import Example

LONGEST = 192  # pieces; a training sentence that is longer is left out (0.1 % of them)


def padded(length: int) -> int:
    return -(-length // 32) * 32


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
