"""Run the ONNX graphs over the sentences of one report, like lengths together, on one core."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from dateline.reader.pieces import Pieces, Row
from dateline.reader.trees import best_tree

#: Word pieces in one run. Batches hold sentences of one report only: 8-bit scales depend on the whole batch,
#: and a report's coding must not depend on its neighbours in a stream.
_BUDGET = 1024
#: What a run costs beside its pieces, in pieces: found by trying, best from 15 to 40.
_RUN = 30
_POSITIONS = 512

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the graph's class numbers mean."""

    version: str
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    labels: tuple[str, ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    types: tuple[str, ...]  # of acts; the first is "none"
    modes: tuple[str, ...]  # "COERCE/arrest"; the first is "none"
    statuses: tuple[str, ...]
    parts: tuple[str, ...]  # how a word takes part in an act; the first is "none"
    pieces: tuple[str, ...]  # of a statement
    tag_steps: tuple[tuple[float, ...], ...]  # what it adds to a chain of tags that the second follows the first

    @classmethod
    def load(cls, path: Path) -> Labels:
        raw = json.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(raw[name]) for name in cls.__slots__ if name not in ("version", "tag_steps")}
        steps = tuple(tuple(float(x) for x in row) for row in raw["tag_steps"])
        return cls(version=raw["version"], tag_steps=steps, **lists)


class RawAct(NamedTuple):
    """A word that may tell an act: shares of the types and statuses, the class of its mode, its vectors for pairs with
    words, with acts before it and with acts after it."""

    word: int
    types: Array
    mode: int
    statuses: Array
    vector: Array
    again: Array
    before: Array


class RawSaying(NamedTuple):
    """A cue and how sure it is; for each piece of its statement the word (0: there is none, words from 1) and the share."""

    cue: int
    share: float
    words: list[int]
    shares: list[float]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the graphs say of one sentence: arrays over its words, and its tree."""

    outputs: dict[str, Array]
    heads: list[int]  # governors, 0 for the root, words from 1
    labels: list[int]  # classes of the relations to them
    roles: dict[int, tuple[Array, Array]]  # predicate word -> (role class, share) per word
    acts: list[RawAct]
    sayings: list[RawSaying]


class Graph:
    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._session = _session(folder / "reader.onnx", threads)
        self._deprel = _session(folder / "deprel.onnx", threads)
        self._names = [output.name for output in self._session.get_outputs()]
        self.labels = Labels.load(folder / "labels.json")
        self._pieces = Pieces(folder / "tokenizer.json")

    def analyse(self, sentences: Sequence[Sequence[str]], *, least_predicate: float = 0.5) -> list[Analysis]:
        """One analysis a sentence, in order. The caller splits what is too long for the encoder (see ``fits``)."""
        rows = [self._pieces.row(words) for words in sentences]
        found: dict[int, Analysis] = {}
        for group in _groups(rows):
            found |= dict(zip(group, self._run([rows[i] for i in group], least_predicate), strict=True))
        return [found[i] for i in range(len(rows))]

    def fits(self, words: Sequence[str]) -> bool:
        return len(self._pieces.row(words).pieces) <= _POSITIONS

    def _run(self, rows: list[Row], least_predicate: float) -> Iterator[Analysis]:
        feeds: dict[str, Array] = {
            name: _matrix([row[k] for row in rows]) for k, name in enumerate(("pieces", "shapes", "first", "last"))
        }
        feeds["least_predicate"] = np.array(least_predicate, dtype=np.float32)
        out = dict(zip(self._names, self._session.run(None, feeds), strict=True))
        roles: list[dict[int, tuple[Array, Array]]] = [{} for _ in rows]
        for k, (row, word) in enumerate(zip(out["role_row"].tolist(), out["role_predicate"].tolist(), strict=True)):
            n = len(rows[row].first)
            if 0 < word < n:
                roles[row][word - 1] = (out["role"][k, 1:n], out["role_share"][k, 1:n])
        acts: list[list[RawAct]] = [[] for _ in rows]
        for row, word, *act in zip(*(out[name] for name in _ACT), strict=True):
            if 0 < word < len(rows[row].first):
                mode, *vectors = act
                acts[row].append(RawAct(int(word) - 1, out["act"][row, word], int(mode), *vectors))
        sayings: list[list[RawSaying]] = [[] for _ in rows]
        for row, word, *said in zip(*(out[name].tolist() for name in _SAYING), strict=True):
            if 0 < word < len(rows[row].first):
                sayings[row].append(RawSaying(word - 1, *said))
        heads = [best_tree(out["arc"][i, : len(row.first), : len(row.first)]) for i, row in enumerate(rows)]
        for i, labels in enumerate(self._labels(out["dependent"], out["governor"], heads)):
            outputs = {name: out[name][i, 1 : len(rows[i].first)] for name in _PER_WORD}
            yield Analysis(outputs, heads[i], labels, roles[i], acts[i], sayings[i])

    def _labels(self, dependent: Array, governor: Array, heads: list[list[int]]) -> list[list[int]]:
        """The label of every word's relation to its governor. Whole trees go in: labels for all pairs would cost more than all
        the rest of the parsing."""
        rows = np.repeat(np.arange(len(heads)), [len(of_row) for of_row in heads])
        words = np.concatenate([np.arange(1, len(of_row) + 1) for of_row in heads])
        pairs = {"dependent": dependent[rows, words], "governor": governor[rows, np.concatenate(heads)]}
        labels = iter(self._deprel.run(["label"], pairs)[0].tolist())
        return [list(islice(labels, len(of_row))) for of_row in heads]


class Pairs:
    """One of the small graphs that score pairs of words, also of two sentences, from the vectors that the large one gives."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self._session = _session(path, threads)
        self._inputs = [given.name for given in self._session.get_inputs()]

    def scores(self, left: Array, right: Array, gaps: Array) -> Array:
        """(n, size), (m, size), (n, m) sentences between -> (n, m, classes), or (n, 1 + m) for antecedents."""
        feeds = dict(zip(self._inputs, (left, right, gaps), strict=True))
        found: Array = self._session.run(None, feeds)[0]
        return found


