"""One report of the archive with its whole coding, as it was coded: reviews are of that, and never of what they made of it."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from dateline.archive.parts import nested_source
from dateline.archive.row import coding_of
from dateline.archive.views import shown
from dateline.desk.asking import NotThereError
from dateline.desk.shelf import Snapshot
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding
from dateline.model.schema import fields_of

_WHERE = (
    f"SELECT _part, _row FROM ({shown(['t._part', 't._row', 't.report_id', 'renamed.new_id'], 'held.all_reports')})"  # noqa: S608
    " WHERE coalesce(new_id, report_id) = $report LIMIT 1"
)
_COLUMNS = ", ".join(f"t.{field.name}" for field in fields_of(Coding))


_KEPT = 200
_opened: OrderedDict[tuple[str, int, str], Coding] = OrderedDict()
_lock = Lock()


def opened_report(snapshot: Snapshot, report: str) -> Coding:
    """The coding that the views show of this report.

    Raises NotThereError if there is no such report, ArchiveError if its text was not kept or it is not whole.
    """
    places = snapshot.ask(_WHERE, {"report": report})
    if not places:
        raise NotThereError(f"{report[:80]}: the archive has no such report; look for it on /reports")
    part, row = snapshot.folder / "codings" / places[0]["_part"], places[0]["_row"]
    key = (str(part), row, report)  # what is written in a part is never changed
    with _lock:
        if key in _opened:
            _opened.move_to_end(key)
            return _opened[key]
    coding = _read(snapshot, part, row, report)
    with _lock:
        _opened[key] = coding
        while len(_opened) > _KEPT:
            _opened.popitem(last=False)
    return coding


def _read(snapshot: Snapshot, part: Path, row: int, report: str) -> Coding:
    rows = snapshot.ask(f"SELECT {_COLUMNS} FROM {nested_source([part])} t WHERE _row = $row", {"row": row})  # noqa: S608 ours
    if not rows:
        raise ArchiveError(f"{report[:80]}: its part was merged meanwhile; load the page again")
    (found,) = rows
    found["report"]["id"] = report
    if found["report"]["text"] is None:
        raise ArchiveError(f"{report[:80]}: the archive keeps no texts, and a coding is judged by its report's; code it again")
    try:
        return coding_of(found)
    except ReportError as error:
        raise ArchiveError(f"{report[:80]}: its coding cannot be read ({error.cause}); code its report again") from error
