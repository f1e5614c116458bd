"""What the reviews of one report change in the rows of the views: verdicts and its coding in, rows of small tables out.

The tables of :data:`TABLES` say what to leave out, what to put in its place, and what to add; :mod:`dateline.archive.corrected`
lays them over the codings.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.archive.coded_reports import ReviewedReport
from dateline.archive.columns import columns_of
from dateline.archive.review_rows import ReviewRow
from dateline.model import content_id
from dateline.verdicts.carried_over import actor_meant, carried, original_of
from dateline.verdicts.given_values import (
    COUNTED,
    Allowed,
    GivenDays,
    Missed,
    PickedParty,
    PickedPlace,
    read_field,
    read_json,
    read_missed,
)
from dateline.verdicts.standing import (
    EXISTENCE,
    IDENTITY,
    Settled,
    decided_missed,
    fully_read_by,
    in_force,
    settled_by,
)
from dateline.world.countries import find_country
from dateline.world.gazetteer import lookup

Row = dict[str, Any]
Fixes = Iterator[tuple[str, Row]]
"""The name of a table, and a row of it."""

_REVIEW = "review"
_SIDES = {"actors": "actor", "recipients": "recipient"}
_PLACE = ("place_id", "place_name", "place_country", "lat", "lon", "geonames_id", "place_feature")


def _like(view: str) -> dict[str, Any]:
    return {column.name: column.type for column in columns_of(view)}


#: The tables with the SQL types of their columns.
TABLES: Mapping[str, Mapping[str, str]] = {
    "found": {
        **dict.fromkeys(("event_id", "report_id", "review", "review_basis", "verdict", "duplicate_of"), "VARCHAR"),
        "review_fields": "VARCHAR[]", "gone": "BOOLEAN",
    },
    "event_fixes": {
        **dict.fromkeys(("report_id", "event_id", "type", "mode", "quad", "status", "date_precision"), "VARCHAR"),
        **dict.fromkeys(("has_kind", "has_type", "has_status", "has_date", "has_place"), "BOOLEAN"),
        **dict.fromkeys(("date_start", "date_end"), "DATE"), "intensity": "DOUBLE", "sizes": "VARCHAR[]",
        **{name: kind for name, kind in _like("events").items() if name in (*COUNTED, *_PLACE)},
    },
    "side_fixes": {"report_id": "VARCHAR", "event_id": "VARCHAR", "side": "VARCHAR"},
    "actor_fixes": {
        **dict.fromkeys(("report_id", "actor_id", "name", "country"), "VARCHAR"),
        **dict.fromkeys(("has_country", "known_as", "apart"), "BOOLEAN"),
    },
    "fixed_fields": {"report_id": "VARCHAR", "record_id": "VARCHAR", "field": "VARCHAR"},
    "read_reports": {"report_id": "VARCHAR", "who": "VARCHAR"},
    "fallen": {"report_id": "VARCHAR", "review_id": "VARCHAR", "reason": "VARCHAR"},
    "sides_added": _like("sides"),
    "participants_added": _like("participants"),
    "actors_added": {**_like("actors"), "start": "BIGINT", "end": "BIGINT", "text": "VARCHAR"},
    "places_added": _like("places"),
    "events_added": _like("events"),
    "reasons_added": _like("reasons"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measures:
    """The codebook, as far as corrections ask it: ``allowed`` values, and ``scored``: quad and intensity of a type and mode."""

    allowed: Allowed
    scored: Callable[[str, str | None], tuple[str | None, float | None]]


def fixes_of(report_id: str, reviews: Sequence[ReviewRow], report: ReviewedReport | None, by: Measures) -> Fixes:
    """What these reviews (all of the report, also those that no longer count) change; the same row may come twice."""
    found = carried(in_force(reviews), report.coded if report is not None else None, by.allowed)
    for review, reason in found.fallen:
        yield "fallen", {"report_id": review.report, "review_id": review.id, "reason": reason}
    if report is not None:
        now: Sequence[ReviewRow] = [r._replace(report=report_id, record=record) for r, record in found.standing]
        if any(review.record != record for review, record in found.standing):  # then two may be of one record now
            now = in_force(now)
        now = sorted(now, key=lambda review: review.when)
        for who in fully_read_by(now).get(report_id, ()):
            yield "read_reports", {"report_id": report_id, "who": who}
        yield from _FixesOfReport(report_id, report, by, now).fixes()


class _FixesOfReport:
    """One report with what holds of its records."""

    def __init__(self, report_id: str, report: ReviewedReport, by: Measures, reviews: Sequence[ReviewRow]) -> None:
        self.id, self.report, self.by = report_id, report, by
        self.settled = {record: one for (_, record), one in settled_by(reviews).items()}
        self.events = {event.id: event for event in report.coded.events}
        named = [r for r in reviews if r.verdict == "missed_event" and r.record is None]
        self.missed = _told_once(named, by.allowed, decided_missed(reviews))

    def fixes(self) -> Fixes:
        for record, one in self.settled.items():
            if record in self.events:
                yield from self._of_event(one, self.events[record].claims)
            elif not any(record in same for same, _ in self.missed):
                yield from self._of_actor(one)
        for same, missed in self.missed:
            yield from self._of_missed(same, missed)

    def _key(self, record: str) -> str:
        return f"{self.id}:{record}"

    def _read(self, field: str, value: Any) -> Any:
        read = read_field(field, value, self.by.allowed)
        return self._completed(read) if isinstance(read, PickedPlace) else read

    # Events that are coded

    def _of_event(self, one: Settled, claims: Mapping[str, Any]) -> Fixes:
        key = self._key(one.record)
        fields = sorted(one.wrong | one.disputed | dict(one.corrected).keys())
        row: Row = {"event_id": key, "report_id": self.id, "verdict": one.verdict, "review_basis": one.by}
        if one.verdict == "no_event" or (one.verdict == "duplicate" and not self._is_first(one)):
            of = original_of(one.duplicate_of, self.id)
            yield "found", row | {"gone": True, "duplicate_of": self._key(of) if of is not None else None}
            return
        yield "found", row | {"gone": False, "review": _word(one), "review_fields": fields}
        given = {name: self._read(name, value) for name, value in one.corrected if name != IDENTITY}
        wrong = {name for name in one.wrong if name not in given}
        fix = self._columns(given, wrong, claims)
        if fix:
            yield "event_fixes", {"report_id": self.id, "event_id": key} | fix
        yield from self._with_place(key, given.get("place"))
        for field, side in _SIDES.items():
            if field in given or field in wrong:
                yield "side_fixes", {"report_id": self.id, "event_id": key, "side": side}
                yield from self._side(key, side, given.get(field, ()))
        for field in (*given, *wrong):
            for name in COUNTED if field == "size" else (field, _SIDES.get(field, field)):
                yield "fixed_fields", {"report_id": self.id, "record_id": key, "field": name}

    def _is_first(self, one: Settled) -> bool:
        """Whether events that are called each other's doubles would all be gone without it."""
        seen, record = {one.record}, original_of(one.duplicate_of, self.id)
        while record is not None and record in self.settled and self.settled[record].verdict == "duplicate":
            if record in seen:
                return record == one.record and one.record == min(seen)
            seen.add(record)
            record = original_of(self.settled[record].duplicate_of, self.id)
        return False

    def _columns(self, given: Mapping[str, Any], wrong: set[str], claims: Mapping[str, Any]) -> Row:
        """The columns of an event that change."""
        row: Row = {}
        if {"type", "mode"} & given.keys() or "mode" in wrong:
            row |= self._kind(given, wrong, claims)
        if "status" in given:
            row |= {"has_status": True, "status": given["status"]}
        if "date" in given or "date" in wrong:
            row |= {"has_date": True} | _days(given.get("date"))
        if "size" in given or "size" in wrong:
            numbers = given.get("size") or dict.fromkeys(COUNTED)
            row |= {"sizes": [*numbers]} | dict(numbers)
        if "place" in given or "place" in wrong:
            row |= {"has_place": True} | self._spot(given.get("place"))
        return row

    def _kind(self, given: Mapping[str, Any], wrong: set[str], claims: Mapping[str, Any]) -> Row:
        """Type and mode, with what follows from them; a mode that the corrected type does not have is none of it."""
        kind = given.get("type", claims.get("type"))
        mode = given["mode"] if "mode" in given else None if "mode" in wrong else claims.get("mode")
        if mode not in self.by.allowed.modes.get(kind, ()):
            mode = None
        quad, intensity = self.by.scored(kind, mode)
        row = {"has_kind": True, "has_type": kind != claims.get("type"), "type": kind, "mode": mode}
        return row | {"quad": quad, "intensity": intensity}

    def _spot(self, spot: PickedPlace | None) -> Row:
        if spot is None:
            return dict.fromkeys(_PLACE)
        values = (spot.name, spot.country, spot.lat, spot.lon, spot.geonames_id, spot.feature)
        return dict(zip(_PLACE, (self._place_id(spot), *values), strict=True))

    def _place_id(self, spot: PickedPlace) -> str:
        there = self.report.places.get(spot.geonames_id) if spot.geonames_id is not None else None
        return there[0] if there else content_id("p", self.id, spot.name, spot.geonames_id, spot.country, _REVIEW)

    def _completed(self, spot: PickedPlace) -> PickedPlace:
        """With what the report's own places and the gazetteer know of its number of GeoNames, where nothing was said of it."""
        if spot.geonames_id is None or None not in (spot.country, spot.lat, spot.feature):
            return spot
        feature = spot.feature or self.report.places.get(spot.geonames_id, (None, None))[1]
        known = next((place for place in lookup(spot.name) if place.geonames_id == spot.geonames_id), None)
        if known is None:
            return replace(spot, feature=feature)
        lat, lon = (spot.lat, spot.lon) if spot.lat is not None else (round(known.lat, 5), round(known.lon, 5))
        return replace(spot, country=spot.country or known.country, lat=lat, lon=lon, feature=feature or known.feature)

    def _with_place(self, key: str, spot: PickedPlace | None) -> Fixes:
        """A picked place is one of the report's, and its words are why."""
        if spot is None:
            return
        place, words = self._place_id(spot), _span(spot)
        if all(place != there for there, _ in self.report.places.values()):
            row = {name: getattr(spot, name) for name in ("name", "country", "geonames_id", "lat", "lon", "feature")}
            spans = [words] if words else []
            yield "places_added", row | {
                "report_id": self.id, "place_id": place, "mentions": len(spans), "spans": spans,
            }  # fmt: skip
        if words:
            because = {"record": "event", "record_id": key, "field": "place", "reason": _REVIEW}
            yield "reasons_added", because | {"report_id": self.id} | words

    def _side(self, key: str, side: str, parties: Sequence[PickedParty]) -> Fixes:
        for position, party in enumerate(parties, 1):
            actor, added = self._actor(party)
            row = {"event_id": key, "report_id": self.id, "side": side, "position": position, **actor}
            yield "sides_added", row
            words = _span(party)
            if words:
                yield "participants_added", {**row, **words, "reason": _REVIEW}
            if added:
                yield "actors_added", {**actor, "report_id": self.id, "mentions": len(words) and 1, **words}

    def _actor(self, party: PickedParty) -> tuple[Row, bool]:
        """The columns of an actor, and whether the coding has it not."""
        meant = actor_meant(party, self.report.coded)
        for actor in self.report.coded.actors:
            if actor.id == meant and (party.country is None or party.country == actor.claims["country"]):
                return {"actor_id": actor.id, **actor.claims}, False
        country, kind = party.country, party.kind
        land = find_country(party.name or "") if country is None or kind is None else None
        if land is not None and land.is_certain and land.form == "name":
            country, kind = country or land.iso3, kind or "state"
        key = content_id("a", self.id, party.name, country, _REVIEW)
        return {"actor_id": key, "name": party.name, "kind": kind, "country": country, "sectors": []}, True

    # Actors, and events that the coding lacks

    def _of_actor(self, one: Settled) -> Fixes:
        given = {name: read_field(name, value, self.by.allowed) for name, value in one.corrected}
        joined = next((value["verdict"] for name, value in one.corrected if name == IDENTITY), None)
        name = given.get(IDENTITY, given.get("name"))
        has_country = "country" in given or "country" in one.wrong
        if name is None and not has_country:
            return
        yield "actor_fixes", {
            "report_id": self.id, "actor_id": one.record, "name": name, "has_country": has_country,
            "country": given.get("country"), "known_as": joined == "same_actor", "apart": joined == "other_actor",
        }  # fmt: skip
        if has_country:
            yield "fixed_fields", {"report_id": self.id, "record_id": one.record, "field": "country"}

    def _of_missed(self, same: Sequence[str], missed: Missed) -> Fixes:
        """Verdicts on an event that a review added are on all that tell it."""
        verdicts = [self.settled[key] for key in same if key in self.settled]
        against = any(v.verdict in ("no_event", "duplicate") or EXISTENCE in v.disputed for v in verdicts)
        if against:
            return
        given: dict[str, Any] = {
            n: self._completed(v) if isinstance(v, PickedPlace) else v for n, v in missed.fields.items()
        }
        for name, value in (pair for v in verdicts for pair in v.corrected if pair[0] in given):
            given[name] = self._read(name, value)
        key = self._key(same[0])
        start, end = missed.trigger.start, missed.trigger.end
        at = next((n for n, (_, stop) in enumerate(self.report.sentences) if start < stop), None)
        text = self.report.coded.text
        sentence = text[slice(*self.report.sentences[at])] if at is not None and text is not None else None
        yield "events_added", {
            "event_id": key, "report_id": self.id, "publisher": self.report.publisher, "published": self.report.published,
            "contexts": [], "at_least": [], "sources": [self.report.publisher] if self.report.publisher else [],
            "source_ids": [None] if self.report.publisher else [], "sentence": at, "sentence_text": sentence,
            "trigger_start": start, "trigger_end": end, "trigger_text": missed.trigger.text, "by": _REVIEW, "confidence": 1.0,
            "review": "missed", "review_fields": [], "review_basis": _basis(same, verdicts),
            **self._kind(given, set(), {}), "status": given["status"], **_days(given["date"]), **given["size"],
            **self._spot(given["place"]),
        }  # fmt: skip
        yield from self._with_place(key, given["place"])
        for field, side in _SIDES.items():
            yield from self._side(key, side, given[field])


