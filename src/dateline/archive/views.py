"""The views over an archive's parts: of each report the newest coding, laid out flat."""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dateline.archive.columns import views
from dateline.archive.flat import FLAT, TABLES, flat_query
from dateline.archive.parts import NESTED, nested_source, quoted

# A report is known by its id and address; one that has no address is known by its content, for two sources may number
# their reports alike.
_RANKED = """
CREATE TABLE held.ranked AS
SELECT _part, _row, key, report_id, content_hash, coded_at,
  row_number() OVER (PARTITION BY key ORDER BY coded_at DESC, _part DESC, _row DESC) = 1 AS newest
FROM (SELECT *, CASE WHEN url IS NULL THEN content_hash ELSE report_id || chr(31) || url END AS key FROM held.all_reports)
"""
_HIDDEN = "CREATE TABLE held.hidden AS SELECT _part, _row FROM held.ranked WHERE NOT newest"
# Different reports of one id: the one that came first keeps it.
_RENAMED = """
CREATE TABLE held.renamed AS
SELECT _part, _row, report_id || '~' || left(md5(key), 8) AS new_id
FROM (SELECT *, row_number() OVER (PARTITION BY report_id ORDER BY first_at, key) AS place
      FROM (SELECT *, min(coded_at) OVER (PARTITION BY key) AS first_at FROM held.ranked) WHERE newest)
WHERE place > 1
"""
_COMPOUND = ("event_id", "statement_id")


def create_views(connection: duckdb.DuckDBPyConnection, folder: Path, parts: Sequence[Path]) -> None:
    """Define the documented views over these parts. Parts whose flat tables are missing are laid out as they are read."""
    connection.execute("CREATE SCHEMA held")  # what users need not see
    for table in TABLES:
        connection.execute(f"CREATE VIEW held.all_{table} AS {nested_or_flat(table, folder, parts)}")
    for statement in (_RANKED, _HIDDEN, _RENAMED):
        connection.execute(statement)
    hides, renames = (_count(connection, name) > 0 for name in ("held.hidden", "held.renamed"))
    for view in views():
        if view.name in TABLES:
            columns = [_column(c.name, renames=renames) for c in view.columns]
            _define(connection, view.name, f"SELECT {', '.join(columns)} FROM held.all_{view.name} t", hides, renames)
    renamed = _column("report_id", renames=renames)
    text = f"SELECT _part, _row, report.id AS report_id, report.text AS text FROM {_nested(parts)}"
    _define(connection, "texts", f"SELECT {renamed}, t.text FROM ({text}) t", hides, renames)
    _define_codings(connection)
    _define_failures(connection, folder)


def nested_or_flat(table: str, folder: Path, parts: Sequence[Path]) -> str:
    """The flat table over all parts, by its files where they are there."""
    flat = {part: folder / FLAT / table / part.name for part in parts}
    present = [file for file in flat.values() if file.exists()]
    missing = [part for part, file in flat.items() if not file.exists()]
    pieces = []
    if present:
        pieces.append(f"SELECT * FROM read_parquet([{', '.join(quoted(str(file)) for file in present)}])")
    if missing or not parts:
        pieces.append(flat_query(table, _nested(missing)))
    return " UNION ALL BY NAME ".join(pieces)


def _define(connection: duckdb.DuckDBPyConnection, name: str, select: str, hides: bool, renames: bool) -> None:
    joins = " LEFT JOIN held.renamed ON renamed._part = t._part AND renamed._row = t._row" if renames else ""
    joins += " ANTI JOIN held.hidden ON hidden._part = t._part AND hidden._row = t._row" if hides else ""
    connection.execute(f"CREATE VIEW {name} AS {select}{joins}")


def _column(name: str, *, renames: bool) -> str:
    plain = f't."{name}"'
    if renames and name == "report_id":
        return f"coalesce(renamed.new_id, {plain}) AS report_id"
    if renames and name in _COMPOUND:
        tail = f"{plain}[length(t.report_id) + 1:]"
        return f"CASE WHEN renamed.new_id IS NULL THEN {plain} ELSE renamed.new_id || {tail} END AS {name}"
    return plain


def _define_codings(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE VIEW codings AS SELECT t.report_id, t.content_hash, t.dateline_version, t.reader_version,"
        " t.codebook_version, t.coded_at, r.newest FROM held.all_reports t"
        " JOIN held.ranked r ON r._part = t._part AND r._row = t._row"
    )


def _define_failures(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each once, the last time; without those whose report has been coded since."""
    files = sorted((folder / "failures").glob("part-*.parquet"))
    source = (
        f"read_parquet([{', '.join(quoted(str(f)) for f in files)}])"
        if files
        else "(SELECT NULL::VARCHAR AS source, NULL::VARCHAR AS cause, NULL::VARCHAR AS next_move,"
        " NULL::VARCHAR AS content_hash, NULL::TIMESTAMP AS failed_at WHERE false)"
    )
    connection.execute(
        "CREATE VIEW failures AS SELECT source, cause, next_move, max(failed_at) AS failed_at"
        f" FROM {source} f WHERE content_hash IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM held.ranked r WHERE r.content_hash = f.content_hash AND r.coded_at >= f.failed_at)"
        " GROUP BY source, cause, next_move"
    )


def _nested(parts: Sequence[Path]) -> str:
    return nested_source(parts) if parts else _EMPTY


def _type_of(structure: object) -> str:
    """The SQL type of a piece of the nested row."""
    if isinstance(structure, dict):
        fields = (f'"{name}" {_type_of(inner)}' for name, inner in structure.items())
        return f"STRUCT({', '.join(fields)})"
    if isinstance(structure, list):
        return f"{_type_of(structure[0])}[]"
    return str(structure)


_EMPTY = (
    "(SELECT "
    + ", ".join(f"NULL::{_type_of(structure)} AS {name}" for name, structure in NESTED.items())
    + ", 0::BIGINT AS _row, ''::VARCHAR AS _part WHERE false)"
)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])
