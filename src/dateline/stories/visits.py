"""Visits: told events in the order of publication in, itineraries out: who travelled where, whom they saw, who tells it.

A trip shows in an event by which somebody of one country is in another: a visit, or a meeting in the other side's country.
Its stops are what the same travellers do there in the same reports, and in other reports of the same days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from dateline.language import either, lexicon
from dateline.model import content_id
from dateline.stories.cluster import cluster
from dateline.stories.story import EventRow, Party, ReportRow, Stop, Visit
from dateline.stories.syndication import sources
from dateline.stories.tell import publishers, when
from dateline.stories.traits import days, party_traits

_COOPERATIVE, _REAL = {"VERBAL COOPERATION", "MATERIAL COOPERATION"}, {"happened", "planned"}
#: Reports of one trip are at most this many days apart.
_GAP = 4
_WORDS = lexicon("stories")
_ARRIVES = re.compile(rf"(?i)\b{either(_WORDS.ordered('arriving'))}")
_LEAVES = re.compile(rf"(?i)\b{either(_WORDS.ordered('leaving'))}")
_DELEGATION = re.compile(rf"(?i)\b{either(_WORDS.ordered('delegation_nouns'))}\b")


@dataclass(slots=True)
class _Trip:
    """What is known of one trip so far: ``people`` are the last names of named travellers, ``told`` all rows of its reports."""

    home: str
    host: str
    people: set[str]
    told: list[EventRow]
    first: int
    last: int
    names: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    persons: set[str] = field(default_factory=set)


def visits(rows: Iterable[EventRow], reports: Mapping[str, ReportRow]) -> Iterator[Visit]:
    """The visits in rows that come report by report, in the order of publication."""
    trips: dict[tuple[str, str], list[_Trip]] = defaultdict(list)
    for _, of_report in groupby(rows, key=lambda r: r.report_id):
        for trip in _trips(list(of_report)):
            known = trips[trip.home, trip.host]
            for done in [t for t in known if t.last < trip.first - _GAP]:
                known.remove(done)
                yield _visit(done, reports)
            for other in known:
                if _same_travellers(other, trip):
                    _extend(other, trip)
                    break
            else:
                known.append(trip)
    for known in trips.values():
        for trip in known:
            yield _visit(trip, reports)


def _trips(rows: Sequence[EventRow]) -> list[_Trip]:
    """The trips that one report tells of, with all that the travellers do on them."""
    trips: dict[tuple[str, str], _Trip] = {}
    for row in rows:
        for traveller, host in _travelling(row):
            home = traveller.country or ""
            trip = trips.setdefault((home, host), _Trip(home, host, set(), [], 0, 0))
            trip.names[traveller.name] += 1
            if traveller.kind == "person" and (traits := party_traits(traveller)).named:
                trip.people.add(traits.last)
                trip.persons.add(traveller.name)
    for trip in trips.values():
        trip.told = [r for r in rows if r.quad in _COOPERATIVE and r.status in _REAL]
        seen = [d for r in trip.told if _is_stop(r, trip) and (d := days(r)) is not None]
        trip.first = min((d.first if d.sure else d.last for d in seen), default=0)
        trip.last = max((d.last for d in seen), default=0)
    return [trip for trip in trips.values() if trip.last]


def _travelling(row: EventRow) -> Iterator[tuple[Party, str]]:
    """Who is abroad in this event, and where."""
    if not row.kind.in_person or row.status not in _REAL:
        return
    visit = row.mode_kind is not None and row.mode_kind.hosted
    hosts = {p.country for p in row.recipients if p.country}
    for party in row.actors if visit else row.participants:
        if party.country is None or party.kind == "state":
            continue
        host = row.place_country
        if host is None and visit:
            host = next((c for c in sorted(hosts) if c != party.country), None)
        others = {p.country for p in row.participants if p is not party}
        if host is not None and host != party.country and len(host) == 3 and (visit or host in others):
            yield party, host


def _is_stop(row: EventRow, trip: _Trip) -> bool:
    if row.place_country not in (None, trip.host):
        return False
    here = (
        row.place_country is not None
    )  # to praise and to support is a stop of a trip only where it has a place: flowers laid
    met = any(p.country == trip.host for p in row.participants)
    return _travels(row, trip) and (here or row.kind.in_person or (met and not row.kind.from_afar))


def _travels(row: EventRow, trip: _Trip) -> bool:
    return any(_is_traveller(p, trip) for p in row.participants)


def _is_traveller(party: Party, trip: _Trip) -> bool:
    """A person by name, also in a report that does not say of which country; a delegation by its country."""
    if party.kind == "person" and (traits := party_traits(party)).named:
        return party.country in (trip.home, None) and traits.last in trip.people
    return party.country == trip.home and (party.name in trip.names or bool(_DELEGATION.search(party.name)))


def _same_travellers(a: _Trip, b: _Trip) -> bool:
    """The same trip: a traveller in common, or a nameless delegation in one of the two; and days that meet."""
    near = a.first - _GAP <= b.last and b.first - _GAP <= a.last
    return near and (bool(a.people & b.people) or not a.people or not b.people)


def _extend(trip: _Trip, more: _Trip) -> None:
    trip.people |= more.people
    trip.persons |= more.persons
    trip.told += more.told
    trip.first, trip.last = min(trip.first, more.first), max(trip.last, more.last)
    for name, count in more.names.items():
        trip.names[name] += count


def _visit(trip: _Trip, reports: Mapping[str, ReportRow]) -> Visit:
    rows = sorted((r for r in trip.told if _is_stop(r, trip)), key=_order)
    stops = _stops(rows, trip)
    report_ids = tuple(dict.fromkeys(r.report_id for r in rows))
    start, end = _period(rows)
    told_of = [p for r in rows for p in _seen(r, trip)]
    return Visit(
        visit_id=content_id("vi", *sorted(r.event_id for r in rows)),
        travellers=tuple(sorted(trip.names, key=lambda n: (n not in trip.persons, -trip.names[n], n))),
        from_country=trip.home or None,
        host_country=trip.host,
        date_start=start,
        date_end=end,
        places=tuple(dict.fromkeys(name for stop_row in rows for name in _places(stop_row, trip))),
        met=tuple(dict.fromkeys(p.name for p in told_of if p.kind == "person")),
        stops=stops,
        report_ids=report_ids,
        publishers=publishers(rows),
        independent_sources=len(sources([reports.get(i) or ReportRow(i) for i in report_ids])),
    )


def _order(row: EventRow) -> tuple[date, str, int, int, str]:
    return row.published or date.max, row.report_id, row.sentence, row.trigger_start, row.event_id


def _period(rows: Sequence[EventRow]) -> tuple[date | None, date | None]:
    said = [r for r in rows if r.date_start is not None and r.date_end is not None]
    if not said:
        return when(rows)
    return min(r.date_start for r in said if r.date_start), max(r.date_end for r in said if r.date_end)


def _stops(rows: Sequence[EventRow], trip: _Trip) -> tuple[Stop, ...]:
    """One stop an event: arrivals, then the rest by day and by the order of telling, then departures."""
    by_id = {row.event_id: row for row in rows}
    groups = [[by_id[row.event_id] for row in group] for group in cluster(_within(rows))]
    place = {row.event_id: position for position, row in enumerate(rows)}
    day = _assumed_days(rows)
    groups.sort(key=lambda g: (min(day[r.event_id] for r in g), _phase(g), min(place[r.event_id] for r in g)))
    groups.sort(key=lambda g: _phase(g) if _phase(g) != 1 else 1)
    return tuple(_stop(group, trip) for group in groups)


def _within(rows: Sequence[EventRow]) -> Iterator[EventRow]:
    """The rows to compare: what has no day was on one of the days of the trip."""
    start, end = _period(rows)
    for row in rows:
        if start is None or end is None or (row.date_start is not None and row.date_end is not None):
            yield row
        else:
            yield replace(row, date_start=start, date_end=end, date_precision="days")


def _phase(group: Sequence[EventRow]) -> int:
    words = " ".join(r.trigger_text for r in group)
    return 0 if _ARRIVES.search(words) else 2 if _LEAVES.search(words) else 1


def _assumed_days(rows: Sequence[EventRow]) -> dict[str, int]:
    """The day of each row; where its text gives none, that of the event told before it in its report, else of publication."""
    assumed: dict[str, int] = {}
    for _, of_report in groupby(rows, key=lambda r: r.report_id):
        listed = list(of_report)
        known = [d.first if (d := days(r)) is not None and d.sure else None for r in listed]
        current = next((k for k in known if k is not None), None)
        for row, sure in zip(listed, known, strict=True):
            current = sure if sure is not None else current
            fallback = d.last if (d := days(row)) is not None else 0
            assumed[row.event_id] = current if current is not None else fallback
    return assumed


def _stop(group: Sequence[EventRow], trip: _Trip) -> Stop:
    start, end = when(group)
    first = group[0]
    place = next((r.place_name for r in group if r.place_name), None)
    return Stop(
        act=first.trigger_text,
        event_ids=tuple(r.event_id for r in group),
        whom=tuple(dict.fromkeys(p.name for r in group for p in _seen(r, trip))),
        place_name=place,
        date_start=start,
        date_end=end,
        report_ids=tuple(dict.fromkeys(r.report_id for r in group)),
        words=first.sentence_text,
    )


def _seen(row: EventRow, trip: _Trip) -> list[Party]:
    return [p for p in row.participants if not _is_traveller(p, trip) and p.country != trip.home]


def _places(row: EventRow, trip: _Trip) -> Iterator[str]:
    """Where it was; a body that is visited is a place too."""
    if row.place_name:
        yield row.place_name
    if row.mode_kind is not None and row.mode_kind.hosted:
        yield from (p.name for p in row.recipients if p.kind == "organization" and p.country != trip.home)
