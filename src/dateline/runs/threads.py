"""Reports coded by threads of this process, for a coder that waits for another machine rather than for its own."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from typing import Protocol

from dateline.coder import Coder
from dateline.errors import RunError
from dateline.model import Coding, Versions
from dateline.runs.batch import Batch, Done, code_batch, write_codings
from dateline.runs.intake import Intake, Tally
from dateline.runs.job import Job
from dateline.runs.loop import Known

_AHEAD = 2  # reports a thread that may be read before the first of them is coded: memory stays bounded
_PART, _SECONDS = 200, 20.0  # codings of a part of an archive, and how long the first of them may wait to be written


class StoppableCoder(Coder, Protocol):
    """A coder that several threads may use at once, and that can be told that nobody waits for it any more."""

    def stop(self) -> None:
        """Break off whatever is being waited for."""


class Threads:
    """The executor of ``count`` threads. What becomes of each report is told in their order."""

    def __init__(self, job: Job, count: int, coder: StoppableCoder, *, pause: float = 0.25) -> None:
        self._job, self._coder, self._pause = job, coder, pause
        self._tasks: SimpleQueue[tuple[Future[Done], Batch] | None] = SimpleQueue()
        # Daemons: one that waits for a server that says nothing does not hold up the end of the program.
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(count)]
        self._most = _AHEAD * count
        self._waiting: deque[Future[Done]] = deque()
        self._unwritten: list[Coding] = []
        self._written_at = time.monotonic()
        self._coded = self._sentences = 0

    @property
    def versions(self) -> Versions:
        return self._coder.versions

    @property
    def progress(self) -> tuple[int, int]:
        return self._coded, self._sentences

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:
        """What becomes of each report. Raises RunError if no more can be coded, when all that is coded is written."""
        next_batch = Intake(self._job.reports(), known(), tally, lambda: 0).next_batch
        more = True
        for thread in self._threads:
            thread.start()
        try:
            while more or self._waiting:
                while more and len(self._waiting) < self._most:
                    batch = next_batch()
                    more = batch is not None
                    if batch is not None:
                        self._waiting.append(self._handed_out(batch))
                if self._waiting:
                    yield self._next()
                if len(self._unwritten) >= _PART or time.monotonic() - self._written_at > _SECONDS:
                    self._write()
        finally:
            self._write()

    def _next(self) -> Done | None:
        """What became of the report that was handed out first; None if that is not known yet."""
        wait([self._waiting[0]], self._pause)
        if not self._waiting[0].done():
            return None
        return self._noted(self._waiting.popleft().result())

    def _handed_out(self, batch: Batch) -> Future[Done]:
        future: Future[Done] = Future()
        self._tasks.put((future, batch))
        return future

    def _work(self) -> None:
        """The life of a thread: a batch after another, until there is none."""
        while (task := self._tasks.get()) is not None:
            future, batch = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(code_batch(self._coder, batch, None))
            except Exception as error:  # noqa: BLE001 whoever asks for the result raises it
                future.set_exception(error)

    def _noted(self, done: Done) -> Done:
        self._coded += done.coded
        self._sentences += done.sentences
        if self._job.archive is None:
            return done
        self._unwritten += done.codings
        return replace(done, codings=())

    def _write(self) -> None:
        self._written_at = time.monotonic()
        if self._unwritten and self._job.archive is not None:
            from dateline.archive import Archive

            write_codings(Archive(self._job.archive), self._unwritten, text=self._job.text)
            self._unwritten.clear()

    def stop(self) -> Iterator[Done]:
        """What is coded by now; what is being asked is broken off."""
        self._coder.stop()
        for future in self._waiting:
            if not future.cancel() and future.done():
                with suppress(RunError):
                    yield self._noted(future.result())
        self._waiting.clear()
        self._write()

    def close(self) -> None:
        self._coder.stop()
        for future in self._waiting:
            future.cancel()
        for _ in self._threads:
            self._tasks.put(None)
