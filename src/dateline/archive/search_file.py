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
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from time import monotonic, time
from typing import Any, NamedTuple
from urllib.parse import quote
from weakref import finalize

import numpy as np
import numpy.typing as npt

from dateline.archive.full_text import RANK, STEMMED, ReportWords, Vocabulary
from dateline.errors import ArchiveError

_WRITERS, _READERS = 120.0, 10.0  # seconds in which one waits for others
_STEPS = 10_000  # of SQLite's, after each of which the time is looked at
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LONGEST = 1 << 28  # bytes of a text
_ABANDONED = 86_400.0  # seconds after which nobody uses another layout any more

# The words of a report stand in an index without their text, which is kept beside it compressed: to show where they stand, and
# because taking a report out of the index takes the words that went in.
_LAYOUT = (
    "CREATE TABLE docs (doc INTEGER PRIMARY KEY, report_id TEXT NOT NULL UNIQUE, seal INTEGER NOT NULL UNIQUE)",
    "CREATE TABLE texts (doc INTEGER PRIMARY KEY, title TEXT, publisher TEXT, body_start INTEGER, text BLOB)",
    "CREATE INDEX textless ON texts (doc) WHERE text IS NULL",
    "CREATE TABLE vocabulary (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    f"CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, content = '', tokenize = '{STEMMED}')",
    f"INSERT INTO words (words, rank) VALUES ('rank', '{RANK}')",  # noqa: S608 ours
)
#: The folder of the index in an archive: each layout has its own.
FOLDER = f"search-{sha256(repr(_LAYOUT).encode()).hexdigest()[:8]}"

Seals = npt.NDArray[np.int64]


class Indexed(NamedTuple):
    """A report as it goes into the index. ``seal`` tells this coding of it from all others."""

    report_id: str
    seal: int
    title: str | None
    publisher: str | None
    body_start: int
    text: str | None

    @property
    def words(self) -> ReportWords:
        return ReportWords(self.title or "", self.publisher or "", self.text or "")


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
            if not _is_laid_out(connection):
                return None
            noted: str | None = _one(connection, "SELECT value FROM about WHERE name = ?", "state")
            return noted

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
            if not _is_laid_out(connection):
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
                if not _is_laid_out(connection):
                    for statement in _LAYOUT:
                        connection.execute(statement)
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


def seals_in(connection: sqlite3.Connection) -> Seals:
    """The seals of all that is indexed, sorted."""
    found = connection.execute("SELECT seal FROM docs ORDER BY seal")
    return np.fromiter((seal for (seal,) in found), np.int64)


def add(connection: sqlite3.Connection, reports: Iterable[Indexed], vocabulary: Vocabulary) -> int:
    """Index reports within a transaction, each in the place of an older coding of it; gives how many are new."""
    known = "SELECT 1 FROM docs WHERE seal = ?"
    fresh = {report.seal: report for report in reports if _one(connection, known, report.seal) is None}
    for report in fresh.values():
        older = _one(connection, "SELECT doc FROM docs WHERE report_id = ?", report.report_id)
        if older is not None:
            _take_out(connection, older)
    for report in fresh.values():
        doc = connection.execute(
            "INSERT INTO docs (report_id, seal) VALUES (?, ?)", (report.report_id, report.seal)
        ).lastrowid
        packed = zlib.compress(report.text.encode(), 1) if report.text is not None else None
        connection.execute(
            "INSERT INTO texts VALUES (?, ?, ?, ?, ?)", (doc, report.title, report.publisher, report.body_start, packed)
        )
        connection.execute(
            "INSERT INTO words (rowid, title, publisher, text) VALUES (?, ?, ?, ?)", (doc, *report.words)
        )
    new = vocabulary.new(field for report in fresh.values() for field in report.words)
    connection.executemany("INSERT OR IGNORE INTO vocabulary VALUES (?, ?)", new)
    return len(fresh)


def remove(connection: sqlite3.Connection, seals: Sequence[int]) -> None:
    """Take the reports of these seals out of the index, within a transaction."""
    for seal in seals:
        doc = _one(connection, "SELECT doc FROM docs WHERE seal = ?", seal)
        if doc is not None:
            _take_out(connection, doc)


def stored(connection: sqlite3.Connection, report_ids: Iterable[str]) -> list[Indexed]:
    """Those of the reports that are indexed, as they went in."""
    sql = "SELECT report_id, seal, title, publisher, body_start, text FROM docs JOIN texts USING (doc) WHERE report_id = ?"
    rows = (row for report_id in report_ids for row in connection.execute(sql, (report_id,)))
    return [Indexed._make((*row[:5], _unpacked(row[5]))) for row in rows]


def _take_out(connection: sqlite3.Connection, doc: int) -> None:
    row = connection.execute("SELECT '', 0, title, publisher, 0, text FROM texts WHERE doc = ?", (doc,)).fetchone()
    words = Indexed._make((*row[:5], _unpacked(row[5]))).words
    connection.execute(
        "INSERT INTO words (words, rowid, title, publisher, text) VALUES ('delete', ?, ?, ?, ?)", (doc, *words)
    )
    for table in ("docs", "texts"):
        connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))  # noqa: S608 ours


def _unpacked(packed: bytes | None) -> str | None:
    if packed is None:
        return None
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise _damaged(str(error)) from error


def _damaged(cause: str) -> sqlite3.DatabaseError:
    """The error that SQLite raises for a file that does not hold what it should."""
    error = sqlite3.DatabaseError(cause)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def note(connection: sqlite3.Connection, state: str) -> None:
    """Note, within a transaction, what the index is of."""
    connection.execute("INSERT OR REPLACE INTO about VALUES ('state', ?)", (state,))


def _one(connection: sqlite3.Connection, sql: str, value: object) -> Any:
    row = connection.execute(sql, (value,)).fetchone()
    return row[0] if row is not None else None


def _is_laid_out(connection: sqlite3.Connection) -> bool:
    return bool(_one(connection, "SELECT count(*) FROM sqlite_master WHERE name = ?", "words"))


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
