"""Reports coded by worker processes, one a core, each with a coder of its own.

A worker writes each batch as one part of the archive, or gives its codings back. If one dies over a batch, the batch is
halved until the report that killed it is alone; that report is then a failure like any other, and the work goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from dateline.errors import ReportError, RunError
from dateline.model import Versions
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch, Done, ended_process
from dateline.runs.intake import Intake, Tally
from dateline.runs.job import Job
from dateline.runs.loop import Known
from dateline.runs.worker import Counters, work_on

# A batch is what a kill can cost a worker: small at first, then this share of the time already spent, and never more
# than so many seconds.
_FIRST, _SHARE, _MOST = 0.5, 0.06, 20.0
_GUESS = 15_000  # characters a second that one worker codes, until the first batches say better


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    counters: Counters
    ready: bool = False
    batch: Batch | None = field(default=None)


class Workers:
    """The executor of all cores. Each process has one batch at a time, so memory does not grow with what is still to be read.

    ``reports`` in place of those that the job's sources hold.
    """

    def __init__(
        self, job: Job, count: int, *, reports: Iterator[RawReport | ReportError] | None = None, pause: float = 0.25
    ) -> None:
        job.coder.check_importable()
        self._context = multiprocessing.get_context("spawn")
        self._job = job
        self._reports = reports
        self._pause = pause
        self._stop: Any = self._context.RawValue("b", 0)
        self._again: deque[Batch] = deque()
        self._ahead: deque[Batch] = deque()
        self._counters: list[Counters] = [self._context.RawArray("q", 2) for _ in range(count)]
        self._workers = [self._start(counters) for counters in self._counters]
        self._versions: Versions | None = None

    def _start(self, counters: Counters) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work_on, args=(theirs, self._job, counters, self._stop), daemon=True)
        with _no_interrupts():
            process.start()
        theirs.close()  # so that the death of the worker ends the pipe
        return _Worker(process, ours, counters)

    @property
    def progress(self) -> tuple[int, int]:
        return sum(c[0] for c in self._counters), sum(c[1] for c in self._counters)

    @property
    def versions(self) -> Versions:
        """The versions that this run codes with, as soon as one coder is loaded."""
        while self._versions is None:
            list(self._receive(None))
        return self._versions

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:
        """What becomes of each batch, in the order in which they end."""
        reports = self._reports if self._reports is not None else self._job.reports()
        already = known()  # waits for a coder to be loaded, which the pace must not count
        pace = _Pace(len(self._workers))
        next_batch = Intake(reports, already, tally, pace.size).next_batch
        more = True
        while True:
            for worker in self._workers:
                if worker.ready and worker.batch is None:
                    more = more and self._look_ahead(next_batch)
                    waiting = self._again or self._ahead
                    if waiting:
                        self._hand(worker, waiting.popleft())
            more = more and self._look_ahead(next_batch)
            if not more and not self._again and not self._ahead and all(w.batch is None for w in self._workers):
                return
            for done in self._receive(self._pause):
                pace.note(done)
                yield done
            yield None

    def _look_ahead(self, next_batch: Callable[[], Batch | None]) -> bool:
        """Have one batch ready, so that no worker waits for the reading; False when all is read."""
        if not self._ahead and not self._again:
            batch = next_batch()
            if batch is None:
                return False
            self._ahead.append(batch)
        return True

    def _hand(self, worker: _Worker, batch: Batch) -> None:
        worker.batch = batch
        with suppress(ConnectionError):  # if it has died, its end of the pipe says so in a moment
            worker.connection.send(batch)

    def _receive(self, timeout: float | None) -> Iterator[Done]:
        by_connection = {w.connection: w for w in self._workers}
        for connection in wait(list(by_connection), timeout):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                said = worker.connection.recv()
            except (EOFError, ConnectionError):
                yield from self._replace(worker)
                continue
            match said:
                case Versions():
                    worker.ready, self._versions = True, said
                case str():
                    raise RunError(said)
                case Done():
                    worker.batch = None
                    yield said

    def _replace(self, worker: _Worker) -> Iterator[Done]:
        """A worker has died: another takes its place, and its batch is tried again in halves."""
        worker.process.join()
        worker.connection.close()
        if not worker.ready:
            raise RunError(f"a coder could not be started (exit status {worker.process.exitcode})")
        self._workers[self._workers.index(worker)] = self._start(worker.counters)
        batch = worker.batch or ()
        if len(batch) == 1:
            yield _fatal(batch[0], worker.process.exitcode)
        elif batch:
            middle = len(batch) // 2
            self._again += [batch[:middle], batch[middle:]]

    def stop(self, patience: float = 20.0) -> Iterator[Done]:
        """Let each worker write what it has coded of its batch, then end all."""
        self._stop.value = 1
        busy = [w for w in self._workers if w.batch is not None]
        for worker in busy:
            try:
                if worker.connection.poll(patience) and isinstance(said := worker.connection.recv(), Done):
                    yield said
            except (EOFError, ConnectionError):
                continue
        self.close()

    def close(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
            worker.process.join()


class _Pace:
    """How much one worker is given at a time: little at first, then a share of the time already spent, up to a most."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._started = time.monotonic()
        self._characters = 0

    def note(self, done: Done) -> None:
        self._characters += done.characters

    def size(self) -> float:
        """Characters of the next batch."""
        seconds = max(time.monotonic() - self._started, 1e-9)
        rate = self._characters / seconds / self._workers if self._characters else _GUESS
        return rate * min(_MOST, max(_FIRST, _SHARE * seconds))


def _fatal(item: tuple[str, RawReport], status: int | None) -> Done:
    content_hash, raw = item
    failure = ended_process(content_hash, raw.source, f"ended the process that coded it (exit status {status})")
    return Done(0, 0, len(raw.text), (failure,))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal; those started here leave it to the first one, from their first moment."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
