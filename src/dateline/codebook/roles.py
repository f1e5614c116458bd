"""Offices and groups in noun phrases: the head noun says what is meant, and it or the words around it the sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.codebook.phrase_index import Hit, PhraseIndex

RoleKind = Literal["person", "organization", "group"]

# Where a noun phrase stops being about its head: "chief | of the army", "adviser | to the president".
_LINKS = frozenset({"of", "for", "to", "in", "at", "from", "on", "with", "by", "under", "who", "which", "that", ","})


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A phrase for an office or a group: "defense minister" is GOV and MIL, a person, and can stand before a name.

    ``weak`` sectors hold only when the phrase names no other: a spokesman is GOV, but an army spokesman is MIL.
    ``description``: it says who somebody is ("son", "resident") and is no office.
    """

    phrase: str
    sectors: tuple[str, ...]
    kind: RoleKind
    title: bool = False
    weak: bool = False
    description: bool = False


_NEW: Any = object()  # no answer yet, for None is one
_REMEMBERED = 50_000  # phrases already looked up: "the president" comes again and again


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """An entry found; ``sectors`` mind the words around it, ``start..end`` covers the office and its prefixes."""

    entry: RoleEntry
    sectors: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Former:
    """How past office is told: which words say so, which sectors they end, and what a person is from then on."""

    words: frozenset[str]
    ends: frozenset[str]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """All role phrases, and the words before them that change nothing ("deputy") or make them past ("former")."""

    index: PhraseIndex[RoleEntry]
    prefixes: frozenset[str]
    former: Former
    _known: dict[tuple[str, ...], RoleMatch | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def entries(self) -> Mapping[tuple[str, ...], RoleEntry]:
        return self.index.values

    def match(self, words: Sequence[str]) -> RoleMatch | None:
        """The role of the noun phrase's head: the right-most phrase before "of" and the like."""
        key = tuple(words)
        found: RoleMatch | None = self._known.get(key, _NEW)
        if found is _NEW:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._match(key)
        return found

    def _match(self, words: Sequence[str]) -> RoleMatch | None:
        hits = list(self.index.matches(words))
        head = _head(words, hits)
        if head is None:
            return None
        start = self._with_prefixes(words, head.start)
        sectors = head.value.sectors
        if head.value.weak:
            before = [h for h in reversed(hits) if h.end <= head.start]
            sectors = _borrowed(before + [h for h in hits if h.start >= head.end]) or sectors
        if head.value.kind == "person" and self._is_past(words, start, head.start):
            sectors = self._past(sectors)
        return RoleMatch(head.value, sectors, start, head.end)

    def _with_prefixes(self, words: Sequence[str], start: int) -> int:
        while start > 0:
            # "ex-president" may reach us as three words.
            at = start - 2 if words[start - 1] == "-" else start - 1
            if at < 0 or words[at] not in self.prefixes | self.former.words:
                break
            start = at
        return start

    def _is_past(self, words: Sequence[str], start: int, head: int) -> bool:
        pieces = (piece for word in words[start : head + 1] for piece in word.split("-"))
        return any(piece in self.former.words for piece in pieces)

    def _past(self, sectors: tuple[str, ...]) -> tuple[str, ...]:
        return self.former.sectors if self.former.ends & set(sectors) else sectors


def _head(words: Sequence[str], hits: Sequence[Hit[RoleEntry]]) -> Hit[RoleEntry] | None:
    """The last hit before the first linking word that no hit covers."""
    covered = {i for hit in hits for i in range(hit.start, hit.end)}
    links = (i for i, word in enumerate(words) if word in _LINKS and i not in covered and i > 0)
    limit = next(links, len(words))
    return next((hit for hit in reversed(hits) if hit.end <= limit), None)


def _borrowed(hits: Sequence[Hit[RoleEntry]]) -> tuple[str, ...]:
    """The sectors of the nearest phrase that has firm ones; else those of the nearest that has any."""
    firm = next((hit.value.sectors for hit in hits if hit.value.sectors and not hit.value.weak), ())
    return firm or next((hit.value.sectors for hit in hits if hit.value.sectors), ())
