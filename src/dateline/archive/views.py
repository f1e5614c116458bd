"""The views over an archive's parts: of each report the newest coding of one coder, laid out flat."""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dateline.archive.coded_reports import CODED
from dateline.archive.columns import ViewColumn, columns_of, views
from dateline.archive.corrected import corrected_query
from dateline.archive.correcting import correct, reviewed_reports
from dateline.archive.damage import files_after, whole_parts
from dateline.archive.flat import FLAT, TABLES, flat_query
from dateline.archive.parts import FAILURE, laid_out, nested_source, quoted
from dateline.errors import ArchiveError

# A report is known by its id and address; one that has no address is known by its content, for two sources may number
# their reports alike.
_KEYED = """
CREATE VIEW held.keyed AS
SELECT *, CASE WHEN url IS NULL THEN content_hash ELSE report_id || chr(31) || url END AS key FROM held.all_reports
WHERE {then}
"""
# Most reports are coded once: only the others are ranked. Of equal codings, as a merge that was cut off may leave them in
# two parts, one counts; and which of two is the newest does not depend on the parts they stand in.
_RANKED = """
CREATE TABLE held.ranked AS
SELECT hash(_part) AS part, _row, key, coder, coded_at, row_number() OVER (PARTITION BY key, coder ORDER BY coded_at DESC,
  content_hash, dateline_version, reader_version, codebook_version, _part DESC, _row DESC) = 1 AS newest
FROM held.keyed WHERE hash(key) IN (SELECT hash(key) FROM held.keyed GROUP BY 1 HAVING count(*) > 1)
"""
_HIDDEN = """
CREATE TABLE held.hidden AS
SELECT part, _row FROM held.ranked WHERE NOT newest
UNION SELECT hash(_part), _row FROM held.all_reports WHERE coder <> {coder} OR NOT {then}
"""
# Different reports of one id: the one that came first keeps it, whoever coded it.
_RENAMED = """
CREATE TABLE held.renamed AS
WITH kept AS (SELECT hash(t._part) AS part, t._row, t.report_id, t.key, t.coded_at FROM held.keyed t
    ANTI JOIN (FROM held.ranked WHERE NOT newest) r ON r.part = hash(t._part) AND r._row = t._row),
  shared AS (SELECT * FROM kept WHERE hash(report_id) IN
    (SELECT hash(report_id) FROM kept GROUP BY 1 HAVING count(DISTINCT hash(key)) > 1)),
  first AS (SELECT key, min(coded_at) AS at FROM held.ranked GROUP BY key)
SELECT part, _row, report_id || '~' || left(md5(key), 8) AS new_id
FROM (SELECT shared.*, dense_rank() OVER (PARTITION BY report_id ORDER BY coalesce(first.at, coded_at), key) AS place
      FROM shared LEFT JOIN first USING (key))
WHERE place > 1
"""
#: Whose codings the views show unless another coder is asked for.
OURS = "dateline"
#: Ids of records that begin with their report's, in whatever view they stand.
_CODED_BY = tuple(
    f"t.{name}" for name in ("coded_at", "coder", "dateline_version", "reader_version", "codebook_version")
)
_COMPOUND = ("event_id", "statement_id", "record_id")


def create_views(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    parts: Sequence[Path],
    asked: str | None = None,
    *,
    raw: bool = False,
    at: datetime | None = None,
) -> None:
    """Define the documented views over these parts, with the codings of the coder who is asked for.

    That is ours if nobody is, or the only one there is. ArchiveError if there are codings, and none of that coder. Parts whose
    flat tables are missing are laid out as they are read. The views show what reviews make of the codings, unless they are
    wanted ``raw``; ``at`` a moment (with its zone): by the codings and reviews of before it.
    """
    connection.execute("CREATE SCHEMA held")  # what users need not see
    for table in TABLES:
        connection.execute(f"CREATE VIEW held.all_{table} AS {nested_or_flat(table, folder, parts)}")
    coder = _coder(connection, folder, asked)
    then = f"coded_at < TIMESTAMP {quoted(f'{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}')}" if at is not None else "true"
    for statement in (_KEYED.format(then=then), _RANKED, _HIDDEN.format(coder=quoted(coder), then=then), _RENAMED):
        connection.execute(statement)
    hides, renames = (_count(connection, name) > 0 for name in ("held.hidden", "held.renamed"))
    reviewed = {} if raw else reviewed_reports(folder)
    schema = CODED if reviewed else "main"
    if reviewed:
        connection.execute(f"CREATE SCHEMA {CODED}")
    for view in views():
        if view.rows:
            source = f"held.all_{view.name}" if view.laid_out else f"({flat_query(view, nested_source(parts))})"
            columns = [_column(column, renames=renames) for column in view.columns]
            select = shown(columns, source, hides=hides, renames=renames)
            connection.execute(f"CREATE VIEW {schema}.{view.name} AS {select}")
    _define_codings(connection)
    _define_failures(connection, folder)
    _define_stories(connection, folder, schema, told=coder == OURS)
    if reviewed:
        whose = "coalesce(renamed.new_id, t.report_id)" if renames else "t.report_id"
        columns = [f"{whose} AS id", "t.report_id AS own", "left(md5(t.key), 8) AS mark", *_CODED_BY]
        connection.execute(
            f"CREATE VIEW held.shown_ids AS {shown(columns, 'held.keyed', hides=hides, renames=renames)}"
        )
        correct(connection, folder, coder, reviewed, at)
        for view in views():
            if view.name not in ("codings", "failures"):
                connection.execute(f"CREATE VIEW main.{view.name} AS {corrected_query(view.name)}")
    else:
        _define_nothing_withdrawn(connection)


