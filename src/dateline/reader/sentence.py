"""The analysed sentence: what the reader hands to the rooms below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class _Universal(dict[str, str]):
    """Dependency labels -> their universal part, worked out once for each: it is asked for several hundred times a sentence."""

    def __missing__(self, label: str) -> str:
        part = self[label] = label.partition(":")[0]
        return part


_UNIVERSAL = _Universal()
_NOTHING: dict[str, list[Word]] = {}  # what a word without dependents has, one for all of them


class Word(NamedTuple):
    """One syntactic word. ``head`` is an index into the sentence, -1 for the root; shares are between 0 and 1."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks a word for
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    tag: str = "O"
    kind: str = "none"
    predicate: float = 0.0
    event_noun: float = 0.0
    space_after: bool = True

    @property
    def relation(self) -> str:
        """The universal part of the dependency label: ``nsubj`` of ``nsubj:pass``."""
        return _UNIVERSAL[self.deprel]


@dataclass(frozen=True, slots=True)
class RoleArc:
    """``word`` is the head word of a participant of a predicate; ``label`` is PropBank's (ARG0, ARGM-TMP …)."""

    word: int
    label: str
    share: float


class TakenPart(NamedTuple):
    """A word of any sentence of the report that takes part in an act: as actor, recipient, place or time."""

    sentence: int
    word: int
    side: str
    share: float


class Retold(NamedTuple):
    """A word before, of the same sentence or an earlier one, that tells the same act."""

    sentence: int
    word: int
    share: float


@dataclass(frozen=True, slots=True)
class Told:
    """A word that may tell an act: the shares of the types ("none" among them) and statuses, who takes part, and which words
    before tell the same act."""

    word: int
    types: Mapping[str, float]
    mode: str | None
    statuses: Mapping[str, float]
    parts: tuple[TakenPart, ...]
    retells: tuple[Retold, ...] = ()

    @property
    def act(self) -> float:
        """The share of all types together."""
        return 1 - self.types.get("none", 0.0)


class Saying(NamedTuple):
    """A cue (first and last word), its speaker and its content (first and last word), None where the network sees none; how sure
    the cue is, and the less sure of the content's edges."""

    cue: tuple[int, int]
    speaker: int | None
    content: tuple[int, int] | None
    share: float
    edges: float = 1.0


class Traces(NamedTuple):
    """What the network remembers of each word, to tell whether two words of a report mean the same."""

    anaphor: npt.NDArray[np.float32]
    antecedent: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with a dependency tree over them, and by word index the roles of its predicates and the acts that it may tell."""

    index: int
    words: tuple[Word, ...]
    roles: dict[int, tuple[RoleArc, ...]] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)
    said: tuple[Saying, ...] = ()
    traces: Traces | None = field(default=None, repr=False, compare=False)
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _edges: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    #: For each word its dependents by label, full and universal: most questions are for one that is not there.
    _labelled: tuple[dict[str, list[Word]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.words]
        labelled: list[dict[str, list[Word]]] = [_NOTHING] * len(below)
        for index, word in enumerate(self.words):
            head, label = word.head, word.deprel
            if head >= 0:
                if not below[head]:
                    labelled[head] = {}
                below[head].append(index)
                labels = labelled[head]
                for name in (label,) if (universal := _UNIVERSAL[label]) == label else (label, universal):
                    if name in labels:
                        labels[name].append(word)
                    else:
                        labels[name] = [word]
        object.__setattr__(self, "children", tuple(map(tuple, below)))
        object.__setattr__(self, "_labelled", tuple(labelled))
        object.__setattr__(self, "_edges", self._subtree_edges())

    def _subtree_edges(self) -> tuple[tuple[int, int], ...]:
        left = list(range(len(self.words)))
        right = list(left)
        for i in reversed(self._top_down()):
            head = self.words[i].head
            if head >= 0:
                left[head] = min(left[head], left[i])
                right[head] = max(right[head], right[i])
        return tuple(zip(left, right, strict=True))

    def _top_down(self) -> list[int]:
        order = [w.index for w in self.words if w.head < 0]
        for i in order:
            order.extend(self.children[i])
        return order

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def subtree(self, index: int) -> tuple[int, int]:
        """First and last word index (inclusive) of everything below ``index``."""
        return self._edges[index]

    def child(self, index: int, *relations: str) -> Word | None:
        """The first dependent of ``index`` whose label (full or universal part) is one of ``relations``."""
        labels = self._labelled[index]
        found = None
        if labels:
            for relation in relations:
                if relation in labels:
                    word = labels[relation][0]
                    if found is None or word.index < found.index:
                        found = word
        return found

    def dependents(self, index: int, *relations: str) -> Iterator[Word]:
        """All of them, from left to right."""
        labels = self._labelled[index]
        if len(relations) == 1:
            return iter(labels.get(relations[0], ()))
        if not labels or labels.keys().isdisjoint(relations):
            return iter(())
        below = map(self.words.__getitem__, self.children[index])
        return iter([w for w in below if w.deprel in relations or _UNIVERSAL[w.deprel] in relations])

    def ancestors(self, index: int) -> Iterator[Word]:
        head = self.words[index].head
        while head >= 0:
            yield self.words[head]
            head = self.words[head].head
