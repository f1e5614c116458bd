"""The bundled reports in, an archive of their codings out, with its stories told: what there is to see before one's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from dateline.archive import Archive
from dateline.archive.fingerprint import raw_hash
from dateline.archive.write_stories import tell_stories
from dateline.coder import DatelineCoder, load
from dateline.demo.bundled import BUNDLED, bundled_reports
from dateline.errors import ArchiveError
from dateline.model import Coding
from dateline.reports.text import RawReport

#: Beside whatever else is worked on: easily found, and easily removed.
FOLDER = Path("dateline-demo")
_PART = 40  # reports: what stopping it can cost
_MOST_JOBS, _MANY = 4, 100  # each process loads a coder of its own first, which fewer reports are not worth

Watch = Callable[[int, int, int, int], None]
"""Told after every report: how many are coded, their sentences, how many were there already, and how many failed: none."""


def demo_archive(folder: Path | None = None, progress: Watch = lambda *_: None, *, jobs: int | None = None) -> Path:
    """The archive of the bundled reports, in ``folder`` or in ``dateline-demo`` of the working directory.

    What is there already, coded by these versions, is not coded again; so one that was stopped goes on, and one that is whole
    is given back at once. It is some ten seconds' work; ``jobs`` processes share it, by default up to four.

    Raises ArchiveError for a folder that holds anything else.
    """
    archive = Archive.writable(FOLDER if folder is None else folder)
    _refuse_others(archive)
    coder = load()
    known = archive.known(coder.versions)
    missing = [raw for raw in bundled_reports() if raw_hash(raw) not in known]
    _code(archive, coder, missing, progress, jobs or _jobs(len(missing)))
    tell_stories(archive)
    return archive.folder


def _code(archive: Archive, coder: DatelineCoder, missing: Sequence[RawReport], progress: Watch, jobs: int) -> None:
    codings = _watched(coder.pipe(missing, jobs=jobs), len(missing), progress)
    while part := list(islice(codings, _PART)):
        archive.add(part)


def _watched(codings: Iterator[Coding], missing: int, progress: Watch) -> Iterator[Coding]:
    there, sentences = len(bundled_reports()) - missing, 0
    for coded, coding in enumerate(codings, 1):
        sentences += coding.coverage.sentences
        progress(coded, sentences, there, 0)
        yield coding


def _jobs(missing: int) -> int:
    return min(os.cpu_count() or 1, _MOST_JOBS) if missing >= _MANY else 1


def _refuse_others(archive: Archive) -> None:
    """An archive of somebody's own must not get invented reports."""
    if not archive.parts():
        return
    with archive.reading() as connection:
        others = connection.execute(
            "SELECT count(*) FROM reports WHERE source IS NULL OR NOT starts_with(source, ?)", [BUNDLED]
        ).fetchone()
    if others is not None and others[0]:
        raise ArchiveError(
            f"{archive.folder}: holds other reports than the bundled ones; name a new folder for the demonstration"
        )
