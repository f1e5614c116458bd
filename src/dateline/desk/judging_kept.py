"""The reviews and samples beside an archive, held in memory: what others have added since is read before each answer."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from dateline.archive.append_only import AppendOnly
from dateline.archive.reviews import Reviews
from dateline.archive.samples import Samples
from dateline.model import Review, Sample
from dateline.verdicts.standing import in_force

T = TypeVar("T")
_OPENED = 10_000  # that are remembered


class KeptReviews:
    """What was said of the codings in one archive. Nothing in memory is ever ahead of the disk."""

    def __init__(self, folder: Path) -> None:
        self._reviews, self._samples = _Followed(Reviews(folder)), _Followed(Samples(folder))
        self._of: dict[str, list[Review]] = defaultdict(list)
        self._lock = threading.Lock()
        self._placed = 0
        self._opened: OrderedDict[tuple[str, str], None] = OrderedDict()

    def of_report(self, report: str) -> tuple[Review, ...]:
        """All reviews of one report, in the order in which they came."""
        self.everything()
        return tuple(self._of.get(report, ()))

    def everything(self) -> Sequence[Review]:
        """All reviews, in the order in which they came."""
        with self._lock:
            found = self._reviews.records()
            for review in found[self._placed :]:
                self._of[review.report].append(review)
            self._placed = len(found)
        return found

    def own(self, report: str, who: str | None) -> tuple[Review, ...]:
        """The reviews of one report that a coder still holds; what settles the verdicts of others is no finding of a coder."""
        return in_force(r for r in self.of_report(report) if r.who == who and (r.answers is None or _takes_back(r)))

    def add(self, reviews: Iterable[Review]) -> int:
        """Write reviews, all or none; they are on the disk when this returns. ArchiveError if they cannot be written."""
        return self._reviews.table.append_all(reviews)

    def draw(self, sample: Sample) -> None:
        """Write a sample."""
        self._samples.table.append_all([sample])

    def open(self, sample: str, who: str) -> None:
        """Remember, as long as the desk is open, that a coder has opened an item of a sample."""
        self._opened[sample, who] = None
        if len(self._opened) > _OPENED:
            self._opened.popitem(last=False)

    def opened_by(self, who: str) -> frozenset[str]:
        """The samples of which a coder has opened an item since the desk was opened."""
        return frozenset(sample for sample, other in tuple(self._opened) if other == who)

    def samples(self) -> list[Sample]:
        """All samples, the latest first."""
        return [*reversed(self._samples.records())]

    def sample(self, key: str) -> Sample | None:
        """The sample with this id; None if there is none."""
        return next((sample for sample in self.samples() if sample.id == key), None)


def _takes_back(review: Review) -> bool:
    return review.verdict == "withdrawn"


class _Followed(Generic[T]):
    """A table that only grows, read as far as it has grown."""

    def __init__(self, table: AppendOnly[T]) -> None:
        self.table: AppendOnly[T] = table
        self._records: list[T] = []
        self._last = 0
        self._lock = threading.Lock()

    def records(self) -> list[T]:
        with self._lock:
            more, self._last = self.table.read_since(self._last)
            self._records += more
            return self._records[:]
