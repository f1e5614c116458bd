"""The events that an archive's views show, as the rows that stories and visits are made of.

Rows come in the order of publication, read in batches, so that memory need not hold them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import duckdb

from dateline.archive.coding_rows import agencies
from dateline.archive.parts import quoted
from dateline.codebook import EventType
from dateline.codebook.definitions import COOPERATION
from dateline.stories.story import UNTOLD, EventRow, Party, ReportRow

_BATCH = 2_000
_PORTION, _MOST_QUERIES = 50_000, 40
_MEMORY = "400MB"
#: Reports this much older than the newest one read belong to no trip that is still open.
_KEPT = timedelta(days=60)

_EVENT_COLUMNS = (
    "event_id", "report_id", "type", "quad", "status", "mode", "publisher", "published", "date_start", "date_end",
    "date_precision", "place_name", "place_country", "place_feature", "geonames_id", "lat", "lon", "killed", "injured",
    "arrested", "sources", "sentence", "sentence_text", "trigger_start", "trigger_text",
)  # fmt: skip
_ROWS = f"""
WITH chosen AS (SELECT {", ".join(_EVENT_COLUMNS)} FROM events e WHERE {{where}}),
parties AS (
  SELECT event_id, side, list({{{{'name': name, 'kind': kind, 'country': country}}}} ORDER BY position) AS who
  FROM sides WHERE event_id IN (SELECT event_id FROM chosen) GROUP BY event_id, side)
SELECT {", ".join(f"e.{name}" for name in _EVENT_COLUMNS)}, a.who AS actors, b.who AS recipients, r.simhash, r.dateline_agency
FROM chosen e JOIN reports r USING (report_id)
LEFT JOIN parties a ON a.event_id = e.event_id AND a.side = 'actor'
LEFT JOIN parties b ON b.event_id = e.event_id AND b.side = 'recipient'
ORDER BY e.published NULLS FIRST, e.report_id, e.sentence, e.trigger_start, e.event_id
"""  # noqa: S608 names of ours

Types = Mapping[str, EventType]
Reports = dict[str, ReportRow]
"""Filled with the reports that the rows come from, as they come."""


def event_rows(connection: duckdb.DuckDBPyConnection, reports: Reports, types: Types) -> Iterator[EventRow]:
    """A row for each event. ``types`` says what the types of the codebook are that the reports were coded with."""
    yield from _rows(connection, reports, types)


def trip_rows(connection: duckdb.DuckDBPyConnection, reports: Reports, types: Types) -> Iterator[EventRow]:
    """A row for each event that may belong to a trip. Reports too old to tell of one that is still open are let go."""
    for number, row in enumerate(_rows(connection, reports, types, _trips(types)), 1):
        yield row
        if number % _BATCH == 0 and row.published is not None and row.published >= date.min + _KEPT:
            before = row.published - _KEPT
            for report_id in [i for i, r in reports.items() if r.published is not None and r.published < before]:
                del reports[report_id]


def _trips(types: Types) -> str:
    """Trips show in meetings and visits abroad; of the reports that tell of one, all that is cooperation is read."""
    quads = _listed(sorted(COOPERATION))
    kinds = [kind for kind in types.values() if kind.in_person]
    modes = [mode.name for kind in kinds for mode in kind.modes.values() if mode.hosted]
    return (  # names of a codebook, quoted
        f" AND e.quad IN ({quads}) AND e.report_id IN (SELECT report_id FROM events"  # noqa: S608
        f" WHERE type IN ({_listed(k.name for k in kinds)}) AND (mode IN ({_listed(modes)}) OR place_country IS NOT NULL))"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in names) or "NULL"


def _rows(connection: duckdb.DuckDBPyConnection, reports: Reports, types: Types, where: str = "") -> Iterator[EventRow]:
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    for period in _periods(connection):
        yield from _rows_of(connection.execute(_ROWS.format(where=period + where)), reports, types)


def _periods(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Conditions that take the events in portions of whole days, so that no query has to sort them all at once."""
    counts = connection.execute(
        "SELECT published, count(*) FROM events GROUP BY published ORDER BY published NULLS FIRST"
    ).fetchall()
    portion = max(_PORTION, sum(n for _, n in counts) // _MOST_QUERIES)
    days: list[date] = []
    read = 0
    for day, events in counts:
        if day is None:
            yield "published IS NULL"
            continue
        days.append(day)
        read += events
        if read >= portion:
            yield f"published BETWEEN '{days[0]}' AND '{day}'"
            days, read = [], 0
    if days:
        yield f"published BETWEEN '{days[0]}' AND '{days[-1]}'"


def _rows_of(cursor: duckdb.DuckDBPyConnection, reports: Reports, types: Types) -> Iterator[EventRow]:
    while batch := cursor.fetchmany(_BATCH):
        for values in batch:
            row, simhash, agency = _row(values, types)
            known = reports.get(row.report_id)
            if known is None:
                known = ReportRow(row.report_id, row.publisher, row.published, simhash)
            credits_ = agencies(agency, (*known.credits, *row.sources))
            reports[row.report_id] = ReportRow(row.report_id, row.publisher, row.published, simhash, credits_)
            yield row


def _row(values: tuple[Any, ...], types: Types) -> tuple[EventRow, int | None, str | None]:
    *columns, actors, recipients, simhash, agency = values
    given = dict(zip(_EVENT_COLUMNS, columns, strict=True))
    given["sources"] = tuple(s for s in given["sources"] or () if s)
    given["sentence_text"] = given["sentence_text"] or ""
    given["kind"] = types.get(given["type"], UNTOLD)
    return EventRow(**given, actors=_parties(actors), recipients=_parties(recipients)), simhash, agency


def _parties(who: list[dict[str, str]] | None) -> tuple[Party, ...]:
    return tuple(Party(p["name"], p["kind"], p["country"]) for p in who or () if p["name"])
