"""What stands in the index: each report's words, its text to show them in, and which coding of it was indexed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.archive.full_text import RANK, STEMMED, ReportWords, Vocabulary

_LONGEST = 1 << 28  # bytes of a text

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


def lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables, within a transaction, if nobody has."""
    if not is_laid_out(connection):
        for statement in _LAYOUT:
            connection.execute(statement)


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


def noted(connection: sqlite3.Connection) -> str | None:
    """What was noted; None if nothing was yet."""
    state: str | None = _one(connection, "SELECT value FROM about WHERE name = ?", "state")
    return state


def _one(connection: sqlite3.Connection, sql: str, value: object) -> Any:
    row = connection.execute(sql, (value,)).fetchone()
    return row[0] if row is not None else None


def is_laid_out(connection: sqlite3.Connection) -> bool:
    """Whether there are tables."""
    return bool(_one(connection, "SELECT count(*) FROM sqlite_master WHERE name = ?", "words"))
