"""The one loop: whoever codes, each report is coded once, what is known is passed over, and failures are told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.errors import ReportError
from dateline.runs.account import Account
from dateline.runs.alone import Alone
from dateline.runs.batch import Done
from dateline.runs.job import CoderOf, Job
from dateline.runs.loop import Executor, run
from dateline.runs.workers import Workers
from tests.archive.samples import contents, records, write_lines
from tests.runs.first_word import first_word

EXECUTORS = [Alone, lambda job: Workers(job, 2)]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Four reports, one of them twice, one that the coder refuses, one that it trips over, and a line that is no JSON."""
    items = list(records(4))
    refused = {"id": "no", "text": "Refused, the report ends."}
    source = write_lines(tmp_path / "r.jsonl", iter([*items, items[0], refused, {"id": "ouch", "text": "Tripping."}]))
    with source.open("a", encoding="utf-8") as more:
        more.write("{broken\n")
    return Job(CoderOf(first_word, ("of-the-test",)), (str(source),), tmp_path / "archive")


def done_of(job: Job, executor: Callable[[Job], Executor]) -> tuple[Account, list[str], list[Done]]:
    told: list[str] = []
    found: list[Done] = []
    account = Account(job, lambda error: told.append(error.cause))
    run(job, executor(job), account, lambda done: found.append(done) if done is not None else None)
    return account, sorted(told), found


@pytest.mark.parametrize("executor", EXECUTORS, ids=["alone", "workers"])
def test_each_report_is_coded_once_whoever_codes(job: Job, executor: Callable[[Job], Executor]) -> None:
    account, told, _ = done_of(job, executor)
    assert (account.coded, account.duplicates, account.unchanged, account.failed) == (4, 1, 0, 3)
    assert [cause[:16] for cause in told] == ["could not be cod", "is not JSON (Exp", "says that it is "]
    assert job.archive is not None
    shown = contents(job.archive)
    assert len(shown["reports"]) == 4
    assert len(shown["failures"]) == 3
    again, told_again, _ = done_of(job, executor)
    assert (again.coded, again.unchanged) == (0, 5)
    assert told_again == told
    assert contents(job.archive) == shown


def test_the_coder_need_not_be_ours(job: Job) -> None:
    done_of(job, Alone)
    assert job.archive is not None
    with Archive.existing(job.archive).connect() as connection:
        assert connection.execute("SELECT DISTINCT name FROM mentions").fetchall()
    assert Alone(job).versions.coder == "of-the-test"


def test_without_an_archive_every_report_gives_its_coding_in_order(job: Job) -> None:
    account, told, found = done_of(replace(job, archive=None), Alone)
    assert [c.report.id for done in found for c in done.codings] == ["n-0", "n-1", "n-2", "n-3", "n-0"]
    assert (account.coded, account.passed_over, len(told)) == (5, 0, 3)


def test_on_ctrl_c_what_is_coded_is_kept_and_the_executor_ends(job: Job) -> None:
    account = Account(job)
    executor = Alone(job)
    ended: list[bool] = []
    executor.close = lambda: ended.append(True)  # type: ignore[method-assign]

    def interrupt(_: Done | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(job, executor, account, interrupt)
    assert ended
    assert job.archive is not None
    assert len(contents(job.archive)["reports"]) == account.coded == 4
    assert len(contents(job.archive)["failures"]) == 3


def test_what_is_no_report_is_counted_in_the_jobs_options(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<rss version='2.0'><channel><title>T</title></channel></rss>", encoding="utf-8")
    job = Job(CoderOf(first_word), (str(tmp_path / "a.rss"),))
    done_of(job, Alone)
    assert job.options.passed_over.pop("feeds without entries") == 1


def test_reports_may_be_given_in_place_of_sources(job: Job) -> None:
    from dateline.reports.text import RawReport

    given = iter([RawReport("x", "Rain fell."), ReportError("y", "is empty", "leave it out")])
    found: list[Done] = []
    bare = replace(job, archive=None, sources=())
    account = Account(bare)
    run(bare, Alone(bare, reports=given), account, lambda done: found.append(done) if done else None)
    assert (account.coded, account.failed) == (1, 1)
