"""What an archive's reviews change, computed report by report and held in small tables that the views join.

Reviews that cannot be read change nothing, and stop nobody.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from dateline.archive.coded_reports import CODED, ReviewedReport, coded_reports
from dateline.archive.corrected import ACTORS_AS
from dateline.archive.fixes import TABLES, Measures, fixes_of
from dateline.archive.kept_fixes import KeptFixes
from dateline.archive.parts import quoted
from dateline.archive.review_rows import ReviewRow
from dateline.archive.reviews import Reviews
from dateline.errors import ArchiveError, DamagedPartWarning
from dateline.verdicts.given_values import Allowed

_AT_ONCE = 2_000  # units whose codings are held in memory
_RENAMED = re.compile(r"~[0-9a-f]{8}\Z")

# A unit is a report with all that share its own id, under whatever ids the views show them: which of several reports keeps the
# id may change with what else is coded. It is looked at again when it has new reviews, or is coded anew.
_UNITS = """
CREATE TABLE held.units AS
WITH owned AS (
  SELECT own, bit_xor(hash(id, coded_at, coder, dateline_version, reader_version, codebook_version))::VARCHAR AS coded
  FROM held.shown_ids SEMI JOIN (SELECT report AS own FROM held.reviewed UNION SELECT base FROM held.reviewed) USING (own)
  GROUP BY own),
named AS (SELECT r.report, r.last, CASE WHEN a.own IS NULL AND b.own IS NOT NULL THEN b.own ELSE r.report END AS unit,
    coalesce(a.coded, b.coded, '') AS coded
  FROM held.reviewed r LEFT JOIN owned a ON a.own = r.report LEFT JOIN owned b ON b.own = r.base)
SELECT unit, max(last) AS last, any_value(coded) AS coded, list(report) AS reports FROM named GROUP BY unit
"""
_FIX_ROWS = (
    "CREATE TABLE held.fix_rows"
    " (unit VARCHAR, last BIGINT, coded VARCHAR, name VARCHAR, row VARCHAR, fresh BOOLEAN DEFAULT false)"
)
_FRESH = """
INSERT INTO held.fix_rows
SELECT unit, last, coded, name, row, true FROM held.units
JOIN (SELECT unnest($1::VARCHAR[]) AS unit, unnest($2::VARCHAR[]) AS name, unnest($3::VARCHAR[]) AS row) USING (unit)
"""
_WORKING = ("reviewed", "units", "fix_rows")


def reviewed_reports(folder: Path) -> Mapping[str, int]:
    """The reports that have reviews, each with the number of its last; none if they cannot be read, with a warning."""
    try:
        return Reviews(folder).last()
    except ArchiveError as error:
        _warn(error)
        return {}


def _warn(error: ArchiveError) -> None:
    warnings.warn(DamagedPartWarning(f"{error}; meanwhile the views show what was coded"), stacklevel=3)


def correct(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    coder: str,
    reviewed: Mapping[str, int],
    before: datetime | None = None,
) -> None:
    """Make the tables of what the reviews of a coder's codings change, over the views of the schema :data:`CODED`.

    ``before`` a moment: only reviews of before it count.
    """
    _correct(connection, folder, coder, reviewed, before)
    drop_working_tables(connection)


def correct_again(connection: duckdb.DuckDBPyConnection, folder: Path, reviewed: Mapping[str, int]) -> None:
    """Make the tables anew in a transaction, where reviews have come since: over views that are corrected, and show some report.

    Call :func:`drop_working_tables` when it is over: what it has made, a transaction cannot drop.
    """
    for table in (*TABLES, "actors_as"):
        connection.execute(f"DROP TABLE held.{table}")
    ((coder,),) = connection.execute(f"SELECT any_value(coder) FROM {CODED}.reports").fetchall()
    _correct(connection, folder, coder, reviewed, None)


def drop_working_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what only helps to make the tables."""
    for table in _WORKING:
        connection.execute(f"DROP TABLE IF EXISTS held.{table}")


def _correct(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    coder: str,
    reviewed: Mapping[str, int],
    before: datetime | None,
) -> None:
    connection.execute("CREATE TABLE held.reviewed (report VARCHAR, base VARCHAR, last BIGINT)")
    names = [*reviewed]
    bases = [_RENAMED.sub("", name) for name in names]
    connection.execute(
        "INSERT INTO held.reviewed SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::BIGINT[])",
        [names, bases, [*reviewed.values()]],
    )
    connection.execute(_UNITS)
    connection.execute(_FIX_ROWS)
    kept = KeptFixes(folder, coder)
    if before is None:
        kept.read(connection)
    stale = connection.execute(
        "SELECT unit, reports FROM held.units ANTI JOIN held.fix_rows USING (unit) ORDER BY unit"
    )
    units = dict(stale.fetchall())
    if units:
        _look_at(connection, folder, coder, units, before)
        if before is None:
            kept.write(connection)
    for table, columns in TABLES.items():
        _make(connection, table, columns)
    connection.execute(ACTORS_AS)


