"""The life of one worker process: a coder is loaded, then batches come in and what became of them goes out."""

from __future__ import annotations

import multiprocessing
from collections.abc import MutableSequence
from multiprocessing.connection import Connection
from typing import Any

from dateline.archive import Archive
from dateline.coder import Coder
from dateline.errors import MORE_MEMORY, ArchiveError, DatelineError, ran_out_of_memory
from dateline.garbage import collect_rarely
from dateline.model import Coding
from dateline.runs.batch import code_batch
from dateline.runs.job import Job

Counters = MutableSequence[int]
"""Reports and sentences that one worker has coded, in shared memory without a lock: a killed process would keep the lock."""


def work_on(connection: Connection, job: Job, counters: Counters, stop: Any) -> None:
    """Say the coder's versions, or in words why there is none; then answer each batch. ``stop`` cuts one short."""
    collect_rarely()
    try:
        try:
            coder = job.coder.load()
        except DatelineError as error:
            connection.send(str(error))
            return
        connection.send(coder.versions)
        _serve(connection, coder, job, counters, stop)
    except (EOFError, ConnectionError):
        return  # whoever started us is gone
    except Exception as error:
        if not ran_out_of_memory(error):
            raise
        connection.send(f"a process that codes ran out of memory; {MORE_MEMORY}")


def _serve(connection: Connection, coder: Coder, job: Job, counters: Counters, stop: Any) -> None:
    archive = Archive(job.archive) if job.archive is not None else None

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
