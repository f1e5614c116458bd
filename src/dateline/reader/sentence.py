"""The analysed sentence: what the reader hands to the rooms below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class _Universal(dict[str, str]):
    """Dependency labels -> their universal part, worked out once for each: it is asked for several hundred times a sentence."""

    def __missing__(self, label: str) -> str:
        part = self[label] = label.partition(":")[0]
        return part


_UNIVERSAL = _Universal()
_NOTHING: dict[str, Word] = {}  # what a word without dependents has, one for all of them


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
    factuality: float = 0.0
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with a dependency tree over them, and the roles of its predicates (by word index)."""

    index: int
    words: tuple[Word, ...]
    roles: dict[int, tuple[RoleArc, ...]] = field(default_factory=dict)
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _edges: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    #: For each word the first of its dependents by label, full and universal: most questions are for one that is not there.
    _first: tuple[dict[str, Word], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.words]
        first: list[dict[str, Word]] = [_NOTHING] * len(below)
        for word in self.words:
            if word.head >= 0:
                if not below[word.head]:
                    first[word.head] = {}
                below[word.head].append(word.index)
                labels = first[word.head]
                labels.setdefault(word.deprel, word)
                labels.setdefault(_UNIVERSAL[word.deprel], word)
        object.__setattr__(self, "children", tuple(map(tuple, below)))
        object.__setattr__(self, "_first", tuple(first))
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
        labels = self._first[index]
        found = None
        for relation in relations:
            word = labels.get(relation)
            if word is not None and (found is None or word.index < found.index):
                found = word
        return found

    def dependents(self, index: int, *relations: str) -> Iterator[Word]:
        """All of them, from left to right."""
        labels = self._first[index]
        if not labels or labels.keys().isdisjoint(relations):
            return iter(())
        below = map(self.words.__getitem__, self.children[index])
        return iter([w for w in below if w.deprel in relations or _UNIVERSAL[w.deprel] in relations])

    def ancestors(self, index: int) -> Iterator[Word]:
        head = self.words[index].head
        while head >= 0:
            yield self.words[head]
            head = self.words[head].head
