"""Codings in, one immutable Parquet part out: a nested row a report, and beside it the same laid out flat.

A part is written under a temporary name in its own folder, brought to the disk and then renamed, so that what has its
name is whole. The flat tables are renamed before the part: they count for nothing until it is there, nor if they say that
they were laid out from another one.
"""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.columns.mirror import sql_type
from dateline.archive.damage import holds_note, reads_through, seal_of
from dateline.archive.flat import FLAT, TABLES, flat_query
from dateline.archive.row import NESTED
from dateline.archive.unfinished import unfinished_name
from dateline.model import SCHEMA

#: Where a part says, beside its rows, which schema they follow.
SCHEMA_NOTE = "dateline_schema"
#: Where a flat table says which one it is, and the seal of its part.
_FLAT_NOTE = "dateline_flat"

FAILURE = {
    "source": "VARCHAR",
    "cause": "VARCHAR",
    "next_move": "VARCHAR",
    "content_hash": "VARCHAR",
    "failed_at": "TIMESTAMP",
}


def write_part(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Path | None:
    """Write the codings and their flat tables; None if there is nothing to write."""
    lines = [_line(row) for row in rows]
    if not lines:
        return None
    name = new_name()
    final, connection = folder / "codings" / name, _workbench()
    try:
        _load(connection, lines, NESTED)
        with whole_file(final) as unfinished:
            _copy(connection, "SELECT * FROM part", unfinished, {SCHEMA_NOTE: SCHEMA})
            source = f"(SELECT *, row_number() OVER () - 1 AS _row, '{name}' AS _part FROM part)"
            write_flat(connection, folder, name, source, seal=seal_of(unfinished))
        return final
    finally:
        connection.close()
        if not final.exists():
            remove_flat(folder, name)


def write_failures(folder: Path, failures: Sequence[Mapping[str, Any]]) -> Path | None:
    """Write what could not be read or coded, with its cause."""
    lines = [_line(failure) for failure in failures]
    if not lines:
        return None
    connection = _workbench()
    try:
        _load(connection, lines, FAILURE)
        final = folder / "failures" / new_name()
        with whole_file(final) as unfinished:
            _copy(connection, "SELECT * FROM part", unfinished)
        return final
    finally:
        connection.close()


def new_name() -> str:
    """Unique among all processes of all machines, and in the order of time for people who look into the folder."""
    return f"part-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:16]}.parquet"


def write_flat(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    name: str,
    source: str | None = None,
    *,
    seal: str | None = None,
) -> None:
    """Lay a part out flat. ``source`` is SQL that gives its rows with their addresses, and ``seal`` its seal, if it is not
    there under its name yet."""
    part = folder / "codings" / name
    source, seal = source or nested_source([part]), seal or seal_of(part)
    for table, view in TABLES.items():
        with whole_file(folder / FLAT / table / name, lasting=False) as unfinished:
            _copy(connection, flat_query(view, source), unfinished, {_FLAT_NOTE: _of_part(table, seal)})


def remove_flat(folder: Path, name: str) -> None:
    """Remove the flat tables of a part."""
    for table in TABLES:
        (folder / FLAT / table / name).unlink(missing_ok=True)


def remove_broken_flat(folder: Path, parts: Iterable[Path]) -> bool:
    """Remove the flat tables of these parts that do not read through; False if there are none, or they cannot be removed."""
    files = [folder / FLAT / table / part.name for part in parts for table in TABLES]
    broken = [file for file in files if file.exists() and not reads_through(file)]
    try:
        for file in broken:
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return bool(broken)


def laid_out(folder: Path, table: str, parts: Iterable[Path]) -> set[str]:
    """The names of those parts that have this flat table: whole by the look of it, and laid out from them."""
    try:
        there = set(os.listdir(folder / FLAT / table))  # noqa: PTH208 of many thousand, names are enough
    except FileNotFoundError:
        return set()
    asked = (part for part in parts if part.name in there)
    return {part.name for part in asked if _is_laid_out(folder / FLAT / table / part.name, table, part)}


def _is_laid_out(file: Path, table: str, part: Path) -> bool:
    try:
        return holds_note(file, _of_part(table, seal_of(part)))
    except OSError:  # another process has merged it away
        return False


def _of_part(table: str, seal: str) -> str:
    return f"{table} of {seal}"


def nested_source(parts: Sequence[Path]) -> str:
    """SQL that reads nested parts with the address of each row, as the flat tables hold it.

    What an earlier Dateline did not know yet of a coding is null.
    """
    if not parts:
        return _NONE
    files = ", ".join(quoted(str(part)) for part in parts)
    return (
        f"({_NONE} UNION ALL BY NAME"
        " SELECT * EXCLUDE (filename, file_row_number), file_row_number AS _row, parse_filename(filename) AS _part"
        f" FROM read_parquet([{files}], filename = true, file_row_number = true, union_by_name = true))"
    )


#: No row, in the columns that nested rows have.
_NONE = (
    "(SELECT "
    + ", ".join(f"NULL::{sql_type(structure)} AS {name}" for name, structure in NESTED.items())
    + ", NULL::BIGINT AS _row, NULL::VARCHAR AS _part WHERE false)"
)


def noted(notes: Mapping[str, str]) -> str:
    """The option of COPY that writes notes beside the rows."""
    return f"KV_METADATA {{{', '.join(f'{name}: {quoted(text)}' for name, text in notes.items())}}}"


def note_query(files: str, name: str) -> str:
    """SQL for file and text of a note, of those files (a list in SQL) that have it."""
    return (
        f"SELECT file_name, decode(value) AS note FROM parquet_kv_metadata({files}) WHERE decode(key) = {quoted(name)}"
    )


def quoted(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _line(row: Mapping[str, Any]) -> str:
    """JSON that DuckDB reads back whole: half a surrogate pair, which is no character, becomes a question mark."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _workbench() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1, "memory_limit": "1GB", "preserve_insertion_order": True})


def _load(connection: duckdb.DuckDBPyConnection, lines: list[str], structure: Mapping[str, Any]) -> None:
    connection.execute(
        f"CREATE TEMP TABLE part AS SELECT unnest(from_json(line, {quoted(json.dumps(structure))}))"
        " FROM (SELECT unnest($1::VARCHAR[]) AS line)",
        [lines],
    )


def _copy(
    connection: duckdb.DuckDBPyConnection, query: str, unfinished: Path, notes: Mapping[str, str] | None = None
) -> None:
    options = f", {noted(notes)}" if notes else ""
    connection.execute(f"COPY ({query}) TO {quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd{options})")


@contextmanager
def whole_file(final: Path, *, lasting: bool = True) -> Iterator[Path]:
    """A name to write to; what is written there is brought to the disk and gets its own name if nothing goes wrong.

    That it has its name is brought to the disk too if it must be ``lasting``: what can be made again need not.
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    unfinished = unfinished_name(final)
    try:
        yield unfinished
        _to_disk(unfinished)
        unfinished.replace(final)
    finally:
        unfinished.unlink(missing_ok=True)
    if lasting:
        _to_disk(final.parent)


def _to_disk(path: Path) -> None:
    """Not every system lets a folder be opened; there the rename alone has to do."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
