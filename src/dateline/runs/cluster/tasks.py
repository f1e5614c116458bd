"""The two tasks that a cluster's machines do: sources read into batches, a batch coded into a part of the archive.

What goes from one machine to another is a row of bytes, JSON in every column.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive import Archive, Failure
from dateline.archive.fingerprint import raw_hash
from dateline.archive.hashes import Hashes
from dateline.errors import ArchiveError, ReportError
from dateline.model import Versions
from dateline.reports.options import DEFAULT, SourceOptions
from dateline.reports.reading import read_sources, with_given
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch, Done, code_batch, packed, packed_done, unpacked

if TYPE_CHECKING:
    from dateline.coder import Coder

_Keyed = Iterator[tuple[str, RawReport]]
Row = dict[str, bytes]
"""``batch``: reports to be coded. ``done``: what became of some, ``key`` of which. ``announced``: keys and sources of all
batches that task ``task`` has made. ``error``: why the run must end."""

# Characters of a batch: small at first, so that a short run is spread evenly; in the end some minutes of one core, which
# is what a machine that dies costs each of its cores, and a part of about a thousand reports.
_FIRST, _MOST = 10_000, 4_000_000


@dataclass(frozen=True, slots=True)
class Job:
    """What every machine has to know. All paths are absolute, of a disk that all machines share."""

    archive: Path
    codebook: Path | None
    versions: Versions
    text: bool = True
    options: SourceOptions = DEFAULT
    published: date | None = None
    publisher: str | None = None
    token: str = field(default_factory=lambda: f".run-{uuid.uuid4().hex[:16]}")
    """A hidden file in the archive while the run lasts: a machine that does not see it has another disk there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One task of reading: ``growth`` is the share of what it has read that its next batch may hold; 0: a report each."""

    number: int
    names: tuple[str, ...]
    growth: float


def complaint(job: Job) -> str | None:
    """Why this machine cannot do the job, or None if it can."""
    if not (job.archive / job.token).exists():
        return f"does not see {job.archive} as it is here; name a folder of a disk that all machines share"
    try:
        found = _coder(job.codebook).versions
    except Exception as error:  # noqa: BLE001 whatever it is, the run must not begin
        return f"cannot load the coder ({type(error).__name__}: {str(error)[:200]}); install the same Dateline there"
    if found != job.versions:
        return f"has {_told(found)}, and here it is {_told(job.versions)}; install the same Dateline on all machines"
    return None


def read_batches(job: Job, reading: Reading, known: Hashes, goes_on: Callable[[], bool]) -> Iterator[Row]:
    """The batches of what is new in these sources, and a last row that says how many there were and what was left out.

    Exact duplicates within the sources of one task are passed over; the same sources give the same rows.
    """
    tally = _Tally()
    options = replace(job.options, passed_over=Counter())
    reports = with_given(read_sources(reading.names, options), job.published, job.publisher)
    announced: list[tuple[str, str]] = []
    for batch in _in_batches(_new(reports, known, tally), reading.growth):
        if not goes_on():
            break
        announced.append((batch[0][0], batch[0][1].source))
        yield _row(batch=packed(batch))
    done = Done(
        failures=tuple(tally.failures),
        unchanged=tally.unchanged,
        duplicates=tally.duplicates,
        no_reports=options.passed_over,
    )
    yield _row(done=packed_done(done), announced=json.dumps(announced).encode("ascii"), task=b"%d" % reading.number)


def code_row(job: Job, row: Row, goes_on: Callable[[], bool]) -> Row:
    """What became of the batch in the row; a row without one is handed on."""
    if not row["batch"]:
        return row
    if goes_on() and not (job.archive / job.token).exists():
        return _row(error=f"one of the machines {complaint(job)}".encode())
    batch = unpacked(row["batch"])
    try:
        done = code_batch(_coder(job.codebook), batch, Archive(job.archive), text=job.text, goes_on=goes_on)
    except ArchiveError as error:
        return _row(error=str(error).encode())
    return _row(done=packed_done(done), key=batch[0][0].encode("ascii"))


@dataclass(slots=True)
class _Tally:
    unchanged: int = 0
    duplicates: int = 0
    failures: list[Failure] = field(default_factory=list)


@cache
def _coder(codebook: Path | None) -> Coder:
    """One for a process, which codes many batches."""
    from dateline.coder import load

    return load(codebook)


def _new(reports: Iterator[RawReport | ReportError], known: Hashes, tally: _Tally) -> _Keyed:
    met = Hashes()
    for report in reports:
        if isinstance(report, ReportError):
            tally.failures.append(Failure.of(report))
            continue
        key = raw_hash(report)
        if key in known:
            tally.unchanged += 1
        elif met.add(key):
            yield key, report
        else:
            tally.duplicates += 1


def _in_batches(items: _Keyed, growth: float) -> Iterator[Batch]:
    batch: list[tuple[str, RawReport]] = []
    held = read = 0
    for item in items:
        batch.append(item)
        held += len(item[1].text)
        if held >= min(_MOST, max(_FIRST if growth else 0, growth * read)):
            yield batch
            read += held
            batch, held = [], 0
    if batch:
        yield batch


def _row(**columns: bytes) -> Row:
    return {"batch": b"", "done": b"", "key": b"", "announced": b"", "task": b"", "error": b""} | columns


def _told(versions: Versions) -> str:
    return f"Dateline {versions.dateline}, reader {versions.reader}, codebook {versions.codebook}"
