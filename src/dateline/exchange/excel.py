"""An archive as one Excel workbook: a sheet a view, and a last one that explains every sheet, column, type and mode.

Rows go from the archive to the file a few thousand at a time, so memory does not grow with their number. Whole texts are no
matter for a cell, and a sheet that has more rows than Excel opens is left out whole: half a table would be taken for all of it.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.exchange.output import unfinished
from dateline.exchange.selection import count, has_table
from dateline.exchange.view_tables import ALL_WORDS, ViewTable, without_event, written_views
from dateline.exchange.workbook import SheetColumn, WorkbookError, WorkbookSheet, write_workbook
from dateline.exchange.workbook_cells import LONGEST_CELL, MOST_ROWS, is_too_long
from dateline.exchange.workbook_guide import GUIDE, GUIDE_COLUMNS, guide_rows

if TYPE_CHECKING:
    import duckdb

_FIRST = ("events", "sides", "participants", "statements", "reports")
_BATCH = 2_000
_UNFIT = "exchange_unfit"  # what the last workbook of a connection does not hold, in words
_WIDTHS = {"DATE": 11, "TIMESTAMP": 19, "DOUBLE": 10, "BIGINT": 10, "INTEGER": 10, "BOOLEAN": 8}
_OF_TEXTS = 18


def export_xlsx(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write the workbook; gives the number of rows in its sheets, but for the one that explains them.

    Raises WorkbookError if the events alone are more than a sheet holds.
    """
    tables = list(written_views(connection, lists=False, text=text))
    rows = {table.view: count(connection, table.source) for table in tables}
    if rows["events"] >= MOST_ROWS:
        raise WorkbookError(
            f"{output}: {rows['events']:,} events, and a sheet holds {MOST_ROWS - 1:,}; choose fewer with --since, --type or"
            " other filters, or write --format parquet"
        )
    fitting = [table for table in tables if table.view != ALL_WORDS and rows[table.view] < MOST_ROWS]
    fitting.sort(key=lambda table: _FIRST.index(table.view) if table.view in _FIRST else len(_FIRST))
    unfit = list(_without_sheet(rows))
    cut: Counter[str] = Counter()

    def explained() -> Iterator[Sequence[object]]:
        """Asked for when all other sheets are written: only then it is known what was cut."""
        unfit.extend(_cut_short(cut))
        yield from guide_rows(connection, fitting, [*without_event(connection), *unfit], text=text)

    sheets = [_sheet(connection, table, cut) for table in fitting]
    guide = WorkbookSheet(GUIDE, explained(), GUIDE_COLUMNS, filtered=True)
    with unfinished(output) as part:
        write_workbook(part, [*sheets, guide])
    _keep(connection, unfit)
    return sum(rows[table.view] for table in fitting)


def without_sheet(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """In words, what the workbook that was written over this connection does not hold of the chosen events."""
    if not has_table(connection, _UNFIT):
        return without_event(connection)
    unfit = connection.execute(f"SELECT what FROM {_UNFIT} ORDER BY rowid").fetchall()
    return [*without_event(connection), *(what for (what,) in unfit)]


def _without_sheet(rows: dict[str, int]) -> Iterator[str]:
    for view, number in rows.items():
        if view == ALL_WORDS and number:
            yield f"the view {view}, for whole reports are no matter for a cell; --format csv or parquet has it"
        elif number >= MOST_ROWS:
            yield (
                f"the view {view}, for it has {number:,} rows and a sheet holds {MOST_ROWS - 1:,}; choose fewer events, or"
                " write --format parquet"
            )


def _cut_short(cut: Counter[str]) -> Iterator[str]:
    for column, cells in sorted(cut.items()):
        texts = f"{cells:,} text{'s' if cells != 1 else ''}"
        yield f"the end of {texts} in {column}, longer than the {LONGEST_CELL:,} characters that a cell holds"


def _keep(connection: duckdb.DuckDBPyConnection, unfit: Sequence[str]) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_UNFIT} (what VARCHAR)")
    if unfit:
        connection.execute(f"INSERT INTO {_UNFIT} SELECT unnest(?)", [list(unfit)])


def _sheet(connection: duckdb.DuckDBPyConnection, table: ViewTable, cut: Counter[str]) -> WorkbookSheet:
    columns = [SheetColumn(name, _WIDTHS.get(kind, _OF_TEXTS), wrapped=False) for name, kind in table.columns]
    return WorkbookSheet(table.view, _rows(connection, table, cut), columns, filtered=True)


def _rows(connection: duckdb.DuckDBPyConnection, table: ViewTable, cut: Counter[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a view as they are asked for; texts that are too long for a cell are counted by column."""
    found = connection.execute(table.query)
    while batch := found.fetchmany(_BATCH):
        for row in batch:
            for (name, _), value in zip(table.columns, row, strict=True):
                if isinstance(value, str) and is_too_long(value):
                    cut[f"{table.view}.{name}"] += 1
            yield row
