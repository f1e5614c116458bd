"""Work over several processes: in order, a few pieces ahead, and told in a sentence when a process ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.errors import ReaderError, RunError, WrongTypeError, WrongValueError
from dateline.processes import Piece, Work, answered, checked_jobs

ROOT = Path(__file__).resolve().parent.parent


def shouting(mark: str) -> Work:
    return lambda piece: piece.upper() + mark.encode()


def slow_first() -> Work:
    def work(piece: bytes) -> bytes:
        time.sleep(0.4 if piece == b"0" else 0)
        return piece

    return work


def deadly() -> Work:
    def work(piece: bytes) -> bytes:
        if piece == b"3":
            os.kill(os.getpid(), signal.SIGKILL)
        return piece

    return work


def refused() -> Work:
    raise ReaderError("weights.onnx: is not whole; install Dateline again")


def never_there() -> Work:
    os._exit(7)


def numbers(count: int) -> Iterator[Piece]:
    return ((f"piece {n}", str(n).encode()) for n in range(count))


def test_answers_come_in_the_order_of_the_pieces() -> None:
    assert list(answered(slow_first, (), numbers(12), 2)) == [str(n).encode() for n in range(12)]


def test_a_process_works_with_what_it_is_given() -> None:
    assert list(answered(shouting, ("!",), [("a", b"a"), ("b", b"b")], 2)) == [b"A!", b"B!"]


def test_no_pieces_need_no_process() -> None:
    assert list(answered(never_there, (), [], 2)) == []


def test_only_a_few_pieces_are_taken_before_the_first_is_asked_for() -> None:
    taken = []

    def pieces() -> Iterator[Piece]:
        for piece in numbers(500):
            taken.append(piece)
            yield piece

    answers = answered(shouting, ("",), pieces(), 2)
    assert taken == []
    next(answers)
    assert len(taken) < 20
    answers.close()


def test_whoever_stops_asking_ends_the_processes() -> None:
    answers = answered(shouting, ("",), numbers(500), 2)
    next(answers)
    mine = multiprocessing.active_children()
    assert len(mine) >= 1
    answers.close()
    assert not any(process.is_alive() for process in mine)


def test_a_killed_process_is_told_with_what_it_worked_on() -> None:
    answers = answered(deadly, (), numbers(12), 1)
    assert [next(answers) for _ in range(3)] == [b"0", b"1", b"2"]
    with pytest.raises(RunError, match=r"^piece 3: the process that worked on it was ended by SIGKILL; .* fewer jobs$"):
        next(answers)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (refused, r"^weights\.onnx: is not whole; install Dateline again$"),
        (never_there, r"ended with exit status 7 before it could begin; use jobs=1"),
    ],
)
def test_a_process_that_cannot_begin_says_why(start: Callable[..., Work], told: str) -> None:
    with pytest.raises(RunError, match=told):
        list(answered(start, (), numbers(3), 2))


def test_a_script_needs_no_guard_and_is_run_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.test_processes import shouting\n"
        "from dateline.processes import answered\n"
        "print('begun', flush=True)\n"
        "print(list(answered(shouting, ('.',), [('a', b'a'), ('b', b'b')], 2)))\n"
        "import __main__\n"
        "print(__main__.__file__.endswith('script.py'))\n"
    )
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    ran = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == ["begun", "[b'A.', b'B.']", "True"]


def test_the_number_of_processes_is_a_number_of_one_or_more() -> None:
    assert checked_jobs(2) == 2
    for wrong in ("2", 1.0, True, None):
        with pytest.raises(WrongTypeError, match="give the number of processes"):
            checked_jobs(wrong)
    with pytest.raises(WrongValueError, match="jobs: is 0; give 1 or more"):
        checked_jobs(0)
