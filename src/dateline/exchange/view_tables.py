"""Every view as a table: a folder with one CSV or Parquet file a view.

In CSV, lists become one field with ``; `` between the values. Without source text its columns stay, empty, so that scripts
find what they look for; columns that we do not know to be free of it are left out, and so is the view of whole texts. What
reviews say is written if there are any.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive.columns import columns_of, views
from dateline.archive.columns.of_events import REVIEWED
from dateline.archive.corrected import is_corrected
from dateline.exchange.output import unfinished
from dateline.exchange.selection import chosen, count, has_table, is_narrowed

if TYPE_CHECKING:
    import duckdb

#: What tells of the archive and not of the world.
_NOT_WRITTEN = ("codings", "failures")
_ALL_WORDS = "texts"
#: What only an archive with reviews has to say.
_WITHDRAWN, _OF_REVIEWS = "withdrawn", frozenset(column.name for column in REVIEWED)


def export_csv(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write ``output/events.csv`` and so on; gives the number of rows in all of them."""
    return _export(connection, output, "csv", text=text)


def export_parquet(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write ``output/events.parquet`` and so on; gives the number of rows in all of them."""
    return _export(connection, output, "parquet", text=text)


def without_event(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """In words, how many reports are not in the tables since none of their events was chosen."""
    if not is_narrowed(connection):
        return []
    reports = count(connection, "reports") - count(connection, _source(connection, "reports"))
    return [f"{reports:,} reports of which no event was chosen, and all that is told of them"] if reports else []


def _export(connection: duckdb.DuckDBPyConnection, folder: Path, form: str, *, text: bool) -> int:
    folder.mkdir(exist_ok=True)
    rows, reviewed = 0, is_corrected(connection)
    for view in (view.name for view in views() if view.name not in _NOT_WRITTEN):
        if (
            not has_table(connection, view)
            or (view == _ALL_WORDS and not text)
            or (view == _WITHDRAWN and not reviewed)
        ):
            continue
        columns = _selected(connection, view, lists=form == "parquet", text=text)
        order = "report_id" if view == _ALL_WORDS else "ALL"  # whole texts are too long to sort by
        query = f"SELECT {', '.join(columns)} FROM {_source(connection, view)} ORDER BY {order}"
        options = "(FORMAT csv, HEADER)" if form == "csv" else "(FORMAT parquet, COMPRESSION zstd)"
        with unfinished(folder / f"{view}.{form}") as part:
            target = str(part).replace("'", "''")
            written = connection.execute(f"COPY ({query}) TO '{target}' {options}").fetchone()
        rows += int(written[0]) if written is not None else 0
    return rows


def _source(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """The view, narrowed to what belongs to the chosen events."""
    source = chosen(connection)
    if view == "events" or not is_narrowed(connection):
        return str(getattr(source, view, view))
    key = "event_id" if "event_id" in (column.name for column in columns_of(view)) else "report_id"
    return f"(SELECT * FROM {view} SEMI JOIN {source.events} USING ({key}))"


def _selected(connection: duckdb.DuckDBPyConnection, view: str, *, lists: bool, text: bool) -> list[str]:
    known = {column.name: column for column in columns_of(view)}
    selected = []
    for name, kind in _columns(connection, view):
        if name in _OF_REVIEWS and not is_corrected(connection):
            continue
        if not text and (name not in known or known[name].words):
            if name in known:
                selected.append(f'NULL::{kind} AS "{name}"')
        elif kind.endswith("[]") and not lists:
            plain = kind == "VARCHAR[]"
            selected.append(
                f'array_to_string("{name}", \'; \') AS "{name}"' if plain else f'to_json("{name}") AS "{name}"'
            )
        else:
            selected.append(f'"{name}"')
    return selected


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {view}").fetchall()]
