"""Every view as a table: a folder with one CSV or Parquet file a view.

In CSV, lists become one field with ``; `` between the values. Without source text its columns stay, empty, so that scripts
find what they look for; columns that we do not know to be free of it are left out, and so is the view of whole texts. What
reviews say is written if there are any.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
#: The view of whole texts.
ALL_WORDS = "texts"
_JSON = "JSON"
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


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A view as an export writes it: where its rows come from, what is selected of them, and its columns with their SQL types."""

    view: str
    source: str
    selected: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        order = "report_id" if self.view == ALL_WORDS else "ALL"  # whole texts are too long to sort by
        return f"SELECT {', '.join(self.selected)} FROM {self.source} ORDER BY {order}"


def written_views(connection: duckdb.DuckDBPyConnection, *, lists: bool, text: bool) -> Iterator[ViewTable]:
    """The views that exports write, in their order; without ``lists`` these are one text each."""
    reviewed = is_corrected(connection)
    for view in (view.name for view in views() if view.name not in _NOT_WRITTEN):
        if not has_table(connection, view) or (view == ALL_WORDS and not text) or (view == _WITHDRAWN and not reviewed):
            continue
        selected = _selected(connection, view, lists=lists, text=text)
        columns = tuple((name, kind) for name, kind, _ in selected)
        yield ViewTable(view, _source(connection, view), tuple(sql for *_, sql in selected), columns)


def _export(connection: duckdb.DuckDBPyConnection, folder: Path, form: str, *, text: bool) -> int:
    folder.mkdir(exist_ok=True)
    rows = 0
    for table in written_views(connection, lists=form == "parquet", text=text):
        options = "(FORMAT csv, HEADER)" if form == "csv" else "(FORMAT parquet, COMPRESSION zstd)"
        with unfinished(folder / f"{table.view}.{form}") as part:
            target = str(part).replace("'", "''")
            written = connection.execute(f"COPY ({table.query}) TO '{target}' {options}").fetchone()
        rows += int(written[0]) if written is not None else 0
    return rows


def _source(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """The view, narrowed to what belongs to the chosen events."""
    source = chosen(connection)
    if view == "events" or not is_narrowed(connection):
        return str(getattr(source, view, view))
    key = "event_id" if "event_id" in (column.name for column in columns_of(view)) else "report_id"
    return f"(SELECT * FROM {view} SEMI JOIN {source.events} USING ({key}))"


def _selected(
    connection: duckdb.DuckDBPyConnection, view: str, *, lists: bool, text: bool
) -> list[tuple[str, str, str]]:
    """Of each column that is written its name, its SQL type in the view, and the SQL that selects it."""
    known = {column.name: column for column in columns_of(view)}
    selected = []
    for name, kind in _columns(connection, view):
        if name in _OF_REVIEWS and not is_corrected(connection):
            continue
        if not text and (name not in known or known[name].words):
            if name in known:
                selected.append((name, kind, f'NULL::{kind} AS "{name}"'))
        elif kind.endswith("[]") and not lists:
            plain = kind == "VARCHAR[]"
            sql = f"array_to_string(\"{name}\", '; ')" if plain else f'to_json("{name}")'
            selected.append((name, kind, f'{sql} AS "{name}"'))
        elif kind == _JSON:  # which Parquet's readers take for bytes
            selected.append((name, kind, f'"{name}"::VARCHAR AS "{name}"'))
        else:
            selected.append((name, kind, f'"{name}"'))
    return selected


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {view}").fetchall()]
