"""What became of the batches of a run in, the counts of it out; failures go into the archive, each once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.runs.batch import Done, failure_of
from dateline.runs.intake import Tally
from dateline.runs.job import Job

if TYPE_CHECKING:
    from dateline.archive import Failure

_FAILURES_HELD = 500
_FAILURES_EVERY = 10.0  # seconds


class Account(Tally):
    """Counts of one run: reports and sentences coded, reports passed over, failures. Makes the archive of its job.

    ``tell`` is called with every failure as it comes. ArchiveError if there can be no archive.
    """

    def __init__(self, job: Job, tell: Callable[[ReportError], None] = lambda _: None) -> None:
        super().__init__()
        self._archive = None
        self._known_failures: set[tuple[str, str]] = set()
        if job.archive is not None:
            from dateline.archive import Archive

            self._archive = Archive.writable(job.archive)
            self._known_failures = self._archive.known_failures()
        self._no_reports = job.options.passed_over
        self._tell = tell
        self._written_at = self._started = time.monotonic()
        self.coded = self.sentences = self.failed = self.mojibake = 0

    @property
    def seconds(self) -> float:
        return max(time.monotonic() - self._started, 1e-9)

    @property
    def begun(self) -> bool:
        """Has anything become of any report yet?"""
        return bool(self.coded or self.passed_over or self.failed)

    @property
    def passed_over(self) -> int:
        return self.unchanged + self.duplicates

    def add(self, done: Done) -> None:
        self.coded += done.coded
        self.sentences += done.sentences
        self.unchanged += done.unchanged
        self.duplicates += done.duplicates
        self.mojibake += done.mojibake
        self._no_reports.update(done.no_reports)
        for failure in done.failures:
            self._fail(failure, ReportError(failure.source, failure.cause, failure.next_move))

    def fail(self, error: ReportError) -> None:
        """Note what could not be read."""
        self._fail(failure_of(error), error)

    def _fail(self, failure: Failure, error: ReportError) -> None:
        self.failed += 1
        self._tell(error)
        if self._archive is not None and (failure.source, failure.cause) not in self._known_failures:
            self._known_failures.add((failure.source, failure.cause))
            self.failures.append(failure)

    def write_failures(self, *, now: bool = True) -> None:
        """Write down those that wait; if not ``now``, then only if they are many or have waited long."""
        late = time.monotonic() - self._written_at > _FAILURES_EVERY
        if self._archive is not None and (now or late or len(self.failures) >= _FAILURES_HELD):
            self._archive.add_failures(self.failures)
            self.failures.clear()
            self._written_at = time.monotonic()
