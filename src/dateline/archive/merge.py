"""Many small parts in, few large ones out, with the same rows: what ``dateline merge`` does.

A large part is written whole, with the names of those it replaces, before any of them is removed. Whoever is killed between
leaves rows in two parts, which the views show once; the next merge removes what the large part names. Other processes may
write meanwhile: a merge touches only parts that were whole when it began.
"""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dateline.archive.damage import any_gone, files_after, seal_of, whole_parts, without_broken
from dateline.archive.generation import refuse_others
from dateline.archive.parts import (
    SCHEMA_NOTE,
    new_name,
    note_query,
    noted,
    quoted,
    remove_flat,
    whole_file,
    write_flat,
)
from dateline.archive.unfinished import sweep, sweep_flat
from dateline.model import SCHEMA

#: Row groups are what is held in memory: small for the long nested rows, DuckDB's own number for the flat ones.
_NESTED_GROUP = 2_048
_AT_ONCE = 250  # parts: their names stand in the large one
_REPLACES = "dateline_replaces"
_MEMORY = "800MB"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a part may get. What has reached half of either is left as it is."""

    rows: int = 100_000
    size: int = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Part:
    """One file with what it takes to group it with others."""

    file: Path
    rows: int
    size: int

    def is_large(self, limits: Limits) -> bool:
        """True if it is half as large as a merged part may be, in rows or bytes: it is left as it is."""
        return self.rows * 2 >= limits.rows or self.size * 2 >= limits.size


LIMITS = Limits()
_MANY = 4  # parts: fewer are read as fast
_SOON = 5_000  # rows of small parts that are merged within seconds


def merge(folder: Path, limits: Limits = LIMITS) -> Iterator[tuple[Path, int]]:
    """Merge the codings and the failures of an archive; yields each new part with the number of those that it replaces.

    Parts that cannot be read stay as they are.
    """
    refuse_others(folder)
    sweep(folder)
    sweep_flat(folder)
    for room in ("codings", "failures"):
        remove_replaced(folder, room)
        overtaken, broken = False, set[Path]()
        while not overtaken and (groups := plan([p for p in parts_in(folder / room) if p.file not in broken], limits)):
            for group in groups:
                try:
                    part = _merge_group(folder, room, group)
                except duckdb.Error as error:
                    files = [part.file for part in group]
                    broken.update({*files} - {*without_broken(files, error)})
                    continue
                if part is not None:
                    yield part, len(group)
                overtaken = overtaken or part is None


def tidy(folder: Path) -> None:
    """Merge the many small parts that a run of some thousand reports at most leaves; what would take longer is left to a user."""
    room = folder / "codings"
    if len(list(room.glob("part-*.parquet"))) < _MANY:
        return
    small = [part for part in parts_in(room) if not part.is_large(LIMITS)]
    if sum(part.rows for part in small) <= _SOON:
        for _ in merge(folder):
            pass


def could_save(folder: Path, limits: Limits = LIMITS) -> int:
    """By how many parts the archive would have fewer if it were merged now."""
    groups = plan(parts_in(folder / "codings"), limits)
    return sum(len(group) - 1 for group in groups)


def parts_in(room: Path) -> list[Part]:
    """The whole parts of a folder, oldest first."""
    found = _footers(room, "SELECT file_name, num_rows FROM parquet_file_metadata({files})")
    parts = []
    for file, rows in sorted(found):
        with suppress(FileNotFoundError):  # another merge is at work
            parts.append(Part(Path(file), rows, Path(file).stat().st_size))
    return parts


def plan(parts: Sequence[Part], limits: Limits) -> list[list[Part]]:
    """Which parts become one: the small ones, in the order of time, as many as the limits allow."""
    groups: list[list[Part]] = [[]]
    rows = size = 0
    for part in parts:
        if part.is_large(limits):
            continue
        full = rows + part.rows > limits.rows or size + part.size > limits.size or len(groups[-1]) == _AT_ONCE
        if groups[-1] and full:
            groups.append([])
            rows = size = 0
        groups[-1].append(part)
        rows, size = rows + part.rows, size + part.size
    return [group for group in groups if len(group) > 1]


def remove_replaced(folder: Path, room: str) -> None:
    """Remove the parts that a merged one names, which a merge that was killed has left."""
    for _, listed in _footers(folder / room, note_query("{files}", _REPLACES)):
        _remove(folder, room, [name for name in listed.split("\n") if (folder / room / name).exists()])


def _footers(room: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the ends of all parts in a folder say."""
    files = whole_parts(room.parent, room.name)
    while files:
        try:
            with duckdb.connect() as connection:
                names = ", ".join(quoted(str(file)) for file in files)
                return connection.execute(sql.format(files=f"[{names}]")).fetchall()
        except duckdb.Error as error:
            files = files_after(error, files)
    return []


def _merge_group(folder: Path, room: str, group: Sequence[Part]) -> Path | None:
    """The new part; None if others have removed some of the old ones meanwhile, which then are in another part already."""
    name = new_name()
    final, replaced = folder / room / name, [part.file.name for part in group]
    try:
        with whole_file(final) as unfinished, _workbench() as connection:
            _write(connection, group, unfinished, replaced)
            if room == "codings":
                _write_flat(connection, folder, unfinished, name)
            if any_gone(part.file for part in group):
                raise FileNotFoundError(final)  # so that the new one does not get its name
    except (OSError, duckdb.Error):
        if any_gone(part.file for part in group):
            return None
        raise
    finally:
        if not final.exists():
            remove_flat(folder, name)
    _remove(folder, room, replaced)
    return final


def _write(
    connection: duckdb.DuckDBPyConnection, group: Sequence[Part], unfinished: Path, replaced: Sequence[str]
) -> None:
    sources = ", ".join(quoted(str(part.file)) for part in group)
    notes = {_REPLACES: "\n".join(replaced), SCHEMA_NOTE: SCHEMA}
    connection.execute(
        f"COPY (SELECT * FROM read_parquet([{sources}], union_by_name = true)) TO {quoted(str(unfinished))}"
        f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_NESTED_GROUP}, {noted(notes)})"
    )


def _write_flat(connection: duckdb.DuckDBPyConnection, folder: Path, unfinished: Path, name: str) -> None:
    source = (
        f"(SELECT * EXCLUDE (file_row_number), file_row_number AS _row, {quoted(name)} AS _part"
        f" FROM read_parquet({quoted(str(unfinished))}, file_row_number = true))"
    )
    write_flat(connection, folder, name, source, seal=seal_of(unfinished))


def _remove(folder: Path, room: str, names: Sequence[str]) -> None:
    """Where a file cannot be removed while somebody reads it, the next merge removes it."""
    for name in names:
        with suppress(OSError):
            (folder / room / name).unlink(missing_ok=True)
            if room == "codings":
                remove_flat(folder, name)


def _workbench() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY, "preserve_insertion_order": True})
