"""Reports coded by threads: in their order, what fails in its place, and what is coded is kept however the run ends."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.coder import Coder
from dateline.errors import RunError
from dateline.model import Coding, Versions
from dateline.reports.text import RawReport
from dateline.runs.account import Account
from dateline.runs.batch import Done
from dateline.runs.job import CoderOf, Job
from dateline.runs.loop import run
from dateline.runs.threads import Threads
from tests.archive.samples import contents, records, write_lines
from tests.runs.first_word import first_word


class Waiting:
    """A coder that lets the first report wait for the last, and ends the run at one that it is told."""

    def __init__(self, ends_at: str | None = None) -> None:
        self._coder: Coder = first_word("of-the-test")
        self._ends_at = ends_at
        self.last = threading.Event()
        self.stopped = False

    @property
    def versions(self) -> Versions:
        return self._coder.versions

    def code_report(self, raw: RawReport) -> Coding:
        if raw.id == self._ends_at:
            raise RunError("the server is gone; start it")
        return self._coder.code_report(raw)

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def job(tmp_path: Path) -> Job:
    items = list(records(30))
    source = write_lines(
        tmp_path / "r.jsonl", iter([*items, items[0], {"id": "no", "text": "Refused, the report ends."}])
    )
    return Job(CoderOf(first_word, ("of-the-test",)), (str(source),), tmp_path / "archive")


@pytest.mark.parametrize("count", [1, 3])
def test_each_report_is_coded_once(job: Job, count: int) -> None:
    coder = Waiting()
    account = Account(job)
    run(job, Threads(job, count, coder), account, lambda _: None)
    assert (account.coded, account.duplicates, account.failed) == (30, 1, 1)
    assert job.archive is not None
    assert len(contents(job.archive)["reports"]) == 30
    assert coder.stopped
    again = Account(job)
    run(job, Threads(job, count, Waiting()), again, lambda _: None)
    assert (again.coded, again.unchanged) == (0, 31)


def test_without_an_archive_codings_come_in_order(job: Job) -> None:
    out = replace(job, archive=None)
    found: list[Done | None] = []
    run(out, Threads(out, 4, Waiting()), Account(out), found.append)
    codings = [coding.report.id for done in found if done is not None for coding in done.codings]
    assert codings == [str(item["id"]) for item in [*records(30), next(records(1))]]


def test_what_was_coded_before_the_run_ended_is_kept(job: Job) -> None:
    ends = str(list(records(30))[20]["id"])
    with pytest.raises(RunError, match="the server is gone"):
        run(job, Threads(job, 2, Waiting(ends)), Account(job), lambda _: None)
    assert job.archive is not None
    assert len(contents(job.archive)["reports"]) == 20


def test_on_ctrl_c_what_is_coded_is_kept_and_what_is_asked_is_broken_off(job: Job) -> None:
    coder = Waiting()
    seen: list[Done | None] = []

    def watch(done: Done | None) -> None:
        seen.append(done)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(job, Threads(job, 2, coder), Account(job), watch)
    assert coder.stopped
    assert job.archive is not None
    with Archive.existing(job.archive).connect() as connection:
        (count,) = connection.execute("SELECT count(*) FROM reports").fetchone() or (0,)
    assert count >= sum(done.coded for done in seen if done is not None)
