"""The codings of an archive as records again, all of them one after the other or one by its report: the nested rows that its
views show."""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dateline.archive.parts import nested_source
from dateline.archive.row import coding_of
from dateline.archive.views import shown
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding
from dateline.model.schema import fields_of

_AT_ONCE = 100
#: What a report that does not keep its own id has at the end of the one that it gets.
_RENAMED = re.compile(r"~[0-9a-f]{8}\Z")


class Address(NamedTuple):
    """Where the nested row of a report stands: the name of its part, and which row of it."""

    part: str
    row: int


#: SQL for the id and address of every report that the views of a connection show.
EVERY_ADDRESS = shown(
    ["coalesce(renamed.new_id, t.report_id) AS report_id", "t._part AS part", "t._row AS row"], "held.all_reports"
)


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


def addresses(connection: duckdb.DuckDBPyConnection, report_ids: Sequence[str]) -> dict[str, Address]:
    """Where the reports stand that the views of the connection show by these ids; those that they do not show are left out."""
    # By the ids in the parts first, which bounds what is read; a report that was renamed stands there by its own.
    held = [*report_ids, *(_RENAMED.sub("", one) for one in report_ids if _RENAMED.search(one))]
    source = (
        "(SELECT report_id, _part, _row FROM held.all_reports WHERE report_id IN (SELECT unnest($held::VARCHAR[])))"
    )
    every = shown(["coalesce(renamed.new_id, t.report_id) AS id", "t._part", "t._row"], source)
    found = connection.execute(
        f"SELECT * FROM ({every}) WHERE id IN (SELECT unnest($ids::VARCHAR[]))",
        {"held": held, "ids": list(report_ids)},
    )
    return {report_id: Address(part, row) for report_id, part, row in found.fetchall()}


def stored_row(connection: duckdb.DuckDBPyConnection, folder: Path, report_id: str) -> dict[str, Any] | None:
    """The coding of one report as plain data, in the form of the contract but for its schema; None if there is no such report.

    Where the archive was made without texts, the report's text is None, and so are words of some length.
    """
    address = addresses(connection, [report_id]).get(report_id)
    return row_at(connection, folder, report_id, address) if address is not None else None


def row_at(connection: duckdb.DuckDBPyConnection, folder: Path, report_id: str, address: Address) -> dict[str, Any]:
    """The coding that stands at an address as :func:`stored_row` gives it, under the id by which the views show its report."""
    columns = ", ".join(field.name for field in fields_of(Coding))
    part = nested_source([folder / "codings" / address.part])
    found = connection.execute(f"SELECT {columns} FROM {part} WHERE _row = ?", [address.row])
    names = [column[0] for column in found.description or ()]
    row = dict(zip(names, found.fetchall()[0], strict=True))
    row["report"]["id"] = report_id
    return row


def rows_by_coder(
    connection: duckdb.DuckDBPyConnection, folder: Path, report_id: str, ours: str
) -> dict[str, dict[str, Any]]:
    """The newest coding of this report by each coder, as plain data like that of :func:`stored_row`; that of ``ours`` first.

    Nothing if the views of the connection show no such report.
    """
    shown_at = addresses(connection, [report_id]).get(report_id)
    if shown_at is None:
        return {}
    found = connection.execute(
        "SELECT DISTINCT ON (coder) coder, _part, _row FROM held.keyed"
        " WHERE key = (SELECT key FROM held.keyed WHERE _part = $part AND _row = $row)"
        " ORDER BY coder, coded_at DESC, content_hash, dateline_version, reader_version, codebook_version, _part DESC, _row DESC",
        {"part": shown_at.part, "row": shown_at.row},
    )
    at = {coder: Address(part, row) for coder, part, row in found.fetchall()}
    return {
        coder: row_at(connection, folder, report_id, at[coder]) for coder in sorted(at, key=lambda c: (c != ours, c))
    }


def first_words(
    connection: duckdb.DuckDBPyConnection, folder: Path, at: Mapping[str, Address], characters: int
) -> dict[str, str]:
    """How the bodies of reports begin, each given by its id and address; those whose text is not kept are left out."""
    if not at:
        return {}
    files = [folder / "codings" / part for part in sorted({address.part for address in at.values()})]
    found = connection.execute(
        f"SELECT _part, _row, substring(report.text, report.body_start + 1, $characters) FROM {nested_source(files)}"
        " WHERE list_contains($rows::BIGINT[], _row)",
        {"characters": characters, "rows": sorted({address.row for address in at.values()})},
    )
    begins = {Address(part, row): begin for part, row, begin in found.fetchall()}
    words = {report_id: begins.get(address) for report_id, address in at.items()}
    return {report_id: begin for report_id, begin in words.items() if begin is not None}


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
