"""Stories told of an archive, which is the one thing that asking for them needs written: ``stories/part-stories.parquet``,
whole or not at all.

A story leaves as soon as no later report can join it, so memory holds some weeks of news.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.columns import columns_of
from dateline.archive.corrected import changed_by_reviews
from dateline.archive.folder import Archive
from dateline.archive.parts import quoted, whole_file
from dateline.archive.story_rows import Types, event_rows
from dateline.codebook import event_types
from dateline.stories.cluster import cluster
from dateline.stories.story import Disagreement, EventRow, ReportRow, Story, Version
from dateline.stories.tell import tell

#: Another way of telling takes another name, so that stories told before are told again.
_TELLING = "stories-1"
_BATCH = 2_000
_BENCH_MEMORY = "150MB"
_GROUP = 20_000
_FILE = "part-stories.parquet"

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


def tell_stories(archive: Archive, *, rebuild: bool = False, types: Types | None = None) -> Path | None:
    """The file of the archive's stories, written if it is missing or older than the codings; None if there is no event.

    ``types`` are those of the codebook that the reports were coded with, the bundled ones if none are given.
    """
    file = archive.folder / "stories" / _FILE
    told_from = _state_of(file)
    if told_from is None:  # not ours, or cut off: the views could not be opened over it
        file.unlink(missing_ok=True)
    with archive.reading() as connection:
        state = _state(connection)
        if not rebuild and told_from == state:
            return file
        return _write(archive_stories(connection, types), file, state)


class StoriesTold(Enum):
    """How much of the other views the view ``stories`` tells."""

    NONE = "none"
    OLDER = "older"
    WHOLE = "whole"


def telling_of(folder: Path, connection: duckdb.DuckDBPyConnection) -> StoriesTold:
    """Whether an archive's stories tell all that its other views show."""
    file = folder / "stories" / _FILE
    if not file.exists():
        return StoriesTold.NONE
    return StoriesTold.WHOLE if _state_of(file) == _state(connection) else StoriesTold.OLDER


def are_told(archive: Archive, connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the view ``stories`` tells all that the other views show."""
    return telling_of(archive.folder, connection) is StoriesTold.WHOLE


def archive_stories(connection: duckdb.DuckDBPyConnection, types: Types | None = None) -> Iterator[Story]:
    """The stories of all events that the views show, those told once too."""
    reports: dict[str, ReportRow] = {}
    untold: Counter[str] = Counter()  # the rows of each report that are in no story yet
    for rows in cluster(_counted(event_rows(connection, reports, event_types() if types is None else types), untold)):
        yield tell(rows, reports)
        for row in rows:
            untold[row.report_id] -= 1
            if not untold[row.report_id]:
                del untold[row.report_id], reports[row.report_id]


def _counted(rows: Iterable[EventRow], untold: Counter[str]) -> Iterator[EventRow]:
    for row in rows:
        untold[row.report_id] += 1
        yield row


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


def read_disagreements(text: str | None) -> tuple[Disagreement, ...]:
    """What :func:`disagreements_json` wrote; none for None."""
    return tuple(
        Disagreement(d["field"], tuple(Version(v["value"], tuple(v["report_ids"])) for v in d["versions"]))
        for d in json.loads(text or "[]")
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _state(connection: duckdb.DuckDBPyConnection) -> str:
    """Changes when codings are added, when reviews change them or when stories are told in another way, but not when parts are
    merged."""
    columns = "report_id, content_hash, coded_at, dateline_version, reader_version, codebook_version"
    found = connection.execute(f"SELECT count(*), bit_xor(hash({columns})) FROM reports").fetchone()  # noqa: S608 ours
    return f"{_TELLING} {found} {changed_by_reviews(connection)}".rstrip()


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
