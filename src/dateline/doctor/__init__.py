"""What an installation has, lacks and needs, and whether an archive is whole: findings, each with the next move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.doctor.diagnosis import Finding
from dateline.doctor.kept_archive import archive_findings, must_be_one
from dateline.doctor.kept_files import file_findings
from dateline.doctor.machine import machine_findings
from dateline.doctor.packages import package_findings
from dateline.doctor.trial import trial_findings

__all__ = ["Finding", "findings"]


def findings(archive: Path | None = None) -> Iterator[Finding]:
    """All findings, as they are made: of the packages, the machine, the files, a report that is coded, and the archive.

    Nothing is written and no network is used. Raises ArchiveError if there is no archive in the folder that is named.
    """
    if archive is not None:
        must_be_one(archive)
    yield from package_findings()
    yield from machine_findings()
    yield from file_findings()
    yield from trial_findings()
    if archive is not None:
        yield from archive_findings(archive)
