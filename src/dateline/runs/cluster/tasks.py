"""The two tasks that a cluster's machines do: sources read into batches, a batch coded into a part of the archive.

What goes from one machine to another is a row of bytes, JSON in every column.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dateline.archive import Archive
from dateline.archive.hashes import Hashes
from dateline.coder import Coder
from dateline.errors import ArchiveError
from dateline.model import Versions
from dateline.runs.batch import Batch, Done, code_batch, packed, packed_done, unpacked
from dateline.runs.intake import Intake, Tally
from dateline.runs.job import CoderOf, Job

Row = dict[str, bytes]
"""``batch``: reports to be coded. ``done``: what became of some, ``key`` of which. ``announced``: keys and sources of all
batches that task ``task`` has made. ``error``: why the run must end."""

# Characters of a batch: small at first, so that a short run is spread evenly; in the end some minutes of one core, which
# is what a machine that dies costs each of its cores, and a part of about a thousand reports.
_FIRST, _MOST = 10_000, 4_000_000


@dataclass(frozen=True, slots=True)
class Errand:
    """What every machine has to know. All paths are absolute, of a disk that all machines share."""

    job: Job
    archive: Path
    versions: Versions
    token: str = field(default_factory=lambda: f".run-{uuid.uuid4().hex[:16]}")
    """A hidden file in the archive while the run lasts: a machine that does not see it has another disk there."""


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """One task of reading: ``growth`` is the share of what it has read that its next batch may hold; 0: a report each."""

    number: int
    names: tuple[str, ...]
    growth: float


def complaint(errand: Errand) -> str | None:
    """Why this machine cannot do it, or None if it can."""
    if not (errand.archive / errand.token).exists():
        return f"does not see {errand.archive} as it is here; name a folder of a disk that all machines share"
    try:
        found = _coder(errand.job.coder).versions
    except Exception as error:  # noqa: BLE001 whatever it is, the run must not begin
        return f"cannot load the coder ({type(error).__name__}: {str(error)[:200]}); install the same Dateline there"
    if found != errand.versions:
        return f"has {_told(found)}, and here it is {_told(errand.versions)}; install the same Dateline on all machines"
    return None


def read_batches(errand: Errand, reading: ReadingTask, known: Hashes, goes_on: Callable[[], bool]) -> Iterator[Row]:
    """The batches of what is new in these sources, and a last row that says how many there were and what was left out.

    Exact duplicates within the sources of one task are passed over; the same sources give the same rows.
    """
    tally, grown = Tally(), _Growth(reading.growth)
    options = replace(errand.job.options, passed_over=Counter())
    reports = replace(errand.job, sources=reading.names, options=options).reports()
    intake = Intake(reports, known, tally, grown.size)
    announced: list[tuple[str, str]] = []
    while (batch := intake.next_batch()) and goes_on():
        grown.note(batch)
        announced.append((batch[0][0], batch[0][1].source))
        yield _row(batch=packed(batch))
    done = Done(
        failures=tuple(tally.failures),
        unchanged=tally.unchanged,
        duplicates=tally.duplicates,
        no_reports=options.passed_over,
    )
    yield _row(done=packed_done(done), announced=json.dumps(announced).encode("ascii"), task=b"%d" % reading.number)


def code_row(errand: Errand, row: Row, goes_on: Callable[[], bool]) -> Row:
    """What became of the batch in the row; a row without one is handed on."""
    if not row["batch"]:
        return row
    if goes_on() and not (errand.archive / errand.token).exists():
        return _row(error=f"one of the machines {complaint(errand)}".encode())
    batch = unpacked(row["batch"])
    try:
        coder, archive = _coder(errand.job.coder), Archive(errand.archive)
        done = code_batch(coder, batch, archive, text=errand.job.text, goes_on=goes_on)
    except ArchiveError as error:
        return _row(error=str(error).encode())
    return _row(done=packed_done(done), key=batch[0][0].encode("ascii"))


class _Growth:
    """How much a batch may hold: a share of what has been read before it."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._read = 0

    def size(self) -> float:
        return min(_MOST, max(_FIRST if self._share else 0, self._share * self._read))

    def note(self, batch: Batch) -> None:
        self._read += sum(len(raw.text) for _, raw in batch)


@cache
def _coder(of: CoderOf) -> Coder:
    """One for a process, which codes many batches."""
    return of.load()


def _row(**columns: bytes) -> Row:
    return {"batch": b"", "done": b"", "key": b"", "announced": b"", "task": b"", "error": b""} | columns


def _told(versions: Versions) -> str:
    return f"Dateline {versions.dateline}, reader {versions.reader}, codebook {versions.codebook}"