def _coder(connection: duckdb.DuckDBPyConnection, folder: Path, asked: str | None) -> str:
    """Whose codings to show of those that are there."""
    there = [
        coder for (coder,) in connection.execute("SELECT DISTINCT coder FROM held.all_reports ORDER BY 1").fetchall()
    ]
    if asked is None and len(there) == 1:
        return str(there[0])
    wanted = OURS if asked is None else asked
    if there and wanted not in there:
        raise ArchiveError(f"{folder}: holds no codings of {wanted}; name another coder: {', '.join(there)}")
    return wanted


def nested_or_flat(table: str, folder: Path, parts: Sequence[Path]) -> str:
    """The flat table over all parts, by its files where they are there."""
    done = laid_out(folder, table, parts)
    present = [folder / FLAT / table / part.name for part in parts if part.name in done]
    missing = [part for part in parts if part.name not in done]
    pieces = []
    if present:
        pieces.append(f"SELECT * FROM read_parquet([{', '.join(quoted(str(file)) for file in present)}])")
    if missing or not parts:
        pieces.append(flat_query(TABLES[table], nested_source(missing)))
    return " UNION ALL BY NAME ".join(pieces)


def shown(columns: Sequence[str], source: str, *, hides: bool = True, renames: bool = True) -> str:
    """SQL for columns of a source ``t`` with the address of its rows: of those alone that the views show.

    ``renamed.new_id`` is the id of a report that does not keep its own.
    """
    joins = " LEFT JOIN held.renamed ON renamed.part = hash(t._part) AND renamed._row = t._row" if renames else ""
    joins += " ANTI JOIN held.hidden ON hidden.part = hash(t._part) AND hidden._row = t._row" if hides else ""
    return f"SELECT {', '.join(columns)} FROM {source} t{joins}"


def _column(column: ViewColumn, *, renames: bool) -> str:
    name, plain = column.name, f't."{column.name}"'
    if not column.sql:  # what reviews say
        return f"NULL::{column.type} AS {name}"
    if renames and name == "report_id":
        return f"coalesce(renamed.new_id, {plain}) AS report_id"
    if renames and name in _COMPOUND:
        begins = f"renamed.new_id IS NOT NULL AND starts_with({plain}, t.report_id || ':')"
        return f"CASE WHEN {begins} THEN renamed.new_id || {plain}[length(t.report_id) + 1:] ELSE {plain} END AS {name}"
    return plain


def _define_codings(connection: duckdb.DuckDBPyConnection) -> None:
    """Older ones too, and those of all coders; of equal ones one."""
    columns = ", ".join(f"t.{column.name}" for column in columns_of("codings")[:-1])
    connection.execute(
        f"CREATE VIEW codings AS SELECT {columns}, coalesce(bool_or(r.newest), true) AS newest FROM held.all_reports t"
        f" LEFT JOIN held.ranked r ON r.part = hash(t._part) AND r._row = t._row GROUP BY ALL"
    )


def _define_failures(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each once, the last time; without those whose report has been coded since."""
    connection.execute(
        "CREATE VIEW failures AS SELECT source, cause, next_move, max(failed_at) AS failed_at"
        f" FROM {_parts_of(connection, folder, 'failures', FAILURE)} f WHERE content_hash IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM held.all_reports r WHERE r.content_hash = f.content_hash AND r.coded_at >= f.failed_at)"
        " GROUP BY source, cause, next_move"
    )


def _define_stories(connection: duckdb.DuckDBPyConnection, folder: Path, schema: str, *, told: bool) -> None:
    """As they were last told of our codings; empty before that, and for other coders."""
    columns = columns_of("stories")
    source = _parts_of(connection, folder, "stories", {column.name: column.type for column in columns})
    names = ", ".join(column.name for column in columns)
    connection.execute(f"CREATE VIEW {schema}.stories AS SELECT {names} FROM {source} WHERE {told}")


def _define_nothing_withdrawn(connection: duckdb.DuckDBPyConnection) -> None:
    empty = ", ".join(f"NULL::{column.type} AS {column.name}" for column in columns_of("withdrawn"))
    connection.execute(f"CREATE VIEW withdrawn AS SELECT {empty} WHERE false")


def _parts_of(connection: duckdb.DuckDBPyConnection, folder: Path, room: str, columns: Mapping[str, str]) -> str:
    """All parts in a folder of the archive that can be read, or nothing in these columns."""
    files = whole_parts(folder, room)
    while files:
        listed = f"[{', '.join(quoted(str(f)) for f in files)}]"
        try:
            connection.execute(f"SELECT count(*) FROM parquet_file_metadata({listed})")
        except duckdb.Error as error:
            files = files_after(error, files)
        else:
            return f"read_parquet({listed})"
    return "(SELECT " + ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns.items()) + " WHERE false)"


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])
