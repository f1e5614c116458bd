"""Which candidates have been found to mean the same one: disjoint sets that know their members."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.mentions.candidate import Candidate, Sort
from dateline.mentions.links import is_part_of_name, same_name
from dateline.mentions.profile import Profile


class Groups:
    """Sets of candidate numbers, none with the names of two people. Joining costs the size of the smaller set, asking nothing
    that grows."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._of = list(range(len(candidates)))
        self._members = {i: [i] for i in range(len(candidates))}
        self._profiles = {i: Profile(c) for i, c in enumerate(candidates)}
        self._people = {i: [c] for i, c in enumerate(candidates) if c.form == "name" and c.sort == "person"}

    def of(self, i: int) -> int:
        """The number of the set that ``i`` is in: the same for all its members."""
        return self._of[i]

    def same(self, i: int, j: int) -> bool:
        return self._of[i] == self._of[j]

    def join(self, i: int, j: int) -> None:
        """Make one set of two, unless they name different people: then some link before this one was wrong, or this one is."""
        a, b = self._of[i], self._of[j]
        if a == b or not self._may_be_one(a, b):
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for k in self._members[b]:
            self._of[k] = a
        self._members[a].extend(self._members.pop(b))
        self._profiles[a].take(self._profiles.pop(b))
        people = {c.name: c for c in (*self._people.pop(a, ()), *self._people.pop(b, ()))}
        if people:
            self._people[a] = list(people.values())

    def _may_be_one(self, a: int, b: int) -> bool:
        return all(
            same_name(x, y) or is_part_of_name(x, y) or is_part_of_name(y, x)
            for x in self._people.get(a, ())
            for y in self._people.get(b, ())
        )

    def members(self, i: int) -> list[Candidate]:
        return [self._candidates[k] for k in self._members[self._of[i]]]

    def people(self, i: int) -> Sequence[Candidate]:
        """A mention of each name of a person in the set."""
        return self._people.get(self._of[i], ())

    def profile(self, i: int) -> Profile:
        """What the members of its set say together."""
        return self._profiles[self._of[i]]

    def sort(self, i: int) -> Sort:
        """What the members of its set are taken for."""
        return self.profile(i).sort

    def size(self, i: int) -> int:
        return len(self._members[self._of[i]])

    def all(self) -> list[list[Candidate]]:
        """The sets, each in text order, in order of their first members."""
        return [[self._candidates[k] for k in sorted(m)] for m in sorted(self._members.values(), key=min)]
