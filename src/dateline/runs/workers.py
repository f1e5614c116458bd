"""Batches of reports out to worker processes, each with a coder of its own; parts of the archive and what became of them back.

A worker writes each batch as one part. If one dies over a batch, the batch is halved until the report that killed it
is alone; that report is then a failure like any other, and the work goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, MutableSequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.archive import Archive
from dateline.errors import ArchiveError, RunError
from dateline.model import Coding, Versions
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch, Done, code_batch, ended_process

if TYPE_CHECKING:
    from dateline.coder import Coder

Counters = MutableSequence[int]
"""Reports and sentences that one worker has coded, in shared memory without a lock: a killed process would keep the lock."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know."""

    archive: Path
    codebook: Path | None
    text: bool


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    counters: Counters
    ready: bool = False
    batch: Batch | None = field(default=None)


class Workers:
    """A fixed number of processes. Each has one batch at a time, so memory does not grow with what is still to be read."""

    def __init__(self, job: Job, count: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._job = job
        self._stop: Any = self._context.RawValue("b", 0)
        self._again: deque[Batch] = deque()
        self._ahead: deque[Batch] = deque()
        self._counters: list[Counters] = [self._context.RawArray("q", 2) for _ in range(count)]
        self._workers = [self._start(counters) for counters in self._counters]
        self.versions: Versions | None = None

    def _start(self, counters: Counters) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._job, counters, self._stop), daemon=True)
        with _no_interrupts():
            process.start()
        theirs.close()  # so that the death of the worker ends the pipe
        return _Worker(process, ours, counters)

    @property
    def reports(self) -> int:
        """How many reports are coded up to now, those of unfinished batches too."""
        return sum(c[0] for c in self._counters)

    @property
    def sentences(self) -> int:
        return sum(c[1] for c in self._counters)

    def wait_for_versions(self) -> Versions:
        """The versions that this run codes with, as soon as one coder is loaded."""
        while self.versions is None:
            list(self._receive(None))
        return self.versions

    def run(self, next_batch: Callable[[], Batch | None], *, pause: float = 0.25) -> Iterator[Done | None]:
        """What becomes of each batch, and None now and then in between; ``next_batch`` gives None when all is read."""
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
            yield from self._receive(pause)
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
                    worker.ready, self.versions = True, said
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


def _work(connection: Connection, job: Job, counters: Counters, stop: Any) -> None:
    """The life of a worker: load, then a batch and an answer, until the pipe ends."""
    from dateline.coder import load
    from dateline.errors import CodebookError

    try:
        try:
            coder = load(job.codebook)
        except CodebookError as error:
            connection.send(f"the codebook cannot be used:\n{error}")
            return
        connection.send(coder.versions)
        _serve(connection, coder, job, counters, stop)
    except (EOFError, ConnectionError):
        return  # whoever started us is gone


def _serve(connection: Connection, coder: Coder, job: Job, counters: Counters, stop: Any) -> None:
    archive = Archive(job.archive)

    def note(coding: Coding) -> None:
        counters[0] += 1
        counters[1] += coding.coverage.sentences

    while True:
        batch = connection.recv()
        try:
            done = code_batch(
                coder, batch, archive, text=job.text, goes_on=lambda: not stop.value and _is_wanted(), note=note
            )
        except ArchiveError as error:
            connection.send(str(error))
        else:
            connection.send(done)


def _is_wanted() -> bool:
    parent = multiprocessing.parent_process()
    return parent is None or parent.is_alive()
