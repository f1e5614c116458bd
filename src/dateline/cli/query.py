"""``dateline query``: SQL over an archive's views in; a table, CSV or lines of JSON out; nothing else is read or written."""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
import duckdb

from dateline.archive import Archive
from dateline.archive.columns import View, views
from dateline.archive.sql import only_reads, told_in_a_line
from dateline.errors import ArchiveError, printable

_SHOWN = 200  # rows of a table; who wants more wants a file
_WIDEST = 60
_PLAN = ["explain_key", "explain_value"]  # what EXPLAIN yields: a drawing over many lines


@click.command("query")
@click.argument("sql", required=False)
@click.option("--archive", "folder", type=click.Path(file_okay=False, path_type=Path), help="The archive's folder.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True,
              help="table: the first 200 rows, for people. csv, jsonl: all rows.")  # fmt: skip
@click.option("--columns", is_flag=True, help="List the views and what their columns mean.")
def query_command(sql: str | None, folder: Path | None, form: str, columns: bool) -> None:
    """Ask an archive in SQL (DuckDB's).

    \b
    dateline query "SELECT type, count(*) FROM events GROUP BY type" --archive ARCHIVE
    dateline query --columns

    The view stories holds what "dateline stories ARCHIVE" has told; run that first, and again after you coded more.
    """
    if columns:
        _list_columns()
        return
    if sql is None:
        raise click.UsageError(
            'Missing the SQL: "SELECT … FROM events". See dateline query --columns for what there is.'
        )
    if folder is None:
        raise click.UsageError("Missing option '--archive'.")
    try:
        archive = Archive.existing(folder)
        with archive.reading(locked=True) as connection:
            if re.search(r"(?i)\bstories\b", sql):
                _say_if_untold(archive, connection)
            result = connection.execute(only_reads(connection, sql))
            names = [column[0] for column in result.description or ()]
            if names == _PLAN and form == "table":
                click.echo("\n".join(plan for _, plan in _rows(result)))
            else:
                _WRITERS[form](names, _rows(result))
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except duckdb.Error as error:
        raise click.ClickException(str(told_in_a_line(error, sql))) from error


def _say_if_untold(archive: Archive, connection: duckdb.DuckDBPyConnection) -> None:
    """An archive is only read here, and telling the stories of millions of events takes minutes: so who asks is told."""
    from dateline.archive.tell import are_told

    if not are_told(archive, connection):
        click.echo(
            f"dateline: the stories do not tell all events; tell them with: dateline stories {archive.folder}", err=True
        )


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(2_000):
        yield from batch


def _write_csv(names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(["; ".join(map(_cell, v)) if isinstance(v, list) else _cell(v) for v in row])


def _write_jsonl(names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise click.ClickException(f"two columns are called {twice!r}; name them apart with AS, or give --format csv.")
    for row in rows:
        values = dict(zip(names, map(_finite, row), strict=True))
        sys.stdout.write(json.dumps(values, ensure_ascii=False, default=_cell) + "\n")


def _finite(value: Any) -> Any:
    """JSON has no number that is none, and none without end."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {str(key): _finite(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_finite(inner) for inner in value]
    return value


def _write_table(names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """Columns as wide as what they hold, numbers to the right."""
    shown = list(islice(rows, _SHOWN))
    cells = [[_short(value) for value in row] for row in shown]
    widths = [max(map(len, column)) for column in zip(*chain([list(names)], cells), strict=True)]
    right = [all(isinstance(row[i], (int, float)) or row[i] is None for row in shown) for i in range(len(names))]
    for line in chain([list(names), ["─" * w for w in widths]], cells):
        aligned = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True))
        click.echo("  ".join(aligned).rstrip())
    if next(rows, None) is not None:
        click.echo(f"… and more: these are the first {_SHOWN} rows; --format csv gives all", err=True)


def _short(value: Any) -> str:
    text = printable(", ".join(map(_cell, value)) if isinstance(value, list) else _cell(value))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime() | date():
            return value.isoformat()
        case float():
            return f"{value:.10g}"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


_WRITERS = {"table": _write_table, "csv": _write_csv, "jsonl": _write_jsonl}


def _list_columns() -> None:
    for number, view in enumerate(views()):
        click.echo(("\n" if number else "") + f"{view.name}: {view.about}")
        _list_view(view)


def _list_view(view: View) -> None:
    wide = max(len(column.name) for column in view.columns)
    for column in view.columns:
        click.echo(f"  {column.name:<{wide}}  {column.type:<9}  {column.about}")
