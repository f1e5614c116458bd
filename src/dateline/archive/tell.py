"""Stories and visits of an archive: reads its views in batches, writes ``stories/part-stories.parquet`` in one rename.

Rows come in the order of publication and leave as soon as no later report can join them, so memory holds some weeks of news.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.columns import columns_of
from dateline.archive.folder import Archive
from dateline.archive.parts import quoted, whole_file
from dateline.archive.told import agencies
from dateline.stories.cluster import cluster
from dateline.stories.records import Disagreement, EventRow, Party, ReportRow, Story, Visit
from dateline.stories.tell import tell
from dateline.stories.visits import visits

#: Another way of telling takes another name, so that stories told before are told again.
_TELLING = "stories-1"
_BATCH = 2_000
_PORTION, _MOST_QUERIES = 50_000, 40
_MEMORY, _BENCH_MEMORY = "400MB", "150MB"
_GROUP = 20_000
#: Reports this much older than the newest one read belong to no trip that is still open.
_KEPT = timedelta(days=60)
_FILE = "part-stories.parquet"

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
# Trips show in meetings and visits abroad; of the reports that tell of one, all that is cooperation is read.
_TRIPS = (
    " AND e.quad IN ('VERBAL COOPERATION', 'MATERIAL COOPERATION') AND e.report_id IN"
    " (SELECT report_id FROM events WHERE type = 'CONSULT' AND (mode = 'visit' OR place_country IS NOT NULL))"
)

#: A story as it is handed to DuckDB; the file has a row for each of its members.
_STORY: dict[str, Any] = {
    "story_id": "VARCHAR", "members": [{"event_id": "VARCHAR", "report_id": "VARCHAR"}], "type": "VARCHAR", "date_start": "DATE",
    "date_end": "DATE", "place_name": "VARCHAR", "place_country": "VARCHAR", "actors": ["VARCHAR"], "recipients": ["VARCHAR"],
    "reports": "INTEGER", "publishers": "INTEGER", "publisher_names": ["VARCHAR"], "independent_sources": "INTEGER",
    "first_report_id": "VARCHAR", "first_published": "DATE", "disagreements": "JSON",
}  # fmt: skip
_INSERT = f"""
INSERT INTO told SELECT unnest(story) FROM (
  SELECT from_json(line, {quoted(json.dumps(_STORY))}) AS story FROM (SELECT unnest($1::VARCHAR[]) AS line))
"""  # noqa: S608 names of ours
_FLAT = f"""
SELECT {", ".join(column.name for column in columns_of("stories"))}
FROM (SELECT * EXCLUDE members, unnest(members, recursive := true) FROM told)
"""  # noqa: S608 names of ours


def tell_stories(archive: Archive, *, rebuild: bool = False) -> Path | None:
    """The file of the archive's stories, written if it is missing or older than the codings; None if there is no event."""
    file = archive.folder / "stories" / _FILE
    told_from = _state_of(file)
    if told_from is None:  # not ours, or cut off: the views could not be opened over it
        file.unlink(missing_ok=True)
    with archive.reading() as connection:
        state = _state(connection)
        if not rebuild and told_from == state:
            return file
        return _write(archive_stories(connection), file, state)


