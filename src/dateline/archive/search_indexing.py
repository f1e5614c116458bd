"""An archive's reports into the index: what the views show and it does not hold, and out of it what they do not show.

Each coding has a seal, so that a part that was only merged into another costs nothing, and a report that was coded again is
indexed again.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np

from dateline.archive.damage import any_gone, without_broken
from dateline.archive.folder import Archive
from dateline.archive.full_text import Vocabulary
from dateline.archive.parts import nested_source
from dateline.archive.search_file import SearchFile, transaction
from dateline.archive.search_rows import Indexed, Seals, add, note, remove, seals_in
from dateline.archive.views import shown

_BATCH = 400  # reports in a transaction: readers wait for its end a tenth of a second at most
_NO_SEALS: Seals = np.empty(0, np.int64)
_HELD = ("title", "publisher", "body_start", "text")
_ID = "coalesce(renamed.new_id, {id})"
_SEAL = f"(hash({_ID}, t.content_hash, t.coded_at) >> 1)::BIGINT"

Progress = Callable[[int, int], None]
"""Told how many reports are indexed, of how many that were not when the work began."""


def state_of(parts: list[Path]) -> str:
    """Tells these parts, as they are, from others."""
    held = sha256()
    for part in parts:
        held.update(part.name.encode())
        with suppress(FileNotFoundError):  # another process has merged it away
            state = part.stat()
            held.update(f"{state.st_size} {state.st_mtime_ns}\n".encode())
    return held.hexdigest()


def bring_up(file: SearchFile, archive: Archive, coder: str | None, state: str, progress: Progress | None) -> int:
    """Index what is missing, and take out what is not shown any more; gives how many reports were indexed.

    ``state`` is noted if the index then holds what the views show, as far as it can be read: who comes after looks no further.
    """
    with file.writing() as connection:
        there = seals_in(connection)  # asked before the views: what others add meanwhile is then not taken out
        with archive.reading(coder=coder) as views:
            wanted = _wanted(views)
            kept = np.concatenate([*wanted.values(), _NO_SEALS])
            missing = {archive.folder / "codings" / part: _without(seals, there) for part, seals in wanted.items()}
            added, lost = _add(connection, views, missing, progress)
        kept.sort()
        gone = _without(there, kept)
        for start in range(0, len(gone), _BATCH):
            with transaction(connection):
                remove(connection, gone[start : start + _BATCH].tolist())
        with transaction(connection):
            there = seals_in(connection)
            absent = _without(kept, there)
            if not len(_without(there, kept)) and {*absent.tolist()} <= {*lost}:
                note(connection, state)
    return added


def _add(
    connection: sqlite3.Connection,
    views: duckdb.DuckDBPyConnection,
    missing: Mapping[Path, Seals],
    progress: Progress | None,
) -> tuple[int, list[int]]:
    """Index what each part has more; gives how many reports those are, and the seals of what cannot be read."""
    vocabulary, added, lost = Vocabulary(), 0, list[int]()
    done, of = 0, sum(map(len, missing.values()))
    for part, seals in missing.items():
        try:
            for reports in _reports(views, part, {*seals.tolist()}):
                with transaction(connection):
                    added += add(connection, reports, vocabulary)
                done += len(reports)
                if progress is not None:
                    progress(done, of)
        except duckdb.Error as error:
            if any_gone([part]):
                raise
            without_broken([part], error)  # warns of it
            lost += seals.tolist()
    return added, lost


def _wanted(views: duckdb.DuckDBPyConnection) -> dict[str, Seals]:
    """The seals of the reports that the views show, by part."""
    seals = shown(["t._part AS part", f"{_SEAL.format(id='t.report_id')} AS seal"], "held.all_reports")
    found = views.execute(f"SELECT part, list(seal) FROM ({seals}) GROUP BY part ORDER BY part").fetchall()
    return {part: np.array(held, np.int64) for part, held in found}


def _without(seals: Seals, those: Seals) -> Seals:
    """The seals that are not among those, which are sorted."""
    if not len(those):
        return seals
    at = np.minimum(np.searchsorted(those, seals), len(those) - 1)
    absent: Seals = seals[those[at] != seals]
    return absent


def _reports(views: duckdb.DuckDBPyConnection, part: Path, seals: set[int]) -> Iterator[list[Indexed]]:
    """Those reports of a part that have these seals, some at a time."""
    if not seals:
        return
    columns = [_ID.format(id="t.report.id"), _SEAL.format(id="t.report.id"), *(f"t.report.{name}" for name in _HELD)]
    found = views.execute(shown(columns, nested_source([part])))
    while rows := found.fetchmany(_BATCH):
        if reports := [Indexed(*row) for row in rows if row[1] in seals]:
            yield reports
