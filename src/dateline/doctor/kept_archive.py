"""An archive: whether its parts read through to their ends, its reviews hold together, and who coded it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.doctor.diagnosis import Finding
from dateline.errors import ArchiveError
from dateline.installed import called, shown
from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.archive.ask import Holdings

_LITTLE = 1_000_000_000  # bytes


def must_be_one(folder: Path) -> None:
    """Raises ArchiveError if there is no archive in the folder."""
    from dateline.archive import Archive

    Archive.existing(folder)


def archive_findings(folder: Path) -> Iterator[Finding]:
    """Of an archive: its parts, its reviews, its versions and its disk. Raises ArchiveError if there is none in the folder."""
    from dateline.archive import Archive, ask

    archive = Archive.existing(folder)
    yield from _parts(archive)
    try:
        held = ask.holdings(archive)
    except ArchiveError as error:
        yield Finding("archive", "wrong", f"cannot be counted: {error}", "mend what is wrong above, then start again")
    else:
        says = f"{held.reports:,} reports, {held.events:,} events, {held.failures:,} records that could not be coded"
        yield Finding("archive", "well", says)
        yield from _versions(held, folder)
    yield from _reviews(folder)
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:,.1f} GB are free in {shown(folder)}"
    yield Finding("disk", "well", says) if free > _LITTLE else Finding("disk", "wrong", says, "make room on it")


def _parts(archive: Archive) -> Iterator[Finding]:
    """Every part is read from beginning to end, for an end that is whole says nothing of what is before it."""
    from dateline.archive.damage import damaged_inside, damaged_parts, reads_through

    parts = archive.parts()
    broken = damaged_parts(archive.folder) + [damaged_inside(part) for part in parts if not reads_through(part)]
    for damaged in broken:
        yield Finding("parts", "wrong", f"{damaged.file}: {damaged.cause}", damaged.next_move)
    if not broken:
        yield Finding("parts", "well", f"{len(parts):,}, each read through to its end")


def _versions(held: Holdings, folder: Path) -> Iterator[Finding]:
    others = sum(of.reports for of in held.versions if of.coder == "dateline" and of.dateline != __version__)
    if others:
        says = f"{others:,} of its reports were coded by another version than {__version__}"
        again = f"code them anew, from their sources: {called('code', 'SOURCE', '--into', str(folder))}"
        yield Finding("versions", "absent", says, again)


def _reviews(folder: Path) -> Iterator[Finding]:
    from dateline.archive.reviews import Reviews

    try:
        number = len(Reviews(folder).rows())
    except ArchiveError as error:
        yield Finding("reviews", "wrong", str(error), "put a whole copy in its place")
        return
    yield Finding("reviews", "well", f"{number:,} can be read" if number else "there are none")
