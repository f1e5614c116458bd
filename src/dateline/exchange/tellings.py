"""Which events are one story: so that counts hold each event once, and say how often it was told."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.exchange.selection import Selected, has_table
from dateline.exchange.told import Beside

if TYPE_CHECKING:
    import duckdb


_TELLINGS = "exchange_tellings"


def stored(connection: duckdb.DuckDBPyConnection, source: Selected) -> Beside:
    """The tellings as a table, for those who read the events in portions: a story's other tellings may be in another one."""
    found = tellings(connection, source)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_TELLINGS} AS {found.query}")
    return replace(found, query=f"SELECT * FROM {_TELLINGS}")


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the table of :func:`tellings`, if there is one."""
    connection.execute(f"DROP TABLE IF EXISTS {_TELLINGS}")


def tellings(connection: duckdb.DuckDBPyConnection, source: Selected) -> Beside:
    """For each chosen event its story, whether it is the first telling of it, and who else tells it.

    Without stories in the archive each event is told once, by its own report.
    """
    story, join = "e.event_id", ""
    if has_table(connection, "stories"):
        story, join = "coalesce(s.story_id, e.event_id)", "LEFT JOIN stories s ON s.event_id = e.event_id"
    window = "(PARTITION BY story_id)"
    query = f"""
SELECT event_id, story_id, count(*) OVER {window} AS mentions, count(DISTINCT publisher) OVER {window} AS publishers,
  count(DISTINCT report_id) OVER {window} AS articles,
  row_number() OVER (PARTITION BY story_id ORDER BY published NULLS LAST, event_id) = 1 AS is_first
FROM (SELECT e.event_id, e.report_id, e.publisher, e.published, {story} AS story_id FROM {source.events} e {join})"""
    return Beside("tellings", query, "event_id", ("story_id", "mentions", "publishers", "articles", "is_first"))
