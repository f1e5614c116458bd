"""Reviews beside the codings: what was found of them is added and read, and never changed or removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from dateline.archive.append_only import FILE, AppendOnly, Table
from dateline.archive.review_rows import SELECT, ReviewRow, Unread, of_reports, rows_of
from dateline.model import Review

__all__ = ["FILE", "Reviews"]


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
            return connection.execute(sql, values).fetchall() if self.table.is_laid_out(connection) else []
