"""Reviews beside the codings: what was found of them is added and read, and never changed or removed."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.archive.append_only import FILE, AppendOnly, Table
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
