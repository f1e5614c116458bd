"""The records of stories: told events and reports in, stories and visits out. Frozen, and free of any database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dateline.codebook import EventType, Mode, event_types

#: Stands for the type of that name in the bundled codebook.
UNTOLD = EventType("", "", 0.0, "", {})


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in a told event: a participant as one report names it."""

    name: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as one report tells it. ``words`` is the sentence that tells it; ``sources`` are names, the publisher last."""

    event_id: str
    report_id: str
    type: str
    quad: str
    status: str
    mode: str | None = None
    publisher: str | None = None
    published: date | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date_start: date | None = None
    date_end: date | None = None
    date_precision: str | None = None
    place_name: str | None = None
    place_country: str | None = None
    place_feature: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    sources: tuple[str, ...] = ()
    sentence: int = 0
    sentence_text: str = ""
    trigger_start: int = 0
    trigger_text: str = ""
    #: What its type is; the bundled codebook's if no other is given.
    kind: EventType = field(default=UNTOLD, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.kind is UNTOLD:
            known = event_types().get(self.type)
            kind = known if known is not None else EventType(self.type, self.quad, 0.0, "", {})
            object.__setattr__(self, "kind", kind)

    @property
    def mode_kind(self) -> Mode | None:
        """What its mode is; None if it has none, or one that the codebook does not know."""
        return self.kind.modes.get(self.mode or "")

    @property
    def participants(self) -> tuple[Party, ...]:
        """Actors, then recipients."""
        return (*self.actors, *self.recipients)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, as far as telling its sources apart needs it. ``credits`` are the agencies that it names as its own source."""

    report_id: str
    publisher: str | None = None
    published: date | None = None
    simhash: int | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One of several answers to the same question, and the reports that give it."""

    value: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which the reports of a story differ, with each version; the best attested stands first."""

    field: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The same event as told by several reports. ``members`` (event and report) run from the first told to the last."""

    story_id: str
    type: str
    date_start: date | None
    date_end: date | None
    place_name: str | None
    place_country: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    publishers: tuple[str, ...]
    independent_sources: int
    first_report_id: str
    first_published: date | None
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that tell it, each once, in the order of telling."""
        return tuple(dict.fromkeys(report for _, report in self.members))


@dataclass(frozen=True, slots=True)
class Stop:
    """One event of a trip: what was done, with whom, where, when, and which reports tell it."""

    act: str
    event_ids: tuple[str, ...]
    whom: tuple[str, ...]
    place_name: str | None
    date_start: date | None
    date_end: date | None
    report_ids: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Visit:
    """The events of one trip, in order: who travelled where, whom they saw, and who tells it."""

    visit_id: str
    travellers: tuple[str, ...]
    from_country: str | None
    host_country: str
    date_start: date | None
    date_end: date | None
    places: tuple[str, ...]
    met: tuple[str, ...]
    stops: tuple[Stop, ...]
    report_ids: tuple[str, ...]
    publishers: tuple[str, ...]
    independent_sources: int
