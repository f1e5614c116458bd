"""Which events leave the archive: filters in, the SQL that yields only the chosen events and what belongs to them out."""

# ruff: noqa: S608 the SQL is put together from names of ours, and a query that the user wrote
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.exchange.country_pairs import country_pairs

if TYPE_CHECKING:
    import duckdb

_CHOSEN = "exchange_events"
_STATUSES = "exchange_statuses"
_NUMBERED, _PORTION = "exchange_numbered", "exchange_portion"
_SIZE = 150_000  # events; a query over so many takes about half a gigabyte

# The day an event counts for: the first it can have happened on; where that is open, the last; else the publication.
DAY = "coalesce(date_start, date_end, published)"


@dataclass(frozen=True, slots=True)
class Filters:
    """What an event must be to be chosen; what is empty or None is not asked for.

    ``countries`` hold for an actor, a recipient or the place; ``actors`` are names of an actor or a recipient; ``dyads`` are
    pairs of country codes, who does it and to whom; of ``places`` and ``place_countries``, names and codes, one must be the
    place's.
    ``least_confidence`` is that of the event itself, 0 to 1. ``query`` is SQL that yields a column ``event_id``.
    """

    since: date | None = None
    until: date | None = None
    types: Sequence[str] = ()
    countries: Sequence[str] = ()
    statuses: Sequence[str] = ()
    query: str | None = None
    least_confidence: float | None = None
    actors: Sequence[str] = ()
    dyads: Sequence[tuple[str, str]] = ()
    places: Sequence[str] = ()
    place_countries: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Selected:
    """Sources for FROM: each view, narrowed to the chosen events, or the view itself if nothing was filtered."""

    events: str
    sides: str
    reports: str
    mentions: str


def select_events(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """Let every export over this connection see these events alone; gives their number."""
    if filters.query:
        check_query(connection, filters.query, "event_id")
    conditions, values = _conditions(filters)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_CHOSEN} AS SELECT event_id FROM events {where}", values)
    connection.execute(f"DROP TABLE IF EXISTS {_STATUSES}")
    if filters.statuses:
        connection.execute(f"CREATE TEMP TABLE {_STATUSES} AS SELECT unnest(?) AS status", [list(filters.statuses)])
    return count(connection, _CHOSEN)


