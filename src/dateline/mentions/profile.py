"""What the mentions that were found to mean the same one say of it together, kept while they are found."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.mentions.candidate import Candidate, Sort
from dateline.mentions.genders import genders_shown
from dateline.mentions.general_nouns import sectors_meant

_OFTEN = 2  # mentions that make somebody a topic


class Profile:
    """Begins with one mention and takes in the profiles of others: no question reads the mentions again, however many there are.

    What is ``solid`` is said by names and descriptions, not by pronouns.
    """

    __slots__ = (
        "countries", "firsts", "genders", "is_general", "is_named", "is_named_person", "is_one", "is_plural", "is_solid", "keys",
        "last", "roles", "sectors", "surest", "titles",
    )  # fmt: skip

    def __init__(self, c: Candidate) -> None:
        solid = c.form != "pronoun"
        offices = c.offices if solid else ()
        self.surest = c
        self.firsts: list[tuple[int, int]] = [c.at]  #: where the first of them stand, as many as make a topic
        self.last = c.sentence
        self.genders = genders_shown(c)
        self.countries = {word.iso3 for word in c.countries}
        self.sectors = {s for office in c.offices for s in office.sectors}
        #: The sectors of bodies and groups by descriptions that tell them for sure.
        self.roles: set[str] = set()
        if c.form == "nominal" and c.sort != "person":
            self.roles = {s for office in offices if not office.weak for s in office.sectors}
        self.is_solid, self.is_named = solid, c.form == "name"
        self.is_named_person = c.form == "name" and c.sort == "person"
        self.is_general = not solid or sectors_meant(c) is not None  #: "the group", which says nothing of which group
        self.is_plural = solid and c.plural
        self.is_one = solid and not (c.plural and c.form == "nominal")  #: not only several, by what describes them
        #: The keys of people's offices, and those of all mentions by their head words.
        self.titles: set[frozenset[str]] = {office.key for office in offices} if c.sort == "person" else set()
        self.keys: dict[str, set[frozenset[str]]] = {c.head_lemma: {c.key}} if solid else {}

    def take(self, other: Profile) -> None:
        """Take in what others say of the same one; of two that say as much the own is the surer."""
        self.surest = min(self.surest, other.surest, key=_weight)
        self.firsts = sorted([*self.firsts, *other.firsts])[:_OFTEN]
        self.last = max(self.last, other.last)
        self.genders |= other.genders
        self.countries |= other.countries
        self.sectors |= other.sectors
        self.roles |= other.roles
        self.is_solid |= other.is_solid
        self.is_named |= other.is_named
        self.is_named_person |= other.is_named_person
        self.is_general &= other.is_general
        self.is_plural |= other.is_plural
        self.is_one |= other.is_one
        self.titles |= other.titles
        for lemma, keys in other.keys.items():
            self.keys.setdefault(lemma, set()).update(keys)

    @property
    def sort(self) -> Sort:
        """What a name says counts before what a description says; places, unknowns and pronouns count last."""
        return self.surest.sort

    @property
    def is_of_one_sentence(self) -> bool:
        return self.firsts[0][0] == self.last

    def is_topic(self, at: tuple[int, int]) -> bool:
        """Whether enough is told of them before this place."""
        return len(self.firsts) == _OFTEN and self.firsts[-1] < at


def sort_of(members: Iterable[Candidate]) -> Sort:
    """What several mentions of one are taken for: see :attr:`Profile.sort`."""
    return min(members, key=_weight).sort


def _weight(c: Candidate) -> tuple[bool, bool, bool]:
    return c.form == "pronoun", c.sort in ("other", "place"), c.form != "name"
