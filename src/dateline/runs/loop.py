"""The one loop over many reports, whoever codes them: this process, all cores, the machines of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Optional, Protocol

from dateline.model import Versions
from dateline.runs.account import Account
from dateline.runs.batch import Done
from dateline.runs.intake import Tally
from dateline.runs.job import Job

if TYPE_CHECKING:
    from dateline.archive.hashes import Hashes

Known = Callable[[], Optional["Hashes"]]
"""The content hashes of what need not be coded again, as of now; None if every report is to be coded."""


class Executor(Protocol):
    """Who codes the reports of a job."""

    @property
    def versions(self) -> Versions:
        """What the run codes with; may wait until a coder is loaded."""

    @property
    def progress(self) -> tuple[int, int]:
        """Reports and sentences coded up to now, those of unfinished batches too."""

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:
        """Code all that is not known: what becomes of each batch, and None now and then in between.

        What is passed over or cannot be read goes into the tally, or into what comes back.
        """

    def stop(self) -> Iterator[Done]:
        """Let what is being coded be finished or cut short, and written; what that is."""

    def close(self) -> None:
        """End all that it began; more than once does no harm."""


def run(job: Job, executor: Executor, account: Account, watch: Callable[[Done | None], None]) -> None:
    """Code every report of the job, each once. ``watch`` is called with what becomes of each batch, and now and then with None.

    What is finished stays, however this ends: on Ctrl-C, what is coded by then is written too. Raises RunError if no coder
    can be had, ArchiveError if nothing can be written.
    """

    def known() -> Hashes | None:
        if job.archive is None:
            return None
        from dateline.archive import Archive

        return Archive(job.archive).known(executor.versions)

    try:
        for done in executor.run(known, account):
            if done is not None:
                account.add(done)
            account.write_failures(now=False)
            watch(done)
    except KeyboardInterrupt:
        for done in executor.stop():
            account.add(done)
        raise
    finally:
        account.write_failures()
        executor.close()