def _look_at(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    coder: str,
    units: Mapping[str, Sequence[str]],
    before: datetime | None,
) -> None:
    """Compute the fixes of these units afresh."""
    unit_of = {report: unit for unit, reports in units.items() for report in reports}
    grouped: dict[str, list[ReviewRow]] = defaultdict(list)
    try:
        found = Reviews(folder).rows(unit_of.keys(), before=before)
    except ArchiveError as error:
        _warn(error)
        found = []
    for review in found:
        if isinstance(review, ReviewRow) and review.made_by[0] == coder:
            grouped[unit_of[review.report]].append(review)
    by = _measures(connection)
    names = [*units]
    for some in (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE)):
        rows = list(_of_units(connection, some, grouped, by))
        connection.execute(_FRESH, [list(column) for column in zip(*rows, strict=True)])


def _of_units(
    connection: duckdb.DuckDBPyConnection, units: Sequence[str], grouped: Mapping[str, list[ReviewRow]], by: Measures
) -> Iterator[tuple[str, str, str | None]]:
    """Unit, table and row; of each unit at least that it was looked at, which is no table's."""
    shown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for own, key, mark in connection.execute(
        "SELECT own, id, mark FROM held.shown_ids WHERE list_contains($1::VARCHAR[], own) ORDER BY ALL", [list(units)]
    ).fetchall():
        shown[own].append((key, mark))
    there = coded_reports(connection, [key for keys in shown.values() for key, _ in keys])
    for unit in units:
        yield unit, "", None
        at_home: dict[str, list[ReviewRow]] = defaultdict(list)
        for review in grouped.get(unit, ()):
            at_home[_home(review, shown[unit], there)].append(review)
        for report, reviews in at_home.items():
            for table, row in fixes_of(report, reviews, there.get(report), by):
                yield unit, table, json.dumps(row, ensure_ascii=False)


def _home(review: ReviewRow, shown: Sequence[tuple[str, str]], there: Mapping[str, ReviewedReport]) -> str:
    """The report that a review is of, by the id that the views show now: the one it names, but of several of one id one that has
    its record."""
    named = [key for key, mark in shown if key == review.report or review.report.endswith(f"~{mark}")]
    first = named[0] if named else review.report
    if len(shown) > 1 and review.record is not None:
        for key in (first, *(key for key, _ in shown)):
            if key in there and there[key].coded.has(review.record):
                return key
    return first


def _make(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    # Types of records as SQL has them cannot stand in the structure that from_json takes.
    kinds = {name: "JSON" if "STRUCT" in kind or kind.endswith("[]") else kind for name, kind in columns.items()}
    cast = ", ".join(f'fix."{name}"::{kind} AS "{name}"' for name, kind in columns.items())
    connection.execute(
        f"CREATE TABLE held.{table} AS SELECT DISTINCT {cast} FROM"
        f" (SELECT from_json(row, {quoted(json.dumps(kinds))}) AS fix FROM held.fix_rows WHERE name = {quoted(table)})"
    )


def _measures(connection: duckdb.DuckDBPyConnection) -> Measures:
    """The bundled codebook, and of one that a user brought what the codings show of it."""
    from dateline.codebook import event_types
    from dateline.world.countries import countries
    from dateline.world.organizations import BODY_CODES

    types = event_types()
    modes: dict[str, set[str]] = {name: {*kind.modes} for name, kind in types.items()}
    scores: dict[tuple[str, str | None], tuple[str | None, float | None]] = {}
    for kind, mode, quad, intensity in connection.execute(
        f"SELECT type, mode, any_value(quad), any_value(intensity) FROM {CODED}.events GROUP BY type, mode ORDER BY ALL"
    ).fetchall():
        if kind not in types:
            modes.setdefault(kind, set()).update([mode] if mode is not None else [])
            scores[kind, mode] = quad, intensity

    def scored(kind: str, mode: str | None) -> tuple[str | None, float | None]:
        if kind in types:
            return types[kind].quad, types[kind].intensity(mode)
        alike = next((score for (name, _), score in scores.items() if name == kind), (None, None))
        return scores.get((kind, mode), alike)

    shown = connection.execute(f"SELECT DISTINCT country FROM {CODED}.actors WHERE country IS NOT NULL").fetchall()
    codes = {*(one.iso3 for one in countries()), *BODY_CODES, *(code for (code,) in shown)}
    return Measures(Allowed(modes, codes), scored)
