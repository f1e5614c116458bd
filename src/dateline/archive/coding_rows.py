"""Codings as the rows that stories are made of, for telling stories without an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.model import Actor, Coding, Event
from dateline.reports.opening import agency_name
from dateline.stories.story import EventRow, Party


def rows_of(coding: Coding) -> Iterator[EventRow]:
    """A row for each event of one report."""
    actors = {a.id: a for a in coding.actors}
    for event in coding.events:
        yield _event_row(coding, event, actors)


def agencies(dateline: str | None, sources: Iterable[str]) -> tuple[str, ...]:
    """The agency of the dateline, and those among the sources of events: "the agency WAM reported"."""
    named = (_agency(name) for name in sources)
    return tuple(dict.fromkeys(name for name in (dateline, *named) if name))


@lru_cache(maxsize=4096)
def _agency(name: str) -> str | None:
    return agency_name(name)


def _event_row(coding: Coding, event: Event, actors: dict[str, Actor]) -> EventRow:
    report, first = coding.report, event.evidence[0]
    place = next((p for p in coding.places if p.id == event.place), None)
    when, sentence = event.date, coding.sentences[first.sentence]
    return EventRow(
        event_id=f"{report.id}:{event.id}",
        report_id=report.id,
        type=event.type,
        quad=event.quad,
        status=event.status,
        mode=event.mode,
        publisher=report.publisher,
        published=report.published,
        actors=tuple(_party(actors[i]) for i in event.actors),
        recipients=tuple(_party(actors[i]) for i in event.recipients),
        date_start=when.start if when else None,
        date_end=when.end if when else None,
        date_precision=when.precision if when else None,
        place_name=place.name if place else None,
        place_country=place.country if place else None,
        place_feature=place.feature if place else None,
        geonames_id=place.geonames_id if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        killed=event.size.killed,
        injured=event.size.injured,
        arrested=event.size.arrested,
        sources=tuple(actors[s.actor].name if s.actor else s.publisher or "" for s in event.sources),
        sentence=first.sentence,
        sentence_text=sentence.text,
        trigger_start=first.trigger.start,
        trigger_text=first.trigger.text,
    )


def _party(actor: Actor) -> Party:
    return Party(actor.name, actor.kind, actor.country, actor.sectors)
