"""One report of the archive with its whole coding, as it was coded: reviews are of that, and never of what they made of it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from dateline.archive.row import coding_of
from dateline.archive.stored import Address
from dateline.desk.asking import NotThereError
from dateline.desk.shelf import Snapshot
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding

_KEPT = 200
# A coder goes back and forth, and each verdict lets a new snapshot be made: what stands in a part stays what it is.
_opened: OrderedDict[tuple[str, Address, str], Coding] = OrderedDict()
_lock = Lock()


def opened_report(snapshot: Snapshot, report: str) -> Coding:
    """The coding that the views show of this report.

    Raises NotThereError if there is no such report, ArchiveError if its text was not kept or it is not whole.
    """
    address = snapshot.address(report)
    if address is None:
        raise NotThereError(f"{report[:80]}: the archive has no such report; look for it on /reports")
    key = (str(snapshot.folder), address, report)
    with _lock:
        if key in _opened:
            _opened.move_to_end(key)
            return _opened[key]
    coding = _read(snapshot, report)
    with _lock:
        _opened[key] = coding
        while len(_opened) > _KEPT:
            _opened.popitem(last=False)
    return coding


def _read(snapshot: Snapshot, report: str) -> Coding:
    row = snapshot.row(report)
    if row is None:
        raise ArchiveError(f"{report[:80]}: its part was merged away meanwhile; load the page again")
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
