"""Mentions, and the actors that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from dateline.model.because import Because
from dateline.model.form import INLINE
from dateline.model.record import Record, line
from dateline.model.span import Span

Form = Literal["name", "nominal", "pronoun"]
Kind = Literal["person", "organization", "state", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for someone: "Viktor Goremykin", "the ministry", "he"."""

    span: Annotated[Span, INLINE, "The words."]
    form: Annotated[Form, "name, nominal or pronoun."]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or rank held, with the words that say so: "Deputy Defense Minister" of RUS."""

    title: Annotated[str, "The office or rank, without its country."]
    span: Annotated[Span, INLINE, "The words that say so."]
    country: Annotated[str | None, "ISO 3166 alpha-3 code of the country it is held in."] = None
    said: Annotated[date | None, "Day on which the report says that it is held."] = None


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """Who the mentions of one report mean.

    >>> Actor("a1", "Kari Lund", "person", (), country="NOR", sectors=("GOV",))
    <Actor a1: Kari Lund, person, NOR, GOV, 0 mentions>
    """

    id: Annotated[str, "Who; the same id within one report."]
    name: Annotated[str, "Its fullest name in the report, else its fullest description."]
    kind: Annotated[Kind, "person, organization, state or group."]
    mentions: Annotated[tuple[Mention, ...], "Where the report speaks of it, in text order."]
    country: Annotated[str | None, "ISO 3166 alpha-3 code, or PLOVER's code of a body that belongs to no state."] = None
    sectors: Annotated[tuple[str, ...], "PLOVER sectors: GOV, MIL, COP …"] = ()
    roles: Annotated[tuple[Role, ...], "Offices and ranks held."] = ()
    because: Annotated[tuple[Because, ...], "The words behind country and sectors."] = ()
    wikidata: Annotated[str | None, "Wikidata id."] = None

    def __repr__(self) -> str:
        places = f"{len(self.mentions)} mention{'s' if len(self.mentions) != 1 else ''}"
        return line(self, self.id, self.name, self.kind, self.country, " ".join(self.sectors), places)
