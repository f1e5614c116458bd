"""Reports in, batches of those that are to be coded out: what is known or comes twice is passed over, errors are noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch, failure_of

if TYPE_CHECKING:
    from dateline.archive import Failure
    from dateline.archive.hashes import Hashes


@dataclass(slots=True)
class Tally:
    """What was not handed on to be coded, and why."""

    unchanged: int = 0
    duplicates: int = 0
    failures: list[Failure] = field(default_factory=list)

    def fail(self, error: ReportError) -> None:
        self.failures.append(failure_of(error))


class Intake:
    """``known``: what need not be coded again; None if every report is to be coded, also one that comes twice.

    ``size`` says before each batch how many characters it may hold, its last report aside.
    """

    def __init__(
        self,
        reports: Iterator[RawReport | ReportError],
        known: Hashes | None,
        tally: Tally,
        size: Callable[[], float],
    ) -> None:
        self._items = _every(reports, tally) if known is None else _new(reports, known, tally)
        self._size = size

    def next_batch(self) -> Batch | None:
        """The next reports, or None if there are no more."""
        most, held = self._size(), 0
        batch: list[tuple[str, RawReport]] = []
        for item in self._items:
            batch.append(item)
            held += len(item[1].text)
            if held >= most:
                break
        return batch or None


def _every(reports: Iterator[RawReport | ReportError], tally: Tally) -> Iterator[tuple[str, RawReport]]:
    for report in reports:
        if isinstance(report, ReportError):
            tally.fail(report)
        else:
            yield "", report


def _new(reports: Iterator[RawReport | ReportError], known: Hashes, tally: Tally) -> Iterator[tuple[str, RawReport]]:
    from dateline.archive.fingerprint import raw_hash
    from dateline.archive.hashes import Hashes

    met = Hashes()  # of this run; what was there before is in the one set or the other, never in both
    for report in reports:
        if isinstance(report, ReportError):
            tally.fail(report)
        elif (key := raw_hash(report)) in known:
            tally.unchanged += 1
        elif met.add(key):
            yield key, report
        else:
            tally.duplicates += 1
