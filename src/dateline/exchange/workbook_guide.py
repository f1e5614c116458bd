"""The sheet of a workbook that explains the others: its sheets and columns, the types and modes in it, by which versions it was
coded, and what was left out."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.archive.columns import columns_of, views
from dateline.codebook import EventType, event_types
from dateline.exchange.selection import chosen, count
from dateline.exchange.view_tables import ViewTable
from dateline.exchange.workbook import SheetColumn

if TYPE_CHECKING:
    import duckdb

GUIDE = "codebook"
GUIDE_COLUMNS = (
    SheetColumn("what", 12),
    SheetColumn("sheet", 14),
    SheetColumn("name", 26),
    SheetColumn("kind", 20),
    SheetColumn("number", 10),
    SheetColumn("meaning", 100),
)
_KINDS = {
    "VARCHAR": "text",
    "VARCHAR[]": "texts, parted by '; '",
    "DATE": "day",
    "TIMESTAMP": "moment (UTC)",
    "DOUBLE": "number",
    "BIGINT": "whole number",
    "INTEGER": "whole number",
    "UBIGINT": "whole number",
    "BOOLEAN": "TRUE or FALSE",
}
_OTHER_KIND = "JSON"
_OWN_TYPE = "(of a codebook of your own)"
_VERSIONS = ("coder", "dateline_version", "reader_version", "codebook_version")
_NOTES = (
    "An empty cell: not known, or not told. No cell is a formula, whatever it begins with.",
    "Days before March 1900 and whole numbers of more than 15 digits stand as texts, for spreadsheets change them. Control"
    " characters are shown as �.",
)
_NO_WORDS = "the words of the reports (titles, sentences, quotations, triggers), as was asked; their columns are empty"
Row = tuple[str, str | None, str | None, str | None, int | None, str | None]


def guide_rows(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[ViewTable], left_out: Sequence[str], *, text: bool
) -> Iterator[Row]:
    """The rows below :data:`GUIDE_COLUMNS`."""
    abouts = {view.name: view.about for view in views()}
    for table in tables:
        yield ("sheet", table.view, None, None, count(connection, table.source), abouts[table.view])
    for table in tables:
        meanings = {column.name: column.about for column in columns_of(table.view)}
        for name, kind in table.columns:
            yield ("column", table.view, name, _KINDS.get(kind, _OTHER_KIND), None, meanings.get(name))
    yield from _types(connection)
    yield from _versions(connection)
    for what in [*left_out, *([] if text else [_NO_WORDS])]:
        yield ("left out", None, None, None, None, what)
    for note in _NOTES:
        yield ("note", None, None, None, None, note)


def _types(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The types and modes of the events in the workbook, with how many there are."""
    events = chosen(connection).events
    bundled = event_types()
    for name, number in connection.execute(f"SELECT type, count(*) FROM {events} GROUP BY 1 ORDER BY 1").fetchall():
        kind = bundled.get(name)
        about = f"{kind.meaning} Score {kind.score:+g}." if kind is not None else _OWN_TYPE
        yield ("type", "events", name, kind.quad.lower() if kind is not None else None, number, about)
    modes = f"SELECT type, mode, count(*) FROM {events} WHERE mode IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    for name, mode, number in connection.execute(modes).fetchall():
        yield ("mode", "events", mode, f"of {name}", number, _mode(bundled.get(name), mode))


def _mode(kind: EventType | None, name: str) -> str:
    mode = kind.modes.get(name) if kind is not None else None
    if mode is None:
        return _OWN_TYPE
    return f"{mode.meaning} Score {mode.score:+g}." if mode.score is not None else mode.meaning


def _versions(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """By what the reports were coded, with how many of them."""
    reports = chosen(connection).reports
    for version in _VERSIONS:
        found = connection.execute(f"SELECT {version}, count(*) FROM {reports} GROUP BY 1 ORDER BY 1").fetchall()
        for value, number in found:
            yield ("version", "reports", version, None, number, value)