def are_told(archive: Archive, connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the view ``stories`` tells all that the other views show."""
    return _state_of(archive.folder / "stories" / _FILE) == _state(connection)


def archive_stories(connection: duckdb.DuckDBPyConnection) -> Iterator[Story]:
    """The stories of all events that the views show, those told once too."""
    reports: dict[str, ReportRow] = {}
    untold: Counter[str] = Counter()  # the rows of each report that are in no story yet
    for rows in cluster(_counted(_rows(connection, reports), untold)):
        yield tell(rows, reports)
        for row in rows:
            untold[row.report_id] -= 1
            if not untold[row.report_id]:
                del untold[row.report_id], reports[row.report_id]


def archive_visits(connection: duckdb.DuckDBPyConnection) -> Iterator[Visit]:
    """The visits that the reports of the archive tell of."""
    reports: dict[str, ReportRow] = {}
    yield from visits(_forgetting(_rows(connection, reports, _TRIPS), reports), reports)


def _rows(connection: duckdb.DuckDBPyConnection, reports: dict[str, ReportRow], where: str = "") -> Iterator[EventRow]:
    """All rows in the order of publication; ``reports`` is filled with those that they come from."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    for period in _periods(connection):
        yield from _rows_of(connection.execute(_ROWS.format(where=period + where)), reports)


def _counted(rows: Iterable[EventRow], untold: Counter[str]) -> Iterator[EventRow]:
    for row in rows:
        untold[row.report_id] += 1
        yield row


def _forgetting(rows: Iterable[EventRow], reports: dict[str, ReportRow]) -> Iterator[EventRow]:
    """The rows; every now and then, reports too old to tell of a trip that is still open are let go."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % _BATCH == 0 and row.published is not None and row.published >= date.min + _KEPT:
            before = row.published - _KEPT
            for report_id in [i for i, r in reports.items() if r.published is not None and r.published < before]:
                del reports[report_id]


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


def _rows_of(cursor: duckdb.DuckDBPyConnection, reports: dict[str, ReportRow]) -> Iterator[EventRow]:
    while batch := cursor.fetchmany(_BATCH):
        for values in batch:
            row, simhash, agency = _row(values)
            known = reports.get(row.report_id)
            if known is None:
                known = ReportRow(row.report_id, row.publisher, row.published, simhash)
            credits_ = agencies(agency, (*known.credits, *row.sources))
            reports[row.report_id] = ReportRow(row.report_id, row.publisher, row.published, simhash, credits_)
            yield row


def _row(values: tuple[Any, ...]) -> tuple[EventRow, int | None, str | None]:
    *columns, actors, recipients, simhash, agency = values
    given = dict(zip(_EVENT_COLUMNS, columns, strict=True))
    given["sources"] = tuple(s for s in given["sources"] or () if s)
    given["sentence_text"] = given["sentence_text"] or ""
    return EventRow(**given, actors=_parties(actors), recipients=_parties(recipients)), simhash, agency


def _parties(who: list[dict[str, str]] | None) -> tuple[Party, ...]:
    return tuple(Party(p["name"], p["kind"], p["country"]) for p in who or () if p["name"])


def _write(stories: Iterable[Story], file: Path, state: str) -> Path | None:
    """One row an event, with what its story says; the file appears whole, in the place of an older one."""
    lines, told = map(_line, stories), 0
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder, _workbench(Path(folder)) as bench:
        while batch := list(islice(lines, _BATCH)):
            told += len(batch)
            bench.execute(_INSERT, [batch])
        if not told:
            file.unlink(missing_ok=True)
            return None
        with whole_file(file) as unfinished:
            note = f"KV_METADATA {{dateline_state: {quoted(state)}}}"
            options = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}, {note})"
            bench.execute(f"COPY ({_FLAT}) TO {quoted(str(unfinished))} {options}")
    return file


def _workbench(folder: Path) -> duckdb.DuckDBPyConnection:
    """A table for the stories on the disk, as they do not all fit into the memory that there is for them."""
    bench = duckdb.connect(folder / "told.duckdb", config={"threads": 1, "memory_limit": _BENCH_MEMORY})
    bench.execute(f"CREATE TABLE told AS SELECT unnest(from_json('{{}}', {quoted(json.dumps(_STORY))})) LIMIT 0")
    return bench


def _line(story: Story) -> str:
    fields: Mapping[str, object] = {
        "story_id": story.story_id,
        "members": [{"event_id": event_id, "report_id": report_id} for event_id, report_id in story.members],
        "type": story.type,
        "date_start": _iso(story.date_start),
        "date_end": _iso(story.date_end),
        "place_name": story.place_name,
        "place_country": story.place_country,
        "actors": story.actors,
        "recipients": story.recipients,
        "reports": len(story.report_ids),
        "publishers": len(story.publishers),
        "publisher_names": story.publishers,
        "independent_sources": story.independent_sources,
        "first_report_id": story.first_report_id,
        "first_published": _iso(story.first_published),
        "disagreements": disagreements_json(story.disagreements),
    }
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def disagreements_json(found: Iterable[Disagreement]) -> list[dict[str, object]]:
    """As plain data: ``[{"field", "versions": [{"value", "report_ids"}]}]``."""
    return [asdict(d) for d in found]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _state(connection: duckdb.DuckDBPyConnection) -> str:
    """Changes when codings are added or stories are told in another way, but not when parts are merged."""
    columns = "report_id, content_hash, coded_at, dateline_version, reader_version, codebook_version"
    found = connection.execute(f"SELECT count(*), bit_xor(hash({columns})) FROM reports").fetchone()  # noqa: S608 ours
    return f"{_TELLING} {found}"


def _state_of(file: Path) -> str | None:
    """What the file was told from; None if it is not there or cannot be read."""
    if not file.exists():
        return None
    try:
        with duckdb.connect() as connection:
            found = connection.execute(
                f"SELECT decode(value) FROM parquet_kv_metadata({quoted(str(file))}) WHERE decode(key) = 'dateline_state'"  # noqa: S608 ours
            ).fetchone()
    except duckdb.Error:
        return None
    return str(found[0]) if found is not None else None