def narrow_to(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Let every export over this connection see only those of the chosen events whose event_id a query of ours yields."""
    kept = f"SELECT DISTINCT event_id FROM {chosen(connection).events} SEMI JOIN ({query}) USING (event_id)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_CHOSEN} AS {kept}")


def check_query(connection: duckdb.DuckDBPyConnection, query: str, column: str) -> None:
    """Raises ArchiveError unless it is one SELECT that only reads.

    Without a column of this name of its own, the query would take that of the rows it is asked about: all would be chosen.
    """
    import duckdb

    from dateline.archive.sql import only_reads

    only_reads(connection, query)
    names = [found[0] for found in connection.execute(f"SELECT * FROM {bracketed(query)} LIMIT 0").description or ()]
    if column not in map(str.lower, names):
        raise duckdb.BinderException(f"the query yields no column {column}; it yields {', '.join(names)}")


def bracketed(query: str) -> str:
    """One SELECT as a source for FROM; it may end in a comment."""
    return f"({query.strip().rstrip(';')}\n)"


def chosen(connection: duckdb.DuckDBPyConnection, *, happened: bool = False) -> Selected:
    """What to read from. ``happened``: for formats that cannot say that an event was planned or denied, only what
    happened is read, unless a filter asked for certain statuses.
    """
    narrowed = has_table(connection, _CHOSEN)
    condition = "WHERE status = 'happened'" if happened and not has_table(connection, _STATUSES) else ""
    if not narrowed and not condition:
        return Selected("events", "sides", "reports", "mentions")
    semi = f"SEMI JOIN {_CHOSEN} USING (event_id)" if narrowed else ""
    found = _with_theirs(f"(SELECT * FROM events {semi} {condition})")
    return found if narrowed else Selected(found.events, found.sides, "reports", "mentions")


def portions(connection: duckdb.DuckDBPyConnection, source: Selected) -> Iterator[Selected]:
    """The events by publication and id, so many at a time, each portion with what belongs to it.

    No query over a portion has to hold all events at once, so memory stays flat however many there are.
    """
    number = f"(row_number() OVER (ORDER BY published NULLS LAST, event_id) - 1) // {_SIZE}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_NUMBERED} AS SELECT event_id, {number} AS n FROM {source.events}"
    )
    try:
        for n in range(-(-count(connection, _NUMBERED) // _SIZE)):
            ids = f"(SELECT event_id FROM {_NUMBERED} WHERE n = {n})"
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {_PORTION} AS SELECT * FROM events SEMI JOIN {ids} USING (event_id)"
            )
            yield _with_theirs(_PORTION)
    finally:
        for table in (_NUMBERED, _PORTION):
            connection.execute(f"DROP TABLE IF EXISTS {table}")


def _with_theirs(events: str) -> Selected:
    """The events with the rows of the other views that belong to them."""
    return Selected(
        events,
        f"(SELECT * FROM sides SEMI JOIN {events} USING (event_id))",
        *(f"(SELECT * FROM {v} SEMI JOIN {events} USING (report_id))" for v in ("reports", "mentions")),
    )


def not_happened(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many of the chosen events a format leaves out that holds only what happened, by their status."""
    kept = chosen(connection, happened=True).events
    found = connection.execute(
        f"SELECT status, count(*) AS n FROM {chosen(connection).events} ANTI JOIN {kept} k USING (event_id)"
        " GROUP BY 1 ORDER BY n DESC, 1"
    )
    return dict(found.fetchall())


def without_point(connection: duckdb.DuckDBPyConnection) -> int:
    """How many of the chosen events no map can show."""
    return count(connection, f"{chosen(connection).events} WHERE lat IS NULL OR lon IS NULL")


def is_narrowed(connection: duckdb.DuckDBPyConnection) -> bool:
    """True if :func:`select_events` has been called on this connection: not all events are meant."""
    return has_table(connection, _CHOSEN)


def has_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether the connection knows a table or view of this name."""
    found = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [name]).fetchone()
    return found is not None and found[0] > 0


def count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """The number of rows of a table, view or bracketed query."""
    found = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(found[0]) if found is not None else 0


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    if filters.since is not None:
        conditions.append(f"{DAY} >= ?")
        values.append(filters.since)
    if filters.until is not None:
        conditions.append(f"{DAY} <= ?")
        values.append(filters.until)
    for column, wanted in (("type", filters.types), ("status", filters.statuses)):
        if wanted:
            conditions.append(f"list_contains(?, {column})")
            values.append(list(wanted))
    if filters.countries:
        who = "event_id IN (SELECT event_id FROM sides WHERE list_contains(?, country))"
        conditions.append(f"(list_contains(?, place_country) OR {who})")
        values += [list(filters.countries)] * 2
    if filters.actors:
        conditions.append("event_id IN (SELECT event_id FROM sides WHERE list_contains(?, name))")
        values.append(list(filters.actors))
    if filters.dyads:
        pairs = country_pairs("events", "sides")
        conditions.append(
            f"event_id IN (SELECT event_id FROM ({pairs}) WHERE list_contains(?, source || ' ' || target))"
        )
        values.append([" ".join(pair) for pair in filters.dyads])
    if filters.places or filters.place_countries:
        conditions.append("(list_contains(?, place_name) OR list_contains(?, place_country))")
        values += [list(filters.places), list(filters.place_countries)]
    if filters.least_confidence is not None:
        conditions.append("confidence >= ?")
        values.append(filters.least_confidence)
    if filters.query:
        conditions.append(f"event_id IN (SELECT event_id FROM {bracketed(filters.query)})")
    return conditions, values