def _session(path: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what goes wrong is raised, and told once by whoever catches it
    # Fused, a layer norm takes three times as long on a CPU as an addition and a layer norm one after the other.
    # Moved behind the split of queries, keys and values, three small transpositions take longer than the one before it.
    slow = ["SkipLayerNormFusion", "TransposeOptimizer", "TransposeOptimizer_CPUExecutionProvider"]
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)


_PER_WORD = (
    "upos", "xpos", "lemma", "tag", "kind", "predicate", "event_noun", "part_word", "anaphor", "antecedent",
)  # fmt: skip
_ACT = ("act_row", "act_word", "act_mode", "act_status", "part_act", "again", "before")
_SAYING = ("say_row", "say_cue", "say_share", "say_piece", "say_piece_share")


def _groups(rows: list[Row]) -> Iterator[list[int]]:
    """Indices of like-long sentences, grouped so that least is computed: each row as long as its group's longest, and something
    for every run. No group is over the budget."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i].pieces), i))
    lengths = [len(rows[i].pieces) for i in order]
    cost, begin = [0], [0]
    for end, longest in enumerate(lengths, 1):
        least = max(0, end - max(1, _BUDGET // longest))
        ways = [(cost[start] + longest * (end - start) + _RUN, start) for start in range(least, end)]
        cheapest, start = min(ways)
        cost.append(cheapest)
        begin.append(start)
    end = len(order)
    while end:
        yield order[begin[end] : end]
        end = begin[end]


def _matrix(lists: list[list[int]]) -> npt.NDArray[np.int64]:
    out = np.zeros((len(lists), max(map(len, lists))), dtype=np.int64)
    for i, row in enumerate(lists):
        out[i, : len(row)] = row
    return out
