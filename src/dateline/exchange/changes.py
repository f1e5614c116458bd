"""What has changed in an export since a moment: which rows are new, which say something else, and which are gone.

Whoever keeps a database of exported rows needs the rows to put in and the rows to take out. So the events are compared as the
archive showed them then (its codings and reviews of before that moment) and as it shows them now, under the same filters. An
event that no longer fits the filters is gone like one that was withdrawn.
"""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.export_formats import ExportFormat
from dateline.exchange.output import whole_file
from dateline.exchange.selection import chosen, narrow_to, select_events

if TYPE_CHECKING:
    import duckdb

    from dateline.archive import Archive
    from dateline.exchange.selection import Filters

#: A report that was being coded when an archive was last asked may be told as coded before: ask for so much more.
OVERLAP = timedelta(hours=1)
COLUMNS = ("change", "id", "event_id", "report_id", "by")
#: Of each event that the format holds: all that its row and its sides say, and when its report was coded.
_STATE = """
SELECT e.event_id, e.report_id, hash(e) AS row, s.sides FROM {events} e
LEFT JOIN (SELECT event_id, bit_xor(hash(t)) AS sides FROM sides t GROUP BY event_id) s USING (event_id) {points}
"""
_CODED = "SELECT report_id, coded_at FROM reports"
_CHANGES = """
CREATE OR REPLACE TEMP TABLE exchange_changes AS
WITH then_is AS (FROM read_parquet({events})), then_coded AS (FROM read_parquet({reports})),
  both_sides AS (
    SELECT coalesce(n.event_id, t.event_id) AS event_id, coalesce(n.report_id, t.report_id) AS report_id,
      CASE WHEN t.event_id IS NULL THEN 'new' WHEN n.event_id IS NULL THEN 'withdrawn'
        WHEN n.row IS DISTINCT FROM t.row OR n.sides IS DISTINCT FROM t.sides THEN 'changed' END AS change
    FROM ({now}) n FULL JOIN then_is t ON t.event_id = n.event_id)
SELECT change, event_id, b.report_id, CASE WHEN r.coded_at IS NOT DISTINCT FROM c.coded_at THEN 'review' ELSE 'coding' END AS "by"
FROM both_sides b LEFT JOIN reports r ON r.report_id = b.report_id LEFT JOIN then_coded c ON c.report_id = b.report_id
WHERE change IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many events are new, changed and withdrawn."""

    new: int
    changed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """Of which events changes are asked: filters as they are meant, whose codings, and whether reviews count."""

    filters: Filters
    coder: str | None = None
    raw: bool = False


def narrow_to_changes(
    now: duckdb.DuckDBPyConnection, archive: Archive, since: datetime, asked: ChangesAsked, form: ExportFormat
) -> Changes:
    """Let every export over this connection see the new and changed events alone; :func:`write_changes` says which they are.

    The connection must see the events that are asked for.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        events, reports = Path(folder) / "events.parquet", Path(folder) / "reports.parquet"
        with archive.reading(coder=asked.coder, raw=asked.raw, at=since) as then:
            select_events(then, asked.filters)
            for query, file in ((_state(then, form), events), (_CODED, reports)):
                then.execute(f"COPY ({query}) TO {_quoted(file)} (FORMAT parquet)")
        made = _CHANGES.format(events=_quoted(events), reports=_quoted(reports), now=_state(now, form))
        now.execute(made)
    narrow_to(now, "SELECT event_id FROM exchange_changes WHERE change <> 'withdrawn'")
    counts = dict(now.execute("SELECT change, count(*) FROM exchange_changes GROUP BY change").fetchall())
    return Changes(*(counts.get(name, 0) for name in ("new", "changed", "withdrawn")))


def _state(connection: duckdb.DuckDBPyConnection, form: ExportFormat) -> str:
    points = "WHERE e.lat IS NOT NULL AND e.lon IS NOT NULL" if form.points else ""
    return _STATE.format(events=chosen(connection, happened=form.happened).events, points=points)


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def changes_file(output: Path, form: ExportFormat) -> Path:
    """Where an export says what has changed: beside it, or within its folder."""
    return output / "changes.csv" if form.folder else output.with_name(f"{output.stem}.changes.csv")


def write_changes(connection: duckdb.DuckDBPyConnection, output: Path, form: ExportFormat) -> Path:
    """Write a row for each event that is new, changed or withdrawn, with the id by which the format knows it."""
    file = changes_file(output, form)
    found = connection.execute(
        'SELECT change, event_id, report_id, "by" FROM exchange_changes ORDER BY change, event_id'
    )
    with whole_file(file) as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        while batch := found.fetchmany(5_000):
            rows.writerows([change, form.key(event), event, report, by] for change, event, report, by in batch)
    return file
