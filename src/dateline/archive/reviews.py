"""Reviews beside the codings, in one SQLite file: they are added and read, and never changed or removed.

Every append is one transaction that is on the disk when it returns: whoever is killed loses nothing that was confirmed, and
several writers wait for each other. The file has one row a review with the review as JSON; what it is searched by stands beside.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.archive.review_rows import SELECT, ReviewRow, Unread, of_reports, rows_of
from dateline.errors import ArchiveError, ReportError
from dateline.model import Review
from dateline.model.contract import record_from_json, record_to_json

FILE = "reviews.sqlite"
_OURS, _LAYOUT = 0x44_41_54_45, 1  # what SQLite calls application_id and user_version
_PATIENCE = 60.0  # seconds to wait for other writers
_LONGEST = 200_000  # characters of a review
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NAMES = ("who", "report", "record", "field", "answers", "sample")

# A second insert of the same review is passed over before any conflict could make SQLite replace the first.
_STATEMENTS = (
    "CREATE TABLE reviews (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL, record TEXT,"
    " review TEXT NOT NULL)",
    "CREATE INDEX reviews_of ON reviews (report, record)",
    "CREATE TRIGGER reviews_once BEFORE INSERT ON reviews WHEN EXISTS"
    " (SELECT 1 FROM reviews WHERE id = NEW.id OR number = NEW.number) BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are never removed'); END",
    "CREATE TRIGGER reviews_last BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END",
    f"PRAGMA application_id = {_OURS}",
    f"PRAGMA user_version = {_LAYOUT}",
)


class Reviews:
    """The reviews of the archive in a folder; there need not be any."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE

    def append(self, reviews: Iterable[Review]) -> int:
        """Add reviews, all or none; gives how many are new, for the same review is kept once.

        Raises ArchiveError for one that cannot be kept as it is, and where the file cannot be written.
        """
        rows = [(review.id, review.report, review.record, self._json(review)) for review in reviews]
        with self._opened("rwc") as connection:
            connection.execute("BEGIN IMMEDIATE")
            _lay_out(connection)
            before = connection.total_changes
            connection.executemany("INSERT INTO reviews (id, report, record, review) VALUES (?, ?, ?, ?)", rows)
            added = connection.total_changes - before
            connection.execute("COMMIT")
        return added

    def read(self, report: str | None = None, record: str | None = None) -> list[Review]:
        """All reviews in the order in which they came, or those of one report, or of one record of it."""
        if not self.file.exists():
            return []
        asked = {"report": report, "record": record}
        where = " AND ".join(f"{name} = :{name}" for name, value in asked.items() if value is not None)
        with self._opened("rw") as connection:
            if not _is_laid_out(connection):
                return []
            sql = f"SELECT review FROM reviews {where and 'WHERE'} {where} ORDER BY number"  # noqa: S608 names of ours
            rows = connection.execute(sql, asked).fetchall()
        return [self._review(text) for (text,) in rows]

    def rows(self, reports: Collection[str] | None = None) -> list[ReviewRow | Unread]:
        """The reviews as rows, in the order in which they came: all, or those of some reports. A row that is no review is one of
        them too, and stops nobody.

        Raises ArchiveError where the file is not one of reviews, or is broken.
        """
        ending, values = of_reports(reports)
        return list(rows_of(iter(self._asked(SELECT + ending, values))))

    def last(self) -> dict[str, int]:
        """The number of the last review of each report: a report has new reviews if it grows."""
        return dict(self._asked("SELECT report, max(number) FROM reviews GROUP BY report", []))

    def _asked(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        """What a question gives; nothing if there are no reviews. Text that is not UTF-8 has marks in place of what is none."""
        if not self.file.exists():
            return []
        with self._opened("rw") as connection:
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            return connection.execute(sql, values).fetchall() if _is_laid_out(connection) else []

    def _json(self, review: Review) -> str:
        """The review as it is kept, after a look whether it comes back as it was."""
        plain = record_to_json(review)
        try:
            text = json.dumps(plain, ensure_ascii=False)
            text.encode("utf-8")
            back = record_from_json(Review, json.loads(text), "")
        except (TypeError, ValueError, AttributeError, ReportError) as error:
            raise self._refused(str(error)) from error
        if back != review:
            raise self._refused("a review does not come back as it was given")
        if len(text) > _LONGEST:
            raise self._refused(f"a review has {len(text):,} characters, and may have {_LONGEST:,}")
        odd = next((name for name in _NAMES if plain[name] is not None and _NOT_IN_NAMES.search(plain[name])), None)
        if odd is not None:
            raise self._refused(f"a review's {odd} holds control characters")
        return text

    def _review(self, text: str) -> Review:
        try:
            return record_from_json(Review, json.loads(text), "")
        except (ValueError, ReportError) as error:
            cause = f"holds a review that cannot be read ({error})"
            raise ArchiveError(f"{self.file}: {cause}; use the Dateline that wrote it") from error

    def _refused(self, cause: str) -> ArchiveError:
        return ArchiveError(f"{self.file}: nothing was added, for {cause}; mend that review and add them again")

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction; what is begun and not committed is undone."""
        address = f"file:{quote(str(self.file.absolute()))}?mode={mode}"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                self._check_layout(connection)
                yield connection
        except sqlite3.Error as error:
            raise ArchiveError(
                f"{self.file}: the reviews cannot be read or written ({error}); check the file, its folder and their permissions"
            ) from error

    def _check_layout(self, connection: sqlite3.Connection) -> None:
        (owner,), (layout,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if (owner, layout) == (_OURS, _LAYOUT) or not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return
        if owner == _OURS and layout > _LAYOUT:
            raise ArchiveError(f"{self.file}: was written by a newer Dateline; use that one")
        raise ArchiveError(f"{self.file}: holds something else than reviews; move it away")


def _is_laid_out(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reviews'").fetchone())


def _lay_out(connection: sqlite3.Connection) -> None:
    """Make the table and what guards it, within the transaction, if nobody has."""
    if not _is_laid_out(connection):
        for statement in _STATEMENTS:
            connection.execute(statement)
