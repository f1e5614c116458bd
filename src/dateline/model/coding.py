"""The coding of one report: everything Dateline reads in it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import Actor, Place
from dateline.model.event import Event
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.statement import Statement

SCHEMA = "dateline/1"


@dataclass(frozen=True, slots=True)
class Abstention:
    """Something that was seen and not coded, with the reason: unknown is never a guess."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the text was read; nothing is ever silently left out."""

    characters: int
    read: int
    sentences: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """What made this coding: the same versions and input give byte-identical output."""

    dateline: str
    reader: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One report, coded. ``sentences`` are the character ranges of its sentences, for display and evidence."""

    report: Report
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    abstained: tuple[Abstention, ...]
    coverage: Coverage
    versions: Versions
    sentences: tuple[Span, ...]
