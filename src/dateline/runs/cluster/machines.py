"""Reports coded by the machines of a Ray cluster: names of sources in, what became of their reports out.

A task whose machine dies is done again elsewhere: its part may then be there twice, and the archive's views show one.
Tasks rather than actors, for an actor of a machine that is gone waits for another machine, and its batch with it; the
coder is loaded once a process all the same. Only this file and ``connection.py`` import Ray.
"""

from __future__ import annotations

import json
import math
import queue
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from dateline.archive.hashes import Hashes
from dateline.errors import ReportError, RunError
from dateline.installed import how_to_install
from dateline.model import Versions
from dateline.runs.batch import Done, unpacked_done
from dateline.runs.cluster.connection import connected, last_line
from dateline.runs.cluster.lost import Pass
from dateline.runs.cluster.tasks import Errand, ReadingTask, Row, code_row, complaint, read_batches
from dateline.runs.intake import Tally
from dateline.runs.job import Job
from dateline.runs.loop import Known

_CODERS_A_READER = 8  # a report is read many times as fast as it is coded, even out of a web page
_SOURCES_A_TASK = 500
_TASKS_A_READER = 8
_DEATHS = 20  # tasks that may be given up, each after its process has died several times; more than that is no accident
_RETRIES = 3  # of a task whose process or machine has died; Ray Data itself would go on for ever
_ASKS_EVERY = 1.0  # seconds
_PATIENCE = 20.0


class Bell:
    """Rung when the run is to end; whoever reads or codes asks for it about once a second."""

    def __init__(self) -> None:
        self._rung = False

    def ring(self) -> None:
        self._rung = True

    def is_rung(self) -> bool:
        return self._rung


