"""What became of the batches of a run in, one line of it out; failures go into the archive, each once."""

from __future__ import annotations

import time
from collections import Counter

from dateline.archive import Archive, Failure
from dateline.cli.failures import Failures
from dateline.errors import ReportError
from dateline.runs.batch import Done

_FAILURES_HELD = 500
_FAILURES_EVERY = 10.0  # seconds


class Account:
    """Counts of one run into an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known_failures = archive.known_failures()
        self._held: list[Failure] = []
        self._written_at = self._started = time.monotonic()
        self.failures = Failures()
        self.no_reports: Counter[str] = Counter()
        self.coded = self.sentences = self.characters = self.unchanged = self.duplicates = 0

    @property
    def seconds(self) -> float:
        return max(time.monotonic() - self._started, 1e-9)

    @property
    def passed_over(self) -> int:
        return self.unchanged + self.duplicates

    def add(self, done: Done | None) -> None:
        """None if there is nothing new; failures that wait are then written if they have waited long."""
        if done is not None:
            self.coded += done.coded
            self.sentences += done.sentences
            self.characters += done.characters
            self.unchanged += done.unchanged
            self.duplicates += done.duplicates
            self.no_reports.update(done.no_reports)
            for failure in done.failures:
                self.fail(failure)
        if len(self._held) >= _FAILURES_HELD or time.monotonic() - self._written_at > _FAILURES_EVERY:
            self.write_failures()

    def fail(self, failure: Failure, error: ReportError | None = None) -> None:
        """``error`` is what the failure was made of, where it is at hand: some kinds are told of in their own way."""
        self.failures.add(error or ReportError(failure.source, failure.cause, failure.next_move))
        if (failure.source, failure.cause) not in self._known_failures:
            self._known_failures.add((failure.source, failure.cause))
            self._held.append(failure)

    def write_failures(self) -> None:
        self._archive.add_failures(self._held)
        self._held.clear()
        self._written_at = time.monotonic()

    def __str__(self) -> str:
        rate = self.sentences / self.seconds
        parts = [f"{self.coded:,} reports coded ({self.sentences:,} sentences, {rate:,.0f} a second)"]
        if self.unchanged:
            parts.append(f"{self.unchanged:,} already there")
        if self.duplicates:
            parts.append(f"{self.duplicates:,} exact duplicates passed over")
        if len(self.failures):
            parts.append(f"{len(self.failures):,} left out")
        return ", ".join(parts)
