"""Reports coded by this process, one after the other, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.coder import Coder
from dateline.errors import ReportError
from dateline.model import Versions
from dateline.reports.text import RawReport
from dateline.runs.batch import Done, code_batch
from dateline.runs.intake import Intake, Tally
from dateline.runs.job import Job
from dateline.runs.loop import Known

_CHARACTERS = 1_000_000  # of a part of an archive


class Alone:
    """The executor of one process. ``reports`` in place of those that the job's sources hold; ``coder`` in place of its own."""

    def __init__(
        self, job: Job, *, reports: Iterator[RawReport | ReportError] | None = None, coder: Coder | None = None
    ) -> None:
        self._job = job
        self._reports = reports
        self._coder = coder or job.coder.load()
        self._coded = self._sentences = 0

    @property
    def versions(self) -> Versions:
        return self._coder.versions

    @property
    def progress(self) -> tuple[int, int]:
        return self._coded, self._sentences

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:
        """What becomes of each report, or of some at a time where they go into an archive."""
        archive = None
        if self._job.archive is not None:
            from dateline.archive import Archive

            archive = Archive(self._job.archive)
        reports = self._reports if self._reports is not None else self._job.reports()
        intake = Intake(reports, known(), tally, lambda: _CHARACTERS if archive is not None else 0)
        while batch := intake.next_batch():
            done = code_batch(self._coder, batch, archive, text=self._job.text)
            self._coded += done.coded
            self._sentences += done.sentences
            yield done

    def stop(self) -> Iterator[Done]:
        """Nothing is under way between two batches."""
        yield from ()

    def close(self) -> None:
        """Nothing was begun."""
