"""Reports coded by several processes and told in their order, for codings that go into no archive."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.errors import ReportError
from dateline.model import Versions
from dateline.pipe import coded_elsewhere, work_of
from dateline.processes import Work
from dateline.runs.batch import Done
from dateline.runs.intake import Tally
from dateline.runs.job import CoderOf, Job
from dateline.runs.loop import Known


class InOrder:
    """The executor of several processes for a job without an archive; each of them makes a coder of its own."""

    def __init__(self, job: Job, jobs: int) -> None:
        job.coder.check_importable()
        self._job, self._jobs = job, jobs
        self._coded = self._sentences = 0

    @property
    def versions(self) -> Versions:
        return self._job.coder.load().versions

    @property
    def progress(self) -> tuple[int, int]:
        return self._coded, self._sentences

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:  # noqa: ARG002 every report is coded
        """What becomes of each report."""
        for found in coded_elsewhere(_work, (self._job.coder,), self._job.reports(), self._jobs):
            if isinstance(found, ReportError):
                tally.fail(found)
                yield None
                continue
            self._coded += 1
            sentences, mojibake = found.coverage.sentences, int(bool(found.report.mojibake))
            self._sentences += sentences
            yield Done(1, sentences, len(found.report.text), mojibake=mojibake, codings=(found,))

    def stop(self) -> Iterator[Done]:
        """What is not told yet is not waited for."""
        yield from ()

    def close(self) -> None:
        """The processes end with the run."""


def _work(coder: CoderOf) -> Work:
    return work_of(coder.load().code_report)
