"""The codings of an archive as records again, one after the other: the nested rows that its views show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.parts import nested_source
from dateline.archive.row import coding_of
from dateline.archive.views import shown
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding
from dateline.model.schema import fields_of

_AT_ONCE = 100


def stored_codings(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path], folder: Path) -> Iterator[Coding]:
    """The codings of these parts that the views of the connection show, each with the report's id that they show.

    Raises ArchiveError for one without its report's text, or that is not whole.
    """
    columns = [f"t.{field.name}" for field in fields_of(Coding)]
    connection.execute("SET threads = 1")  # so that they come in the order in which they were written, and few are held
    found = connection.execute(shown([*columns, "renamed.new_id"], nested_source(parts)))
    names = [column[0] for column in found.description or ()]
    while batch := found.fetchmany(_AT_ONCE):
        for values in batch:
            row = dict(zip(names, values, strict=True))
            row["report"]["id"] = row.pop("new_id") or row["report"]["id"]
            yield _coding(row, folder)


def _coding(row: dict[str, Any], folder: Path) -> Coding:
    report = row["report"]
    if report["text"] is None:
        raise ArchiveError(
            f"{folder}: holds no text of {report['id']}, and without it no coding is whole; ask the views, or code the reports"
            " again with their texts into a new folder"
        )
    try:
        return coding_of(row)
    except ReportError as error:
        raise ArchiveError(
            f"{folder}: the coding of {report['id']} cannot be read ({error.cause}); code its report again"
        ) from error
