"""Batches of reports out to worker processes, each with a coder of its own; parts of the archive and what became of them back.

A worker writes each batch as one part. If one dies over a batch, the batch is halved until the report that killed it
is alone; that report is then a failure like any other, and the work goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.archive import Archive, Failure
from dateline.cli.failures import mistake
from dateline.model import Coding, Versions
from dateline.reports.errors import ReportError
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    from dateline.coder import Coder

Batch = Sequence[tuple[str, RawReport]]
"""Reports with their content hashes."""


class WorkersError(Exception):
    """Why no coder could be started, in the words of the one that failed."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know."""

    archive: Path
    codebook: Path | None
    text: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch."""

    coded: int
    sentences: int
    characters: int
    failures: tuple[Failure, ...]


class Tally:
    """Counters that the workers move with each report, for the display."""

    def __init__(self, context: Any) -> None:
        self.reports = context.Value("q", 0)
        self.sentences = context.Value("q", 0)

    def add(self, sentences: int) -> None:
        for counter, more in ((self.reports, 1), (self.sentences, sentences)):
            with counter.get_lock():
                counter.value += more


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    batch: Batch | None = field(default=None)


class Workers:
    """A fixed number of processes. Each has one batch at a time, so memory does not grow with what is still to be read."""

    def __init__(self, job: Job, count: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._job = job
        self._stop = self._context.Event()
        self.tally = Tally(self._context)
        self._again: deque[Batch] = deque()
        self._workers = [self._start() for _ in range(count)]
        self.versions: Versions | None = None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._job, self.tally, self._stop), daemon=True)
        process.start()
        theirs.close()  # so that the death of the worker ends the pipe
        return _Worker(process, ours)

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
                if worker.ready and worker.batch is None and (self._again or more):
                    batch = self._again.popleft() if self._again else next_batch()
                    more = more and (batch is not None)
                    if batch:
                        self._hand(worker, batch)
            if not more and not self._again and all(w.batch is None for w in self._workers):
                return
            yield from self._receive(pause)
            yield None

    def _hand(self, worker: _Worker, batch: Batch) -> None:
        worker.batch = batch
        try:
            worker.connection.send(batch)
        except (BrokenPipeError, ConnectionError):
            pass  # it has died: its end of the pipe says so in a moment

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
                    raise WorkersError(said)
                case Done():
                    worker.batch = None
                    yield said

    def _replace(self, worker: _Worker) -> Iterator[Done]:
        """A worker has died: another takes its place, and its batch is tried again in halves."""
        worker.process.join()
        worker.connection.close()
        if not worker.ready:
            raise WorkersError(f"a coder could not be started (exit status {worker.process.exitcode})")
        self._workers[self._workers.index(worker)] = self._start()
        batch = worker.batch or ()
        if len(batch) == 1:
            yield _fatal(batch[0], worker.process.exitcode)
        elif batch:
            middle = len(batch) // 2
            self._again += [batch[:middle], batch[middle:]]

    def stop(self, patience: float = 20.0) -> Iterator[Done]:
        """Let each worker write what it has coded of its batch, then end all."""
        self._stop.set()
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
    error = ReportError(
        raw.source or "the report",
        f"ended the process that coded it (exit status {status})",
        "if memory was short, use fewer --jobs; else please report it together with the text",
    )
    return Done(0, 0, len(raw.text), (Failure.of(error, content_hash),))


def _work(connection: Connection, job: Job, tally: Tally, stop: Any) -> None:
    """The life of a worker: load, then a batch and an answer, until the pipe ends."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; who ends is the first process's to say
    from dateline.codebook import CodebookError
    from dateline.coder import load

    try:
        try:
            coder = load(job.codebook)
        except CodebookError as error:
            connection.send(f"the codebook cannot be used:\n{error}")
            return
        connection.send(coder.versions)
        archive = Archive(job.archive)
        while True:
            connection.send(_code(coder, connection.recv(), archive, job, tally, stop))
    except (EOFError, ConnectionError):
        return  # whoever started us is gone


def _code(coder: Coder, batch: Batch, archive: Archive, job: Job, tally: Tally, stop: Any) -> Done:
    codings: list[Coding] = []
    failures: list[Failure] = []
    for content_hash, raw in batch:
        if stop.is_set() or not _is_wanted():
            break
        try:
            coding = coder.code_report(raw)
        except ReportError as error:
            failures.append(Failure.of(error, content_hash))
        except Exception as error:  # noqa: BLE001 a report that trips the coder must not end a run of millions
            failures.append(Failure.of(mistake(raw.source or "the report", error), content_hash))
        else:
            codings.append(coding)
            tally.add(coding.coverage.sentences)
    archive.add(codings, text=job.text)
    sentences = sum(c.coverage.sentences for c in codings)
    return Done(len(codings), sentences, sum(len(raw.text) for _, raw in batch), tuple(failures))


def _is_wanted() -> bool:
    parent = multiprocessing.parent_process()
    return parent is None or parent.is_alive()
