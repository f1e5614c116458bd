"""``dateline code … --into ARCHIVE``: every report once into an archive, over all cores, with a bar and an account at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.archive import Archive, ArchiveError, Failure
from dateline.archive.fingerprint import raw_hash
from dateline.archive.hashes import Hashes
from dateline.cli.bar import Bar
from dateline.cli.failures import Failures
from dateline.cli.workers import Batch, Done, Job, Workers, WorkersError
from dateline.reports.errors import ReportError
from dateline.reports.text import RawReport

# A batch is what a kill can cost a worker: small at first, then this share of the time already spent, and never more
# than so many seconds.
_FIRST, _SHARE, _MOST = 0.5, 0.06, 20.0
_GUESS = 15_000  # characters a second that one worker codes, until the first batches say better
_FAILURES_HELD = 500
_FAILURES_EVERY = 10.0


class Run:
    """One run into an archive: what is already there or comes twice is passed over, the rest is handed to the workers."""

    def __init__(
        self, archive: Archive, workers: Workers, reports: Iterator[RawReport | ReportError], jobs: int
    ) -> None:
        self._archive, self._workers, self._reports = archive, workers, reports
        self._jobs = jobs
        self._known = archive.known(workers.wait_for_versions())
        self._known_failures = archive.known_failures()
        self._met = Hashes()  # of this run; what was there before is in the one set or the other, never in both
        self._held: list[Failure] = []
        self._written_at = self._started = time.monotonic()
        self._characters = 0
        self.failures = Failures()
        self.coded = self.sentences = self.unchanged = self.duplicates = 0

    def go(self, bar: Bar) -> None:
        """Code everything. What is finished stays, however this ends."""
        try:
            for done in self._workers.run(self._next_batch):
                self._note(done)
                passed_over = self.unchanged + self.duplicates
                bar.show(self._workers.reports, self._workers.sentences, passed_over, len(self.failures))
        except KeyboardInterrupt:
            for done in self._workers.stop():
                self._note(done)
            raise
        finally:
            self._write_failures()
            self._workers.close()

    def _note(self, done: Done | None) -> None:
        if done is not None:
            self.coded += done.coded
            self.sentences += done.sentences
            self._characters += done.characters
            for failure in done.failures:
                self._fail(failure)
        if len(self._held) >= _FAILURES_HELD or time.monotonic() - self._written_at > _FAILURES_EVERY:
            self._write_failures()

    def _fail(self, failure: Failure) -> None:
        self.failures.add(ReportError(failure.source, failure.cause, failure.next_move))
        if (failure.source, failure.cause) not in self._known_failures:
            self._known_failures.add((failure.source, failure.cause))
            self._held.append(failure)

    def _write_failures(self) -> None:
        self._archive.add_failures(self._held)
        self._held.clear()
        self._written_at = time.monotonic()

    def _next_batch(self) -> Batch | None:
        """The next reports that are to be coded, as many as keep one worker busy for a while; None if there are none."""
        seconds = time.monotonic() - self._started
        rate = self._characters / seconds / self._jobs if self._characters else _GUESS
        size = rate * min(_MOST, max(_FIRST, _SHARE * seconds))
        batch: list[tuple[str, RawReport]] = []
        characters = 0
        for item in self._new():
            batch.append(item)
            characters += len(item[1].text)
            if characters >= size:
                break
        return batch or None

    def _new(self) -> Iterator[tuple[str, RawReport]]:
        for report in self._reports:
            if isinstance(report, ReportError):
                self._fail(Failure.of(report))
                continue
            key = raw_hash(report)
            if key in self._known:
                self.unchanged += 1
            elif self._met.add(key):
                yield key, report
            else:
                self.duplicates += 1

    def account(self) -> str:
        """One line of what the run did."""
        seconds = max(time.monotonic() - self._started, 1e-9)
        parts = [
            f"{self.coded:,} reports coded ({self.sentences:,} sentences, {self.sentences / seconds:,.0f} a second)"
        ]
        if self.unchanged:
            parts.append(f"{self.unchanged:,} already there")
        if self.duplicates:
            parts.append(f"{self.duplicates:,} exact duplicates passed over")
        if len(self.failures):
            parts.append(f"{len(self.failures):,} left out")
        return ", ".join(parts)


def code_into(
    folder: Path,
    reports: Iterator[RawReport | ReportError],
    *,
    codebook: Path | None,
    jobs: int,
    text: bool,
    expected: int | None = None,
) -> None:
    """Code reports into the archive in ``folder``; exits with 1 if something was left out."""
    try:
        archive = Archive.writable(folder)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    workers = Workers(Job(folder, codebook, text), jobs)
    run: Run | None = None
    try:
        run = Run(archive, workers, reports, jobs)
        with Bar(expected) as bar:
            run.go(bar)
    except WorkersError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written ({error.strerror or error}); check the disk"
        ) from error
    except KeyboardInterrupt:
        if run is not None:
            click.echo(f"dateline: {run.account()}; start the same command again to go on", err=True)
        raise
    finally:
        workers.close()
    click.echo(f"{folder}: {run.account()}", err=True)
    run.failures.finish()
