"""Reports whose process died over them again and again: read once more, and told of by their source."""

import pytest

from dateline.runs.cluster.lost import Pass
from dateline.runs.cluster.tasks import ReadingTask, Row


def row(**columns: bytes) -> Row:
    return {"batch": b"", "done": b"", "key": b"", "announced": b"", "task": b"", "error": b""} | columns


@pytest.fixture
def work() -> Pass:
    """Task 0 has lost a batch, task 1 none, and task 2 has not ended."""
    work = Pass([ReadingTask(0, ("a", "b"), 1.0), ReadingTask(1, ("c",), 1.0), ReadingTask(2, ("d",), 1.0)])
    work.note(row(task=b"0", announced=b'[["k1", "a, line 1"], ["k2", "b, line 7"]]'))
    work.note(row(task=b"1", announced=b'[["k3", "c, line 1"]]'))
    work.note(row(key=b"k1"))
    work.note(row(key=b"k3"))
    return work


def test_sources_of_lost_batches_and_of_tasks_without_an_end_are_read_again(work: Pass) -> None:
    assert work.sources_of_lost() == ["a", "b", "d"]


def test_what_is_lost_again_is_told_by_its_source(work: Pass) -> None:
    unread, lost = work.failures()
    assert (unread.source, unread.cause) == ("d", "ended each process that read it")
    assert (lost.source, lost.content_hash) == ("b, line 7", "k2")