def _told_once(
    missed: Sequence[ReviewRow], allowed: Allowed, kept: Mapping[str, bool]
) -> list[tuple[list[str], Missed]]:
    """Missed events, each with the reviews that name it, the first of them first: of one type, by words that overlap.

    What somebody has decided not to keep is none, and what was decided to be kept is one of its own.
    """
    found: list[tuple[list[str], Missed]] = []
    for review in sorted(missed, key=lambda r: r.id not in kept):
        if not kept.get(review.id, True):
            continue
        one = read_missed(read_json(review.value), allowed)
        for same, other in found:
            words = other.trigger
            if (
                other.fields["type"] == one.fields["type"]
                and words.start < one.trigger.end
                and one.trigger.start < words.end
                and review.id not in kept
            ):
                same.append(review.id)
                break
        else:
            found.append(([review.id], one))
    return found


def _basis(same: Sequence[str], verdicts: Sequence[Settled]) -> str:
    """On what a missed event stands."""
    if any(verdict.by == "adjudication" for verdict in verdicts):
        return "adjudication"
    return "agreement" if len(same) > 1 else "one coder"


def _word(one: Settled) -> str:
    """What is said of an event in one word."""
    if one.disputed:
        return "disputed"
    if one.verdict == "unsure":
        return "unsure"
    if one.verdict == "wrong":
        return "corrected" if one.wrong and one.wrong <= dict(one.corrected).keys() else "wrong"
    return "right"


def _span(picked: PickedParty | PickedPlace) -> Row:
    words = picked.words
    return {"start": words.start, "end": words.end, "text": words.text} if words is not None else {}


def _days(days: GivenDays | None) -> Row:
    if days is None:
        return {"date_start": None, "date_end": None, "date_precision": None}
    edges = [day.isoformat() if day is not None else None for day in (days.start, days.end)]
    return {"date_start": edges[0], "date_end": edges[1], "date_precision": _precision(days.start, days.end)}


def _precision(start: date | None, end: date | None) -> str:
    """How exact two days are, in the words of the codings."""
    if start is None or end is None:
        return "not_after" if start is None else "not_before"
    if start == end:
        return "day"
    if (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end.day == monthrange(*end.timetuple()[:2])[1]
    ):
        return "month"
    return "year" if (start.replace(month=12, day=31), start.month, start.day) == (end, 1, 1) else "days"
