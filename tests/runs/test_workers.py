"""Worker processes: each batch is coded once, whoever dies over it. The test kills the one worker."""

import os
import signal
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.errors import RunError
from dateline.runs.batch import Done
from dateline.runs.intake import Tally
from dateline.runs.job import CoderOf, Job
from dateline.runs.workers import Workers
from tests.archive.samples import contents, records, write_lines
from tests.runs.first_word import FirstWord, first_word, greedy_coder, no_coder


def job(tmp_path: Path, count: int) -> Job:
    source = write_lines(tmp_path / "r.jsonl", records(count))
    return Job(CoderOf(first_word), (str(source),), Archive.writable(tmp_path / "a").folder)


def code(job: Job, kills: int) -> list[Done]:
    """Code with a worker that dies each of the first times that it has something to do."""
    workers = Workers(job, 1, pause=0.01)
    assert job.archive is not None
    archive, done = Archive(job.archive), []
    try:
        for found in workers.run(lambda: archive.known(workers.versions), Tally()):
            done += [found] if found is not None else []
            (worker,) = workers._workers
            if kills and worker.batch is not None and found is None:
                assert worker.process.pid is not None
                os.kill(worker.process.pid, signal.SIGKILL)
                worker.process.join()
                kills -= 1
    finally:
        workers.close()
    return done


def stopped_at_once(job: Job) -> list[int]:
    """How many reports each batch held that was under way when the worker was told to stop."""
    workers = Workers(job, 1, pause=0.01)
    running = workers.run(lambda: None, Tally())
    while not workers._workers[0].batch:
        next(running)
    return [done.coded for done in workers.stop()]


def test_the_batch_of_a_worker_that_died_is_coded_by_another(tmp_path: Path) -> None:
    done = code(job(tmp_path, 6), kills=1)
    assert sum(d.coded for d in done) == 6
    assert not any(d.failures for d in done)
    assert len(contents(tmp_path / "a")["reports"]) == 6


def test_a_report_that_kills_every_worker_is_a_failure(tmp_path: Path) -> None:
    (done,) = code(job(tmp_path, 1), kills=1)
    (failure,) = done.failures
    assert (failure.source.rsplit(", ", 1)[1], done.coded) == ("line 1 (id 'n-0')", 0)
    assert failure.cause == "ended the process that coded it (exit status -9)"


def test_what_is_under_way_is_written_when_the_run_is_stopped(tmp_path: Path) -> None:
    assert sum(stopped_at_once(job(tmp_path, 3))) == len(contents(tmp_path / "a")["reports"])


def test_a_folder_that_cannot_be_written_to_ends_the_run(tmp_path: Path) -> None:
    given = job(tmp_path, 1)
    assert given.archive is not None
    (given.archive / "codings").rmdir()
    (given.archive / "codings").touch()
    with pytest.raises(RunError, match="cannot be written"):
        code(given, kills=0)


def test_without_an_archive_the_codings_come_back(tmp_path: Path) -> None:
    workers = Workers(Job(CoderOf(first_word), job(tmp_path, 5).sources), 1, pause=0.01)
    try:
        codings = [c for done in workers.run(lambda: None, Tally()) if done is not None for c in done.codings]
    finally:
        workers.close()
    assert [c.report.id for c in codings] == [f"n-{i}" for i in range(5)]


def test_a_coder_made_inside_a_function_is_refused_before_the_work(tmp_path: Path) -> None:
    def here() -> FirstWord:
        return first_word()

    with pytest.raises(RunError, match="define it at the top of a module"):
        Workers(Job(CoderOf(here)), 1)


def test_a_function_that_gives_no_coder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no_coder: gives None, and a coder has versions and code_report"):
        code(Job(CoderOf(no_coder), job(tmp_path, 1).sources, job(tmp_path, 1).archive), kills=0)


def test_memory_that_runs_out_before_the_work_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"^a process that codes ran out of memory; use fewer --jobs, [^\n]*$"):
        code(Job(CoderOf(greedy_coder), job(tmp_path, 1).sources, job(tmp_path, 1).archive), kills=0)
