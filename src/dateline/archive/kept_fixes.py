"""What reviews change, kept beside the parts, so that only reports with new reviews or codings are looked at again.

Like the flat tables it can be made again at any time: a file that is gone, damaged or of an earlier Dateline costs time alone.
Files are written whole and never changed; when there are many, one takes the place of all.
"""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from dateline.archive.damage import reads_through
from dateline.archive.fixes import TABLES
from dateline.archive.parts import new_name, quoted, whole_file
from dateline.version import __version__

_MOST_FILES = 12
_OLD = 86_400.0  # seconds
_LAYOUT = hashlib.sha256(f"2 {__version__} {TABLES}".encode()).hexdigest()[:8]
#: The folder of what is kept: each layout has its own.
FOLDER = f"fixes-{_LAYOUT}"
_COLUMNS = "unit, last, coded, name, row"


class KeptFixes:
    """The fixes that are kept of the reviews of one coder's codings."""

    def __init__(self, folder: Path, coder: str) -> None:
        self._archive = folder
        self._folder = folder / FOLDER / hashlib.sha256(coder.encode("utf-8", "replace")).hexdigest()[:12]
        self._files: list[Path] = []

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Add to ``held.fix_rows`` what is kept of those ``held.units`` that have no newer reviews and codings."""
        with suppress(OSError):
            self._files = sorted(self._folder.glob("part-*.parquet"))
        for _ in range(2):
            try:
                self._add(connection)
            except duckdb.Error:
                connection.execute("DELETE FROM held.fix_rows")
                broken = [
                    file for file in self._files if not reads_through(file)
                ]  # or gone, as others made one of many
                self._remove(broken)
                self._files = [file for file in self._files if file not in broken]
            else:
                return

    def _add(self, connection: duckdb.DuckDBPyConnection) -> None:
        if self._files:
            listed = ", ".join(quoted(str(file)) for file in self._files)
            connection.execute(
                f"INSERT INTO held.fix_rows SELECT {_COLUMNS}, false FROM read_parquet([{listed}])"
                " SEMI JOIN held.units USING (unit, last, coded)"
            )

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Keep what is new in ``held.fix_rows``, or all of it in one file; nothing where the archive cannot be written to."""
        many = len(self._files) >= _MOST_FILES
        new = "" if many else " WHERE fresh"
        try:
            with whole_file(self._folder / new_name(), lasting=False) as unfinished:
                query = f"SELECT {_COLUMNS} FROM held.fix_rows{new}"
                connection.execute(f"COPY ({query}) TO {quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)")
            if many:
                self._remove(self._files)
            self._sweep()
        except (OSError, duckdb.IOException):
            return

    @staticmethod
    def _remove(files: Iterable[Path]) -> None:
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what other layouts have left, a day after they were last written."""
        others = [file for file in self._archive.glob("fixes-*/*/part-*.parquet") if FOLDER not in file.parts]
        self._remove([file for file in others if file.stat().st_mtime < time.time() - _OLD])
