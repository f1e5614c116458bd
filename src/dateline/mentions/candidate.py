"""A mention as it stands in a sentence, before it is known whom it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.model import Form, Span

#: person, organization, state, group: may become actors. place, other: may not, but can be chained and located.
Sort = Literal["person", "organization", "state", "group", "place", "other"]

#: The form of a country word that says only whose somebody is: "Germany's Merz".
OWNER = "owner"


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A country that a mention names, and the words that do: "Russian", "of the DPRK"."""

    iso3: str
    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office, rank or description inside a mention, as written: "Deputy Defense Minister", "rebels".

    ``weak``: its sectors are only what such an office mostly has, and give way to those of the body it is held in.
    ``description``: no office, only who somebody is.
    """

    span: Span
    sectors: tuple[str, ...]
    kind: Literal["person", "organization", "group"]
    key: frozenset[str]
    weak: bool = False
    description: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """``first``..``last`` are the word indices of the phrase (inclusive), ``head`` its head word.

    ``key`` holds the content lemmas that describe it, with country words replaced by their codes, so that
    "the North Korean defense minister" and "the Minister of Defense of the DPRK" have the same key. ``parties`` are the head
    words of the mentions that share its noun: "Chinese | and Indian soldiers".
    """

    sentence: int
    head: int
    first: int
    last: int
    span: Span
    form: Form
    sort: Sort
    name: str
    head_lemma: str
    key: frozenset[str]
    definite: bool = False
    plural: bool = False
    countries: tuple[CountryWord, ...] = ()
    offices: tuple[Office, ...] = ()
    parties: tuple[int, ...] = ()

    @property
    def at(self) -> tuple[int, int]:
        return self.sentence, self.head

    def __hash__(self) -> int:
        return hash((self.sentence, self.head))  # a report has one candidate there, and hashing all fields is slow


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one report that mean the same one, in text order.

    ``bodies`` are the chains that its titles name: of "Claire Haddow, managing director of Solent Quays" that company.
    """

    candidates: tuple[Candidate, ...]
    name: str
    sort: Sort
    bodies: tuple[Chain, ...] = ()
    #: What its mentions have together, put together once.
    countries: tuple[CountryWord, ...] = field(init=False, repr=False, compare=False)
    offices: tuple[Office, ...] = field(init=False, repr=False, compare=False)
    is_vague: bool = field(init=False, repr=False, compare=False)  #: Only pronouns: nobody says whom they mean.

    def __post_init__(self) -> None:
        object.__setattr__(self, "countries", tuple(c for m in self.candidates for c in m.countries))
        object.__setattr__(self, "offices", tuple(r for m in self.candidates for r in m.offices))
        object.__setattr__(self, "is_vague", all(m.form == "pronoun" for m in self.candidates))
