"""Mentions, and the actors and places they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.model.span import Span

Form = Literal["name", "nominal", "pronoun"]
Kind = Literal["person", "organization", "state", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for someone: "Viktor Goremykin", "the ministry", "he"."""

    span: Span
    form: Form


@dataclass(frozen=True, slots=True)
class Role:
    """An office or rank held, with the words that say so and the day they were published: "Deputy Defense Minister" of RUS."""

    title: str
    span: Span
    country: str | None = None
    said: date | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """Why a field has its value: the words it was read from."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Who the mentions of one report mean."""

    id: str
    name: str
    kind: Kind
    mentions: tuple[Mention, ...]
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    because: tuple[Because, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the report speaks of, resolved to the gazetteer if it can be."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    country: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    inside: str | None = None
