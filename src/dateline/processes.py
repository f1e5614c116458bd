"""Pieces of work over several processes of this machine, answered in order, a few at a time; all that passes is bytes.

A process is told which function gives it the function that it works with. It needs nothing of the program that starts it,
so a script needs no guard around what it does.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Lock
from types import ModuleType
from typing import Any

from dateline.errors import (
    MORE_MEMORY,
    DatelineError,
    RunError,
    WrongTypeError,
    WrongValueError,
    ran_out_of_memory,
)
from dateline.garbage import collect_rarely

Work = Callable[[bytes], bytes]
Piece = tuple[str, bytes]
"""What messages call it, and what is worked on."""

_AHEAD = 4  # pieces a process that may be read before the first of them is answered: memory stays bounded
_READY = b""
_STARTING = Lock()


def checked_jobs(jobs: object) -> int:
    """The number of processes that a program asks for. Raises WrongTypeError or WrongValueError if it is no such number."""
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise WrongTypeError("jobs", f"is {jobs!r:.30}", "give the number of processes: 1, 2 …")
    if jobs < 1:
        raise WrongValueError("jobs", f"is {jobs}", "give 1 or more")
    return jobs


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    at: int | None = None  # the number of the piece that it has
    name: str = ""


def answered(start: Callable[..., Work], given: Sequence[Any], pieces: Iterable[Piece], jobs: int) -> Iterator[bytes]:
    """The answer to each piece, in order. Each of up to ``jobs`` processes works with what ``start(*given)`` returns there.

    Raises RunError if a process cannot be started or is ended from outside. Whoever stops asking ends the processes.
    """
    if multiprocessing.current_process().daemon:
        raise RunError("this process may start no others, for it is one of several itself; use jobs=1 in it")
    pool = _Pool(start, given, jobs)
    try:
        yield from pool.answers(iter(pieces))
    finally:
        pool.close()


class _Pool:
    def __init__(self, start: Callable[..., Work], given: Sequence[Any], jobs: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start, self._given, self._jobs = start, given, jobs
        self._workers: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._done: dict[int, bytes] = {}

    def answers(self, pieces: Iterator[Piece]) -> Iterator[bytes]:
        taken = told = 0
        piece = next(pieces, None)
        while piece is not None or told < taken:
            while piece is not None and taken < told + _AHEAD * self._jobs and (worker := self._free()):
                _hand(worker, taken, piece)
                taken, piece = taken + 1, next(pieces, None)
            if told in self._done:
                yield self._done.pop(told)
                told += 1
            else:
                self._receive()

    def _free(self) -> _Worker | None:
        """A process that may have a piece: one that has none, or one more, if there may be one."""
        if not self._idle and len(self._workers) < self._jobs:
            self._workers.append(self._started())
            return self._workers[-1]
        return self._idle.pop() if self._idle else None

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._start, self._given), daemon=True)
        with _without_main():
            process.start()
        theirs.close()  # so that the end of the process ends the pipe
        return _Worker(process, ours)

    def _receive(self) -> None:
        by_connection: dict[object, _Worker] = {w.connection: w for w in self._workers if w not in self._idle}
        for connection in wait(list(by_connection)):  # type: ignore[arg-type]
            worker = by_connection[connection]
            try:
                said = worker.connection.recv_bytes()
            except (EOFError, ConnectionError):
                raise RunError(_ended(worker)) from None
            if worker.ready and worker.at is not None:
                self._done[worker.at], worker.at = said, None
                self._idle.append(worker)
            elif said != _READY:
                raise RunError(said.decode())
            worker.ready = True

    def close(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()


def _hand(worker: _Worker, number: int, piece: Piece) -> None:
    worker.name, worker.at = piece[0], number
    with suppress(ConnectionError):  # if it has ended, its end of the pipe says so in a moment
        worker.connection.send_bytes(piece[1])


def _ended(worker: _Worker) -> str:
    worker.process.join()
    status = worker.process.exitcode or 0
    how = f"by {signal.Signals(-status).name}" if status < 0 else f"with exit status {status}"
    if not worker.ready:
        return f"a process that should help was ended {how} before it could begin; use jobs=1 to see what stops it"
    return f"{worker.name}: the process that worked on it was ended {how}; if memory was short, use fewer jobs"


@contextmanager
def _without_main() -> Iterator[None]:
    """A process that starts runs the script of ``__main__`` again, to find there what it needs. Ours need nothing of it."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _serve(connection: Connection, start: Callable[..., Work], given: Sequence[Any]) -> None:
    """The life of a process: made ready, then a piece and an answer, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first one sees to it
    collect_rarely()
    try:
        try:
            work = start(*given)
        except DatelineError as error:
            connection.send_bytes(str(error).encode())
            return
        except Exception as error:
            if not ran_out_of_memory(error):
                raise
            connection.send_bytes(f"a process that should help ran out of memory; {MORE_MEMORY}".encode())
            return
        connection.send_bytes(_READY)
        while True:
            connection.send_bytes(work(connection.recv_bytes()))
    except (EOFError, ConnectionError):
        return  # whoever started us is gone
