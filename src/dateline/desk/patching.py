"""A snapshot with new reviews: only the rows of the reports that they touch are made again.

A large archive takes half a minute to read, and a coder says something every few seconds.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.correcting import correct_again, drop_working_tables
from dateline.desk.snapshot_tables import DAYS, GAP, tables_of_events
from dateline.errors import ArchiveError
from dateline.exchange.identity import IDENTITIES, forget, identify
from dateline.exchange.selection import Selected

_MOST = 200  # reports: what touches more, as a bulk decision does, takes as long as to read everything
_SCHEMA = "patch"
_NARROWED = f" SEMI JOIN {_SCHEMA}.touched USING (report_id)"
# Reports of one id are told apart by what stands behind it, and which of them a review is of may change with it.
_OWN_ID = "regexp_replace({}, '~[0-9a-f]{{8}}$', '')"
_TOUCHED = f"""
CREATE TABLE {_SCHEMA}.touched AS SELECT report_id, r FROM desk.reports
WHERE {_OWN_ID.format("report_id")} IN (SELECT {_OWN_ID.format("unnest($1::VARCHAR[])")})"""
# By which name somebody goes depends on all reports, and on none if the report does not name him.
_STRANGERS = f"""
SELECT count(*) FROM {IDENTITIES} i LEFT JOIN desk.people p USING (report_id, actor_id)
WHERE i.named AND (p.name IS DISTINCT FROM i.name OR p.kind IS DISTINCT FROM i.kind OR p.country IS DISTINCT FROM i.country)"""
_SHOWN = f"""
CREATE TABLE {_SCHEMA}.shown AS
SELECT i.identity, p.who FROM {IDENTITIES} i JOIN desk.people p USING (report_id, actor_id) WHERE i.named"""
_NUMBERS = f"""
CREATE TABLE {_SCHEMA}.numbers AS
SELECT d.event_id, d.day, e.n FROM ({DAYS.format(events="(SELECT * FROM events" + _NARROWED + ")")}) d
LEFT JOIN desk.events e ON e.event_id = d.event_id AND e.day IS NOT DISTINCT FROM d.day"""
_UNPLACED = f"SELECT event_id, day FROM {_SCHEMA}.numbers WHERE n IS NULL ORDER BY ALL"
_BESIDE = f"""
SELECT max(n) FILTER (comes_before), min(n) FILTER (NOT comes_before) FROM (
  SELECT n, coalesce(day > $day, day IS NOT NULL AND $day::DATE IS NULL)
    OR (day IS NOT DISTINCT FROM $day::DATE AND event_id < $event) AS comes_before
  FROM (SELECT n, day, event_id FROM desk.events UNION ALL SELECT n, day, event_id FROM {_SCHEMA}.numbers WHERE n IS NOT NULL)
  WHERE event_id <> $event)"""


class UnpatchedError(ArchiveError):
    """The reviews change what only all reports together can tell."""


def patch(
    connection: duckdb.DuckDBPyConnection, folder: Path, reviewed: Mapping[str, int], new: Collection[str]
) -> None:
    """Bring the tables of a snapshot up to ``reviewed``, the last review of each report; those of ``new`` have newer ones now.

    Whoever asks meanwhile sees the tables as they were before, or after. UnpatchedError, with nothing changed, where reviews
    bring in or rename somebody, or touch too many reports.
    """
    if len(new) > _MOST:
        raise UnpatchedError("too many reports have new reviews")
    connection.execute("BEGIN")
    try:
        _patch(connection, folder, reviewed, new)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.TransactionException):  # what cannot be committed is rolled back already
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
        drop_working_tables(connection)
        forget(connection)


def _patch(
    connection: duckdb.DuckDBPyConnection, folder: Path, reviewed: Mapping[str, int], new: Collection[str]
) -> None:
    correct_again(connection, folder, reviewed)
    connection.execute(f"CREATE SCHEMA {_SCHEMA}")
    connection.execute(_TOUCHED, [[*new]])
    _identify(connection)
    _number(connection)
    for name, sql in tables_of_events(_SCHEMA, _NARROWED).items():
        connection.execute(f"CREATE TABLE {_SCHEMA}.{name} AS {sql}")
    connection.execute(f"CREATE TABLE {_SCHEMA}.gone AS SELECT n FROM desk.events{_NARROWED}")
    for name in tables_of_events():
        connection.execute(f"DELETE FROM desk.{name} WHERE n IN (SELECT n FROM {_SCHEMA}.gone)")
        connection.execute(f"INSERT INTO desk.{name} BY NAME SELECT * FROM {_SCHEMA}.{name}")
    connection.execute(
        f"UPDATE desk.reports SET events = counted.events FROM (SELECT report_id, events FROM reports{_NARROWED}) counted"
        " WHERE counted.report_id = reports.report_id"
    )


def _identify(connection: duckdb.DuckDBPyConnection) -> None:
    """Whoever is named goes by the name that he has in the snapshot already."""
    identify(
        connection,
        Selected(*(f"(SELECT * FROM {view}{_NARROWED})" for view in ("events", "sides", "reports", "mentions"))),
    )
    if _asked(connection, _STRANGERS)[0][0]:
        raise UnpatchedError("reviews bring in or rename somebody")
    # The same in two of these reports need not be the same over all.
    connection.execute(f"UPDATE {IDENTITIES} SET identity = report_id || chr(31) || actor_id")
    connection.execute(_SHOWN)


def _number(connection: duckdb.DuckDBPyConnection) -> None:
    """Events keep their numbers; those of another day now, and new ones, get one between their neighbours."""
    connection.execute(_NUMBERS)
    for event, day in _asked(connection, _UNPLACED):
        ((before, after),) = _asked(connection, _BESIDE, {"event": event, "day": day})
        before = after - 2 * GAP if before is None and after is not None else before or 0
        number = (before + (after if after is not None else before + 2 * GAP)) // 2
        if not before < number:
            raise UnpatchedError("there is no room between two events")
        connection.execute(f"UPDATE {_SCHEMA}.numbers SET n = $1 WHERE event_id = $2", [number, event])


def _asked(connection: duckdb.DuckDBPyConnection, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
    return connection.execute(sql, values).fetchall()
