"""``dateline code … --into ARCHIVE``: every report once into an archive, over all cores, with a bar and an account at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dateline.archive import Archive, Failure
from dateline.archive.fingerprint import raw_hash
from dateline.archive.hashes import Hashes
from dateline.cli.account import Account
from dateline.cli.bar import Bar
from dateline.errors import ArchiveError, ReportError, RunError
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch
from dateline.runs.workers import Job, Workers

# A batch is what a kill can cost a worker: small at first, then this share of the time already spent, and never more
# than so many seconds.
_FIRST, _SHARE, _MOST = 0.5, 0.06, 20.0
_GUESS = 15_000  # characters a second that one worker codes, until the first batches say better


class Run:
    """One run into an archive: what is already there or comes twice is passed over, the rest is handed to the workers."""

    def __init__(
        self, archive: Archive, workers: Workers, reports: Iterator[RawReport | ReportError], jobs: int
    ) -> None:
        self._workers, self._reports = workers, reports
        self._jobs = jobs
        self._known = archive.known(workers.wait_for_versions())
        self._met = Hashes()  # of this run; what was there before is in the one set or the other, never in both
        self.account = Account(archive)

    def go(self, bar: Bar) -> None:
        """Code everything. What is finished stays, however this ends."""
        account = self.account
        try:
            for done in self._workers.run(self._next_batch):
                account.add(done)
                bar.show(self._workers.reports, self._workers.sentences, account.passed_over, len(account.failures))
        except KeyboardInterrupt:
            for done in self._workers.stop():
                account.add(done)
            raise
        finally:
            account.write_failures()
            self._workers.close()

    def _next_batch(self) -> Batch | None:
        """The next reports that are to be coded, as many as keep one worker busy for a while; None if there are none."""
        seconds, characters = self.account.seconds, self.account.characters
        rate = characters / seconds / self._jobs if characters else _GUESS
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
                self.account.fail(Failure.of(report), report)
                continue
            key = raw_hash(report)
            if key in self._known:
                self.account.unchanged += 1
            elif self._met.add(key):
                yield key, report
            else:
                self.account.duplicates += 1


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
    except (RunError, ArchiveError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written ({error.strerror or error}); check the disk"
        ) from error
    except KeyboardInterrupt:
        if run is not None:
            click.echo(f"dateline: {run.account}; start the same command again to go on", err=True)
        raise
    finally:
        workers.close()
    click.echo(f"{folder}: {run.account}", err=True)
    run.account.failures.finish()
