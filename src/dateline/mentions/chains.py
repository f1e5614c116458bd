"""Link the mentions of one report that mean the same one: names, titles, appositions, descriptions, pronouns, in that order."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.mentions.candidate import Candidate, Chain, Sort
from dateline.mentions.links import (
    adds_nothing,
    apposed,
    fits_description,
    is_acronym_of,
    is_part_of_name,
    same_name,
    sorts_agree,
)
from dateline.mentions.pronouns import antecedent
from dateline.reader.sentence import Sentence


class _Sets:
    """Disjoint sets of candidate numbers (union-find)."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def of(self, i: int) -> int:
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.of(i), self.of(j)))
        self._up[b] = a


class _Linker:
    def __init__(self, sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> None:
        self.sentences = sentences
        self.candidates = candidates
        self.sets = _Sets(len(candidates))

    def members(self, i: int) -> list[Candidate]:
        root = self.sets.of(i)
        return [c for j, c in enumerate(self.candidates) if self.sets.of(j) == root]

    def link(self) -> None:
        self._appositions()
        self._names()
        self._descriptions()
        self._pronouns()

    def _appositions(self) -> None:
        for sentence in self.sentences:
            here = [i for i, c in enumerate(self.candidates) if c.sentence == sentence.index]
            for i, j in apposed(sentence, [self.candidates[k] for k in here]):
                a, b = self.candidates[here[i]], self.candidates[here[j]]
                if sorts_agree(a, b) and not (
                    a.form == b.form == "name" and a.sort == "person" and not same_name(a, b)
                ):
                    self.sets.join(here[i], here[j])

    def _names(self) -> None:
        named = [i for i, c in enumerate(self.candidates) if c.form == "name"]
        for position, i in enumerate(named):
            a = self.candidates[i]
            exact = [j for j in named[:position] if same_name(a, self.candidates[j])]
            if exact:
                self.sets.join(exact[-1], i)
                continue
            fuller = [j for j in named if j != i and self._short_for(a, self.candidates[j])]
            if len({self.sets.of(j) for j in fuller}) == 1:
                self.sets.join(fuller[-1], i)

    @staticmethod
    def _short_for(short: Candidate, full: Candidate) -> bool:
        return sorts_agree(short, full) and (is_part_of_name(short, full) or is_acronym_of(short, full))

    def _descriptions(self) -> None:
        """ "the ministry", "the North Korean defense minister": the nearest earlier chain that all its words fit, else a later one."""
        for i, c in enumerate(self.candidates):
            if c.form == "pronoun" or (c.form == "name" and c.sort != "organization"):
                continue
            if not c.key or len({c.sentence for c in self.members(i)}) > 1:
                continue
            order = [*range(i - 1, -1, -1)] + ([*range(i + 1, len(self.candidates))] if len(c.key) > 1 else [])
            for j in order:
                if self.sets.of(j) != self.sets.of(i) and self._describes(c, i, j):
                    self.sets.join(j, i)
                    break

    def _describes(self, description: Candidate, i: int, j: int) -> bool:
        other = self.candidates[j]
        if other.form == "pronoun" or not sorts_agree(description, other):
            return False
        if self._inside(description, other) or self._coordinated(description, other):
            return False
        if description.form != "name" and not description.definite and not adds_nothing(description, other):
            return False
        return fits_description(description, self.members(i), self.members(j))

    def _inside(self, a: Candidate, b: Candidate) -> bool:
        return a.sentence == b.sentence and not (a.last < b.first or b.last < a.first)

    def _coordinated(self, a: Candidate, b: Candidate) -> bool:
        """ "Russia and North Korea", "the minister and his deputy" are never one."""
        if a.sentence != b.sentence:
            return False
        words = self.sentences[a.sentence].words
        return any(words[x.head].relation == "conj" and words[x.head].head == y.head for x, y in ((a, b), (b, a)))

    def _pronouns(self) -> None:
        for i, c in enumerate(self.candidates):
            if c.form == "pronoun":
                j = antecedent(c, self.candidates, self.sentences, self._sort_of)
                if j is not None:
                    self.sets.join(j, i)

    def _sort_of(self, i: int) -> Sort:
        return _sort([c for c in self.members(i) if c.form != "pronoun"] or [self.candidates[i]])


def chain(sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> list[Chain]:
    """Every candidate in exactly one chain, chains in order of first mention. Pronouns with no antecedent stay alone."""
    linker = _Linker(sentences, candidates)
    linker.link()
    groups: dict[int, list[Candidate]] = {}
    for i, candidate in enumerate(candidates):
        groups.setdefault(linker.sets.of(i), []).append(candidate)
    return [_chain(members) for members in groups.values()]


def _chain(members: list[Candidate]) -> Chain:
    solid = [c for c in members if c.form != "pronoun"] or members
    sort = _sort(solid)
    return Chain(tuple(members), _name(solid, sort), sort)


def _sort(members: Sequence[Candidate]) -> Sort:
    """What a name says counts before what a description says; places and unknowns count last."""
    ranked = sorted(members, key=lambda c: (c.sort in ("other", "place"), c.form != "name"))
    return ranked[0].sort


def _name(members: Sequence[Candidate], sort: Sort) -> str:
    """The fullest name; a person's without titles, a body's with its country; else the fullest description."""
    names = [c for c in members if c.form == "name" and c.sort == sort] or [c for c in members if c.form == "name"]
    pool = names or members
    best = max(pool, key=lambda c: (len(c.name.split()), len(c.name)) if names else (bool(c.countries), len(c.key)))
    return best.name
