"""One report of the archive with its whole coding, as it was coded: reviews are of that, and never of what they made of it."""

from __future__ import annotations

from dateline.archive.row import coding_of
from dateline.desk.asking import NotThereError
from dateline.desk.shelf import Snapshot
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding


def opened_report(snapshot: Snapshot, report: str) -> Coding:
    """The coding that the views show of this report.

    Raises NotThereError if there is no such report, ArchiveError if its text was not kept or it is not whole.
    """
    row = snapshot.row(report)
    if row is None:
        raise NotThereError(f"{report[:80]}: the archive has no such report; look for it on /reports")
    if row["report"]["text"] is None:
        raise ArchiveError(
            f"{report[:80]}: the archive keeps no texts, and a coding is judged by its report's; code it again"
        )
    try:
        return coding_of(row)
    except ReportError as error:
        raise ArchiveError(
            f"{report[:80]}: its coding cannot be read ({error.cause}); code its report again"
        ) from error