class Cluster:
    """The executor of a cluster that runs already. Once it is closed, nothing of the run is left there.

    Its job has an archive, on a disk that all machines share, and sources that they share too.
    """

    def __init__(self, address: str, job: Job, jobs: int | None = None) -> None:
        if job.archive is None:
            raise RunError("a cluster codes into an archive; name one")
        job.coder.check_importable()
        self._errand = Errand(job, job.archive.absolute(), job.coder.load().versions)
        self._ray = connected(address)
        self._coded = self._sentences = 0
        self._rows: queue.Queue[Row | Exception | None] = queue.Queue()
        self.jobs = jobs or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        (self._errand.archive / self._errand.token).touch()
        try:
            self._call_the_roll()
            self._bell = self._pinned(self._ray.remote(Bell)).remote()
        except BaseException:
            self.close()
            raise

    @property
    def versions(self) -> Versions:
        return self._errand.versions

    @property
    def progress(self) -> tuple[int, int]:
        return self._coded, self._sentences

    def run(self, known: Known, tally: Tally) -> Iterator[Done | None]:
        """What becomes of each batch; reports are read on all machines, and what is passed over is in what comes back.

        If a process dies over a batch again and again, what that task was to read is gone through once more, report by
        report; the report that ends its process alone is a failure like any other.
        """
        names: list[str] = []
        for name in self._errand.job.names():
            if isinstance(name, ReportError):
                tally.fail(name)
            else:
                names.append(name)
        if not names:
            return
        size = min(_SOURCES_A_TASK, max(1, len(names) // (self._readers * _TASKS_A_READER)))
        chunks = [tuple(names[i : i + size]) for i in range(0, len(names), size)]
        growth = len(chunks) / (2 * self.jobs)
        told: set[tuple[str, str]] = set()
        first = Pass([ReadingTask(n, chunk, growth) for n, chunk in enumerate(chunks)])
        for done in self._rows_of(first, known):
            told |= {(f.source, f.cause) for f in done.failures} if done else set()
            yield done
        lost = first.sources_of_lost()
        if not lost:
            return
        again = Pass([ReadingTask(n, (name,), 0.0) for n, name in enumerate(lost)])
        for done in self._rows_of(again, known):
            if done is not None:  # what has been told of the same sources before is not told twice
                failures = tuple(f for f in done.failures if (f.source, f.cause) not in told)
                done = replace(done, failures=failures, unchanged=0, duplicates=0, no_reports={})
            yield done
        yield Done(failures=tuple(again.failures()))

    def stop(self) -> Iterator[Done]:
        """Let every core write what it has coded of its batch; what that is."""
        self._ray.get(self._bell.ring.remote())
        deadline = time.monotonic() + _PATIENCE
        with suppress(queue.Empty):
            while isinstance(row := self._rows.get(timeout=max(0.0, deadline - time.monotonic())), dict):
                if row["done"]:
                    yield unpacked_done(row["done"])

    def close(self) -> None:
        (self._errand.archive / self._errand.token).unlink(missing_ok=True)
        self._ray.shutdown()

    @property
    def _readers(self) -> int:
        return -(-self.jobs // _CODERS_A_READER)

    def _call_the_roll(self) -> None:
        """Ask each machine whether it can do the work, before reports are lost on one that cannot."""
        from ray.exceptions import RayError

        look = self._ray.remote(complaint)
        nodes = [n for n in self._ray.nodes() if n["Alive"] and n["Resources"].get("CPU")]
        asked = [(n["NodeManagerHostname"], self._pinned(look, n["NodeID"]).remote(self._errand)) for n in nodes]
        for host, answer in asked:
            try:
                wrong = self._ray.get(answer)
            except RayError as error:
                wrong = f"cannot run Dateline ({last_line(error)}); install it there, with: {how_to_install('cluster')}"
            if wrong:
                raise RunError(f"{host}: {wrong}")

    def _pinned(self, remote: Any, node: str | None = None) -> Any:
        """To be run on that machine, or on this one, beside whatever runs there."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        here = self._ray.get_runtime_context().get_node_id()
        return remote.options(num_cpus=0, scheduling_strategy=NodeAffinitySchedulingStrategy(node or here, soft=False))

    def _rows_of(self, work: Pass, known: Known) -> Iterator[Done | None]:
        dataset = self._dataset(work.readings, known() or Hashes())
        threading.Thread(target=_drain, args=(dataset, self._rows), daemon=True).start()
        while True:
            try:
                row = self._rows.get(timeout=0.25)
            except queue.Empty:
                yield None
                continue
            if row is None:
                return
            if isinstance(row, Exception):
                raise RunError(
                    f"the cluster gave up ({last_line(row)}); start the same command again to go on"
                ) from row
            if row["error"]:
                raise RunError(row["error"].decode())
            work.note(row)
            done = unpacked_done(row["done"])
            self._coded += done.coded
            self._sentences += done.sentences
            yield done

    def _dataset(self, readings: Sequence[ReadingTask], known: Hashes) -> Any:
        """Readings to batches to what became of them. Each batch is a block of its own, for a block is what one task gets."""
        import ray.data

        context = ray.data.DataContext.get_current()
        context.target_max_block_size = 1
        context.max_errored_blocks = _DEATHS
        context.enable_progress_bars = False
        # One copy of the table for all processes of a machine.
        table = self._ray.put(known.table)
        read = partial(_read, errand=self._errand, known=table, count=len(known), bell=self._bell)
        code = partial(_code, errand=self._errand, bell=self._bell)
        items = [{"reading": json.dumps(asdict(reading)).encode("ascii")} for reading in readings]
        found = ray.data.from_items(items, override_num_blocks=len(items))
        # Reading takes no core of its own: a core that waits for reports to be read would wait for ever.
        with warnings.catch_warnings():  # that Ray 2.64 will have another name for it is no news for users
            warnings.simplefilter("ignore", DeprecationWarning)
            batches = found.flat_map(read, num_cpus=0, concurrency=self._readers, ray_remote_args_fn=_retries)
            return batches.map(code, num_cpus=1, concurrency=self.jobs, ray_remote_args_fn=_retries)


def _retries() -> dict[str, int]:
    return {"max_retries": _RETRIES}


def _drain(dataset: Any, rows: queue.Queue[Row | Exception | None]) -> None:
    try:
        for row in dataset.iter_rows():
            rows.put(row)
    except Exception as error:  # noqa: BLE001 the thread that waits for the rows is the one to tell
        rows.put(error)
    else:
        rows.put(None)


def _read(row: Row, *, errand: Errand, known: Any, count: int, bell: Any) -> Iterator[Row]:
    import ray

    said = json.loads(row["reading"])
    reading = ReadingTask(said["number"], tuple(said["names"]), said["growth"])
    yield from read_batches(errand, reading, Hashes.over(ray.get(known), count), _until_rung(bell))


def _code(row: Row, *, errand: Errand, bell: Any) -> Row:
    return code_row(errand, row, _until_rung(bell))


def _until_rung(bell: Any) -> Callable[[], bool]:
    """Whether to go on; whoever cannot ask any more has been left alone."""
    import ray
    from ray.exceptions import RayError

    asked, rung = -math.inf, False

    def goes_on() -> bool:
        nonlocal asked, rung
        if not rung and time.monotonic() - asked > _ASKS_EVERY:
            try:
                rung = ray.get(bell.is_rung.remote())
            except RayError:
                rung = True
            asked = time.monotonic()
        return not rung

    return goes_on
