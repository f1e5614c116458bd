"""``dateline query``: SQL over an archive's views in; a table, CSV or lines of JSON out; nothing else is read or written."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import duckdb

from dateline.archive import Archive
from dateline.archive.allowance import SECONDS, Allowance
from dateline.archive.columns import views
from dateline.archive.sql import only_reads, told_in_a_line
from dateline.cli.choosing import with_coder, with_raw
from dateline.cli.waiting import waiting
from dateline.errors import ArchiveError
from dateline.show.results import SHOWN, csv_lines, json_lines, table_lines, view_lines

_AT_ONCE = 2_000
_PLAN = ["explain_key", "explain_value"]  # what EXPLAIN yields: a drawing over many lines


@click.command("query")
@click.argument("sql", required=False)
@click.option("--archive", "folder", type=click.Path(file_okay=False, path_type=Path), help="The archive's folder.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True,
              help="table: the first 200 rows, for people. csv, jsonl: all rows.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=1), default=SECONDS, show_default=True, metavar="SECONDS",
              help="How long DuckDB may work on it.")  # fmt: skip
@with_coder
@with_raw
@click.option("--columns", is_flag=True, help="List the views and what their columns mean.")
def query_command(
    sql: str | None, folder: Path | None, form: str, timeout: float, coder: str | None, raw: bool, columns: bool
) -> None:
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
        with archive.reading(locked=True, coder=coder, raw=raw) as connection:
            if re.search(r"(?i)\bstories\b", sql):
                _say_if_untold(archive, connection)
            statement = only_reads(connection, sql)
            allowance = Allowance(connection, timeout, "ask for less, or give it more time with --timeout")
            with waiting("asking the archive"), allowance.held():
                result = connection.execute(statement)
            names = [column[0] for column in result.description or ()]
            if names == _PLAN and form == "table":
                click.echo("\n".join(plan for _, plan in _rows(result, allowance)))
            else:
                rows = _rows(result, allowance)
                sys.stdout.writelines(line + "\n" for line in _LINES[form](names, rows))
                if form == "table" and next(rows, None) is not None:
                    click.echo(f"… and more: these are the first {SHOWN} rows; --format csv gives all", err=True)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except duckdb.Error as error:
        raise click.ClickException(str(told_in_a_line(error, sql))) from error


def _say_if_untold(archive: Archive, connection: duckdb.DuckDBPyConnection) -> None:
    """An archive is only read here, and telling the stories of millions of events takes minutes: so who asks is told."""
    from dateline.archive.write_stories import are_told

    if not are_told(archive, connection):
        click.echo(
            f"dateline: the stories do not tell all events; tell them with: dateline stories {archive.folder}", err=True
        )


def _rows(result: duckdb.DuckDBPyConnection, allowance: Allowance) -> Iterator[tuple[Any, ...]]:
    while True:
        with allowance.held():
            batch = result.fetchmany(_AT_ONCE)
        if not batch:
            return
        yield from batch


def _list_columns() -> None:
    click.echo("\n\n".join("\n".join(view_lines(view)) for view in views()))


_LINES = {"table": table_lines, "csv": csv_lines, "jsonl": json_lines}
