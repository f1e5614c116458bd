"""Reviews beside the codings: what was found of them is added and read, and never changed or removed."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from dateline.archive.append_only import FILE, AppendOnly, Table
from dateline.archive.review_rows import SELECT, ReviewRow, UnreadableReview, is_name, of_reports, rows_of
from dateline.model import Review

__all__ = ["FILE", "Reviews"]

# The last review that came at a moment, and the moment; those that were there before are noted without one.
_ARRIVALS = (
    "CREATE TABLE IF NOT EXISTS arrivals (number INTEGER PRIMARY KEY, came TEXT NOT NULL)",
    "CREATE TRIGGER IF NOT EXISTS arrivals_stay BEFORE DELETE ON arrivals"
    " BEGIN SELECT RAISE(ABORT, 'arrivals are never removed'); END",
    "CREATE TRIGGER IF NOT EXISTS arrivals_last BEFORE UPDATE ON arrivals"
    " BEGIN SELECT RAISE(ABORT, 'arrivals are never changed'); END",
)


class Reviews(AppendOnly[Review]):
    """The reviews of the archive in a folder; there need not be any."""

    table = Table(
        name="reviews",
        noun="review",
        record=Review,
        keys=("report", "record"),
        names=("who", "report", "record", "field", "answers", "sample"),
        longest=200_000,
    )

    def append(self, reviews: Iterable[Review]) -> int:
        """Add reviews, all or none; gives how many are new, for the same review is kept once.

        Raises ArchiveError for one that cannot be kept as it is, and where the file cannot be written.
        """
        return self.append_all(reviews)

    def read(self, report: str | None = None, record: str | None = None) -> list[Review]:
        """All reviews in the order in which they came, or those of one report, or of one record of it."""
        return self.read_where(report=report, record=record)

    def rows(
        self, reports: Collection[str] | None = None, *, before: datetime | None = None
    ) -> list[ReviewRow | UnreadableReview]:
        """The reviews as rows, in the order in which they came: all, or those of some reports. A row that is no review is one of
        them too, and stops nobody. ``before`` a moment (with its zone): those that were made and had come by then.

        Raises ArchiveError where the file is not one of reviews, or is broken.
        """
        ending, values = of_reports(reports)
        found = rows_of(iter(self._asked(SELECT + ending, values)))
        if before is None:
            return list(found)
        moment = _iso(before)
        last = self._last_come(moment)
        return [row for row in found if row.number <= last and (isinstance(row, UnreadableReview) or row.when < moment)]

    def note(self, connection: sqlite3.Connection) -> None:
        """When these came, which is not when they were made: of those before the first note nothing is known."""
        for statement in _ARRIVALS:
            connection.execute(statement)
        connection.execute(
            "INSERT OR IGNORE INTO arrivals SELECT max(number), ? FROM reviews", [_iso(datetime.now(UTC))]
        )

    def _last_come(self, moment: str) -> int:
        """The number of the last review that had come before a moment."""
        if not self._asked("SELECT 1 FROM sqlite_master WHERE name = 'arrivals'", []):
            return sys.maxsize
        ((number,),) = self._asked("SELECT coalesce(max(number), 0) FROM arrivals WHERE came < ?", [moment])
        return int(number)

    def last(self) -> dict[str, int]:
        """The number of the last review of each report: a report has new reviews if it grows."""
        found = self._asked("SELECT report, max(number) FROM reviews GROUP BY report", [])
        return {report: number for report, number in found if isinstance(report, str) and is_name(report)}

    def _asked(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        """What a question gives; nothing if there are no reviews. Text that is not UTF-8 has marks in place of what is none."""
        if not self.file.exists():
            return []
        with self._opened("rw") as connection:
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            return connection.execute(sql, values).fetchall() if self.table.is_laid_out(connection) else []


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
