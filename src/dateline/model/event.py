"""Events: what happened, to whom, where, when, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Literal

from dateline.model.because import Because
from dateline.model.brief import cut
from dateline.model.form import INLINE, WORDS, Named
from dateline.model.record import Record, line
from dateline.model.source import Source
from dateline.model.span import Span

Status = Literal["happened", "planned", "hypothetical", "denied", "historical"]
Side = Literal["actor", "recipient"]
PlaceBasis = Literal["clause", "telling", "scene", "participant"]
DateBasis = Literal["text", "dateline", "published"]


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place, as exactly as the text allows. ``span`` is the date phrase; None if there is none."""

    start: Annotated[date | None, "First day on which it may have happened."]
    end: Annotated[date | None, "Last day on which it may have happened."]
    precision: Annotated[str, "How exact the dates are: day, week, month, not_after …"]
    span: Annotated[Span | None, "The words that say when."]
    origin: Annotated[DateBasis, Named("from"), "What they were read from: text, dateline, or the day of publication."]
    confidence: Annotated[float | None, "How likely these words date it, 0 to 1; null where no words do."] = None
    text: Annotated[str | None, WORDS, "The date phrase."] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.span.text if self.span is not None else None)


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers the report gives for an event's victims and prisoners, by all its tellings; None where it gives none ("dozens").

    >>> import dateline
    >>> (event,) = dateline.load().code("A bomb exploded in Quetta, killing at least two people and wounding five.").events
    >>> event.size.killed, event.size.injured, event.size.at_least
    (2, 5, ('killed',))
    """

    killed: Annotated[int | None, "Dead that the report counts."] = None
    injured: Annotated[int | None, "Injured that the report counts."] = None
    arrested: Annotated[int | None, "Arrested that the report counts."] = None
    displaced: Annotated[int | None, "Driven from their homes that the report counts."] = None
    at_least: Annotated[
        tuple[str, ...], "Those of these numbers than which there may be more: at least 12, 10 to 15."
    ] = ()

    def __bool__(self) -> bool:
        """Is anything counted?"""
        return any(self.numbers.values())

    @property
    def numbers(self) -> dict[str, int | None]:
        """The numbers by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "at_least"}


@dataclass(frozen=True, slots=True)
class Participant:
    """One of those who take part, by the words that say so: an actor of one telling may be named there by a pronoun."""

    actor: Annotated[str, "Who (actor_id)."]
    side: Annotated[Side, "actor or recipient."]
    span: Annotated[Span, INLINE, "The words that name, describe or stand for it there."]
    reason: Annotated[str, WORDS, "How the words take part: 'subject of met', 'behind to', 'owner of assets'."]
    confidence: Annotated[float | None, "How likely it takes part on this side, 0 to 1."] = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same words, which lost."""

    type: Annotated[str, "PLOVER type."]
    mode: Annotated[str | None, "PLOVER mode."]
    by: Annotated[str, "Which recogniser proposed it."]
    score: Annotated[float, "How well it fitted, 0 to 1."]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words an event was read from, and what recognised them."""

    sentence: Annotated[int, "Which sentence tells it, from 0."]
    trigger: Annotated[Span, "The words it was recognised by."]
    frame: Annotated[str | None, "The frame of the codebook that recognised it, with the operators over it."]
    confidence: Annotated[float, "0 to 1."]
    by: Annotated[str, "Which recogniser proposed it: frames …"] = "frames"


@dataclass(frozen=True, slots=True)
class Event(Record):
    """One act of a PLOVER type.

    >>> import dateline
    >>> (event,) = dateline.load().code("Police arrested three protesters in Oslo.").events
    >>> event.type, event.mode, event.status, event.evidence[0].trigger
    ('COERCE', 'arrest', 'happened', Span(7, 15, 'arrested'))
    """

    id: Annotated[str, "Unique in the report."]
    type: Annotated[str, "PLOVER type: AGREE, CONSULT, ASSAULT …"]
    mode: Annotated[str | None, "PLOVER mode: visit, arrest, aerial …"]
    contexts: Annotated[tuple[str, ...], "PLOVER contexts: military, election …"]
    quad: Annotated[str, "VERBAL or MATERIAL, COOPERATION or CONFLICT."]
    intensity: Annotated[float | None, "PLOVER score, -10 to 10."]
    actors: Annotated[tuple[str, ...], "Who does it (actor_id)."]
    recipients: Annotated[tuple[str, ...], "To whom it is done (actor_id)."]
    place: Annotated[str | None, "Where (place_id)."]
    status: Annotated[Status, "happened, planned, hypothetical, denied or historical."]
    sources: Annotated[tuple[Source, ...], "Who says so, from the inner speaker to the publisher."]
    date: Annotated[EventDate | None, "When."]
    size: Annotated[Size, "How many were killed, injured, arrested, displaced."]
    evidence: Annotated[tuple[Evidence, ...], "Every telling of it, the first first."]
    place_from: Annotated[PlaceBasis | None, "What the place was read from: clause, telling, scene or participant."] = (
        None
    )
    place_confidence: Annotated[float | None, "How likely the place is right, 0 to 1."] = None
    participants: Annotated[tuple[Participant, ...], "Those who take part, by the words of each telling."] = ()
    because: Annotated[tuple[Because, ...], "The words behind place, date, status, mode, contexts and size."] = ()
    alternatives: Annotated[tuple[Alternative, ...], "Other readings of the same words, which lost."] = ()
    mutual: Annotated[
        bool | None,
        "Do its actors act on each other (talks, a clash)? Else they act together. Null: its coder does not say.",
    ] = None

    def __repr__(self) -> str:
        act = f"{self.type} {self.mode}" if self.mode else self.type
        sides = " → ".join(" ".join(side) or "nobody" for side in (self.actors, self.recipients))
        words = repr(cut(self.evidence[0].trigger.text, 30)) if self.evidence else None
        return line(self, self.id, act, self.status, sides, words)
