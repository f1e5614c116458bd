"""Events: what happened, to whom, where, when, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.model.span import Span

Status = Literal["happened", "planned", "hypothetical", "denied", "historical"]


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place, as exactly as the text allows. ``text`` is the date phrase; None if there is none."""

    start: date | None
    end: date | None
    precision: str
    text: Span | None
    origin: Literal["text", "dateline", "published"]


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers the report gives for an event's victims and prisoners."""

    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words an event was read from, and the frame that recognised them."""

    sentence: int
    trigger: Span
    frame: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """One act of a PLOVER type. ``actors``, ``recipients`` and ``place`` are ids; ``sources`` run from the inner speaker out."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    intensity: float | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    status: Status
    sources: tuple[str, ...]
    date: EventDate | None
    size: Size
    evidence: tuple[Evidence, ...]
