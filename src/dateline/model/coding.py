"""The coding of one report: everything Dateline reads in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.actor import Actor
from dateline.model.event import Event
from dateline.model.form import BOUNDS, INLINE
from dateline.model.place import Place
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.statement import Statement

SCHEMA = "dateline/2"


@dataclass(frozen=True, slots=True)
class Abstention:
    """Something that was seen and not coded, with the reason: unknown is never a guess."""

    span: Annotated[Span, INLINE, "The words that were seen."]
    field: Annotated[str, "What is not known: event, actor, country, place, date, speaker …"]
    reason: Annotated[str, "Why not, in a few words."]
    record: Annotated[str | None, "Whose field it is (actor_id, event id …); None where no record came of it."] = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the text was read; nothing is ever silently left out."""

    characters: Annotated[int, "Length of the text."]
    read: Annotated[int, "Characters of it that were read."]
    sentences: Annotated[int, "Sentences read."]
    truncated: Annotated[bool, "Was anything left out?"]


@dataclass(frozen=True, slots=True)
class Versions:
    """What made this coding: the same versions and input give byte-identical output."""

    coder: Annotated[str, "Who coded it: dateline, or another coder's name."]
    dateline: Annotated[str, "Version of Dateline that coded it."]
    reader: Annotated[str, "Version of the reader that coded it."]
    codebook: Annotated[str, "Version of the codebook it was coded with."]


@dataclass(frozen=True, slots=True)
class Coding:
    """One report, coded."""

    report: Annotated[Report, "The report."]
    actors: Annotated[tuple[Actor, ...], "Who is spoken of, in order of first mention."]
    places: Annotated[tuple[Place, ...], "Places spoken of, in order of first mention."]
    events: Annotated[tuple[Event, ...], "What it tells, in order of first telling."]
    statements: Annotated[tuple[Statement, ...], "Who says what, in text order."]
    abstained: Annotated[tuple[Abstention, ...], "What was seen and not coded, in text order."]
    coverage: Annotated[Coverage, "How much was read."]
    versions: Annotated[Versions, "What made this coding."]
    sentences: Annotated[tuple[Annotated[Span, BOUNDS], ...], "Where its sentences stand."]
