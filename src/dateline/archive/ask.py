"""Questions to an archive, answered in frozen records: its stories, actors and visits, and what it holds.

Asking never writes. The stories are as they were last told; to tell them is a work of its own, and the one that writes:
:func:`dateline.archive.write_stories.tell_stories`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, cast

from dateline.archive.damage import Damaged, damaged_parts
from dateline.archive.folder import Archive
from dateline.archive.ledger import LedgerEntry
from dateline.archive.merge import could_save
from dateline.archive.sightings import entries_named
from dateline.archive.story_rows import Types, trip_rows
from dateline.archive.write_stories import read_disagreements
from dateline.codebook import event_types
from dateline.stories.story import Disagreement, ReportRow, Visit
from dateline.stories.visits import visits as told_visits

_BATCH = 2_000
_ORDER = """
SELECT story_id FROM (SELECT DISTINCT story_id, reports, date_start FROM stories WHERE reports >= ?)
ORDER BY reports DESC, date_start DESC NULLS LAST, story_id
"""
_STORIES = """
SELECT story_id, any_value(type) AS type, any_value(date_start) AS date_start, any_value(date_end) AS date_end,
  any_value(place_name) AS place_name, any_value(place_country) AS place_country, any_value(actors) AS actors,
  any_value(recipients) AS recipients, any_value(reports) AS reports, any_value(publishers) AS publishers,
  any_value(publisher_names) AS publisher_names, any_value(independent_sources) AS independent_sources,
  any_value(first_report_id) AS first_report_id, any_value(first_published) AS first_published,
  any_value(disagreements) AS disagreements, list(DISTINCT report_id) AS report_ids,
  list(event_id) AS event_ids, any_value(sentence_text) AS words
FROM (SELECT * FROM stories WHERE story_id IN (SELECT unnest($1::VARCHAR[])))
LEFT JOIN (SELECT event_id AS told, report_id AS teller, sentence_text FROM events)
  ON told = event_id AND teller = first_report_id
GROUP BY story_id
"""
_COUNTED = ("reports", "events", "statements", "mentions", "failures")
_DAYS = "SELECT min(published), max(published), count(*) FILTER (published IS NULL) FROM reports"
_PUBLISHERS = "SELECT publisher, count(*) n FROM reports GROUP BY 1 ORDER BY n DESC, 1"
_VERSIONS = """
SELECT coder, dateline_version, reader_version, codebook_version, count(*) n FROM reports
GROUP BY ALL ORDER BY n DESC, 1, 2, 3, 4
"""
_CAUSES = "SELECT cause, count(*) n FROM failures GROUP BY 1 ORDER BY n DESC, 1 LIMIT 5"


@dataclass(frozen=True, slots=True)
class ToldStory:
    """An event that reports tell of. ``words`` is the sentence of the first that told it; None without the reports' text."""

    story_id: str
    type: str
    date_start: date | None
    date_end: date | None
    place_name: str | None
    place_country: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    publishers: int
    publisher_names: tuple[str, ...]
    independent_sources: int
    first_report_id: str
    first_published: date | None
    disagreements: tuple[Disagreement, ...]
    report_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    words: str | None


@dataclass(frozen=True, slots=True)
class StoryCounts:
    """How many events make how many stories, and how many of these more than one report tells."""

    events: int
    stories: int
    of_several: int


@dataclass(frozen=True, slots=True)
class OfPublisher:
    """How many reports a publisher has; None: those that name none."""

    publisher: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class OfVersions:
    """How many reports are shown as these versions coded them."""

    coder: str
    dateline: str
    reader: str
    codebook: str
    reports: int


@dataclass(frozen=True, slots=True)
class OfCause:
    """How many records were left out for one cause."""

    cause: str
    failures: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds. ``first`` and ``last`` are days of publication; ``superseded`` codings have newer ones in their
    place; ``mergeable`` is by how many ``parts`` it would have fewer if it were merged; ``damaged`` are files that cannot be
    read, and of which nothing is counted. Of causes, the commonest.
    """

    reports: int
    events: int
    statements: int
    mentions: int
    failures: int
    superseded: int
    first: date | None
    last: date | None
    undated: int
    publishers: tuple[OfPublisher, ...]
    versions: tuple[OfVersions, ...]
    causes: tuple[OfCause, ...]
    folder: str
    bytes: int
    parts: int
    mergeable: int
    damaged: tuple[Damaged, ...]


def stories(archive: Archive, *, least: int = 2, limit: int | None = None) -> Iterator[ToldStory]:
    """The stories that at least so many reports tell, those that most tell first."""
    with archive.reading() as connection:
        ordered = iter(connection.execute(_ORDER, [least]).fetchall()[:limit])
        # Some at a time, for what all of them hold may be more than the memory does.
        while some := [story_id for (story_id,) in islice(ordered, _BATCH)]:
            cursor = connection.execute(_STORIES, [some])
            names = [column[0] for column in cursor.description or ()]
            found = {values[0]: dict(zip(names, values, strict=True)) for values in cursor.fetchall()}
            yield from (_story(found[story_id]) for story_id in some)


def _story(values: dict[str, object]) -> ToldStory:
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    sets = {name: tuple(sorted(lists[name])) for name in ("report_ids", "event_ids")}
    differ = read_disagreements(cast("str | None", values["disagreements"]))
    return ToldStory(**values | lists | sets | {"disagreements": differ})  # type: ignore[arg-type]


def count_stories(archive: Archive) -> StoryCounts:
    """The counts of all stories, those told once too."""
    with archive.reading() as connection:
        found = connection.execute(
            "SELECT count(*), count(DISTINCT story_id), count(DISTINCT story_id) FILTER (reports > 1) FROM stories"
        ).fetchone()
    assert found is not None
    return StoryCounts(*found)


def actors(archive: Archive, name: str) -> tuple[LedgerEntry, ...]:
    """Whom a name, a part of one or another spelling may mean, those with most reports first; empty if nobody is meant."""
    with archive.reading() as connection:
        return entries_named(connection, name)


def visits(archive: Archive, *, types: Types | None = None) -> Iterator[Visit]:
    """The visits that the reports tell of, each with its stops in order. ``types``: of a user's codebook, if it was one."""
    with archive.reading() as connection:
        reports: dict[str, ReportRow] = {}
        yield from told_visits(trip_rows(connection, reports, event_types() if types is None else types), reports)


def holdings(archive: Archive) -> Holdings:
    """What the archive holds, counted."""
    with archive.reading() as connection:

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(sql).fetchall()

        counts = {view: rows(f"SELECT count(*) FROM {view}")[0][0] for view in _COUNTED}  # noqa: S608 ours
        ((superseded,),) = rows("SELECT count(*) FROM codings WHERE NOT newest")
        ((first, last, undated),) = rows(_DAYS)
        return Holdings(
            **counts,
            superseded=superseded,
            first=first,
            last=last,
            undated=undated,
            publishers=tuple(OfPublisher(*row) for row in rows(_PUBLISHERS)),
            versions=tuple(OfVersions(*row) for row in rows(_VERSIONS)),
            causes=tuple(OfCause(*row) for row in rows(_CAUSES)),
            folder=str(archive.folder),
            bytes=sum(file.stat().st_size for file in archive.folder.rglob("*.parquet")),
            parts=len(archive.parts()),
            mergeable=could_save(archive.folder),
            damaged=tuple(damaged_parts(archive.folder)),
        )
