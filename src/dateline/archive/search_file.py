"""The SQLite file in which an archive's reports are searched, and where it is kept: it can be made again at any time.

Reports are added some hundred at a time, each time in one transaction: whoever is killed leaves a file that goes on working, and
several processes wait for each other. A file that is damaged is never mended: the next one has the next number, so that no
process takes what another left of the old one for its own.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from time import monotonic, time
from urllib.parse import quote
from weakref import finalize

from dateline.archive.search_rows import FOLDER, is_laid_out, lay_out, noted
from dateline.errors import ArchiveError

_WRITERS, _READERS = 120.0, 10.0  # seconds in which one waits for others
_STEPS = 10_000  # of SQLite's, after each of which the time is looked at
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_ABANDONED = 86_400.0  # seconds after which nobody uses another layout any more


class DamagedIndexError(ArchiveError):
    """The file was damaged and is removed: who asks again finds it made anew."""


class SearchFile:
    """The file of one archive and coder, in its folder or, where nothing may be written, in one of the user's own."""

    def __init__(self, archive: Path, coder: str | None) -> None:
        self._archive = archive
        self._name = "reports" if coder is None else f"reports-{sha256(coder.encode()).hexdigest()[:8]}"
        self._writable = _may_write(archive)
        self._folder = archive / FOLDER if self._writable or self._current(archive / FOLDER) else self._temporary()

    def leave(self) -> bool:
        """Go on in a folder of the user's own if the one at hand cannot be written to; False if it can."""
        if self._writable or self._folder != self._archive / FOLDER:
            return False
        self._folder = self._temporary()
        return True

    def state(self) -> str | None:
        """What was noted when the index was last whole; None before that."""
        file = self._current(self._folder)
        if file is None:
            return None
        with self._opened(file, _mode(file), _READERS) as connection:
            return noted(connection) if is_laid_out(connection) else None

    @contextmanager
    def reading(self, seconds: float) -> Iterator[sqlite3.Connection]:
        """A connection that reads for so long at most: sqlite3.OperationalError with SQLITE_INTERRUPT after that."""
        file = self._current(self._folder)
        if file is None:
            raise ArchiveError(
                f"{self._archive}: is not indexed yet; make the index with: dateline search {self._archive} WORDS"
            )
        with self._opened(file, _mode(file), _READERS) as connection:
            end = monotonic() + seconds
            connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
            connection.execute("PRAGMA query_only = ON")
            if not is_laid_out(connection):
                raise ArchiveError(f"{self._archive}: is being indexed; try again in a moment")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection to write with, to a file that is made if there is none."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._current(self._folder) or self._folder / f"{self._name}.1.sqlite"
        with self._opened(file, "rwc", _WRITERS) as connection:
            # What the cache cannot hold would be written before the end of a transaction, and all readers would wait for it.
            for setting in ("cache_size = -65536", "cache_spill = OFF", "synchronous = NORMAL", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
            with transaction(connection):
                lay_out(connection)
            yield connection

    def sweep(self) -> None:
        """Remove the index of other layouts that nobody has written to for a day."""
        for file in self._archive.glob("search-*/reports*.sqlite"):
            with suppress(OSError):
                if file.parent.name != FOLDER and file.stat().st_mtime < time() - _ABANDONED:
                    _remove(file)
                    file.parent.rmdir()

    def _current(self, folder: Path) -> Path | None:
        """The file with the highest number."""
        numbered = re.compile(rf"{self._name}\.(\d{{1,9}})\.sqlite")
        found = [(int(match[1]), name) for name in _names(folder) if (match := numbered.fullmatch(name))]
        return folder / max(found)[1] if found else None

    @contextmanager
    def _opened(self, file: Path, mode: str, patience: float) -> Iterator[sqlite3.Connection]:
        address = f"file:{quote(str(file.absolute()))}?mode={mode}"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)) as connection:
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA cell_size_check = ON")
                yield connection
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code == sqlite3.SQLITE_INTERRUPT:
                raise
            raise self._told(error, code, file) from error

    def _told(self, error: sqlite3.DatabaseError, code: int, file: Path) -> ArchiveError:
        """What is wrong with the file; it is put out of use if it is damaged."""
        if code in _DAMAGED and self._replace(file):
            return DamagedIndexError(
                f"{file}: the index was damaged ({error}), and is removed; search again, and it is made anew"
            )
        if code == sqlite3.SQLITE_BUSY:
            return ArchiveError(f"{file}: is kept busy by another process ({error}); try again, or end that process")
        return ArchiveError(
            f"{file}: cannot be read or written ({error}); free space on the disk, or remove the folder {file.parent.name},"
            " which is made anew"
        )

    def _replace(self, file: Path) -> bool:
        """Let the next number begin, and remove the file."""
        number = int(file.suffixes[-2][1:]) + 1
        try:
            (file.parent / f"{self._name}.{number}.sqlite").touch()
            _remove(file)
        except OSError:
            return False
        return True

    def _temporary(self) -> Path:
        """A folder of this user alone, the same for the same archive as long as the system keeps it."""
        user = os.getuid() if hasattr(os, "getuid") else "user"
        base = Path(tempfile.gettempdir()) / f"dateline-search-{user}"
        try:
            base.mkdir(mode=0o700, exist_ok=True)
            state = base.lstat()
        except OSError as error:
            raise ArchiveError(
                f"{base}: cannot be made for an index ({error.strerror}); name another TMPDIR"
            ) from error
        if stat.S_ISDIR(state.st_mode) and (user in ("user", state.st_uid)) and not state.st_mode & 0o022:
            return (
                base / sha256(str(self._archive.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16] / FOLDER
            )
        own = tempfile.mkdtemp(prefix="dateline-search-")  # somebody else has put something in its place
        finalize(self, rmtree, own, ignore_errors=True)
        return Path(own) / FOLDER


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _mode(file: Path) -> str:
    """What a writer that was killed has left can be set right only by who may write."""
    return "rw" if os.access(file, os.W_OK) else "ro"


def _may_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 names are enough
    except OSError:
        return []


def _remove(file: Path) -> None:
    for name in (file, file.with_name(file.name + "-journal")):
        name.unlink(missing_ok=True)
