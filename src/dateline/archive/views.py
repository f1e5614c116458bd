"""The views over an archive's parts: of each report the newest coding, laid out flat."""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from dateline.archive.columns import columns_of, views
from dateline.archive.flat import FLAT, TABLES, flat_query
from dateline.archive.parts import FAILURE, NESTED, nested_source, quoted

# A report is known by its id and address; one that has no address is known by its content, for two sources may number
# their reports alike.
_KEYED = """
CREATE VIEW held.keyed AS
SELECT *, CASE WHEN url IS NULL THEN content_hash ELSE report_id || chr(31) || url END AS key FROM held.all_reports
"""
# Most reports are coded once: only the others are ranked. Of equal codings, as a merge that was cut off may leave them in
# two parts, one counts; and which of two is the newest does not depend on the parts they stand in.
_RANKED = """
CREATE TABLE held.ranked AS
SELECT hash(_part) AS part, _row, key, coded_at, row_number() OVER (PARTITION BY key ORDER BY coded_at DESC,
  content_hash, dateline_version, reader_version, codebook_version, _part DESC, _row DESC) = 1 AS newest
FROM held.keyed WHERE hash(key) IN (SELECT hash(key) FROM held.keyed GROUP BY 1 HAVING count(*) > 1)
"""
_HIDDEN = "CREATE TABLE held.hidden AS SELECT part, _row FROM held.ranked WHERE NOT newest"
# Different reports of one id: the one that came first keeps it.
_RENAMED = """
CREATE TABLE held.renamed AS
WITH shown AS (SELECT hash(t._part) AS part, t._row, t.report_id, t.key, t.coded_at FROM held.keyed t
    ANTI JOIN held.hidden h ON h.part = hash(t._part) AND h._row = t._row),
  shared AS (SELECT * FROM shown
    WHERE hash(report_id) IN (SELECT hash(report_id) FROM shown GROUP BY 1 HAVING count(*) > 1)),
  first AS (SELECT key, min(coded_at) AS at FROM held.ranked GROUP BY key)
SELECT part, _row, report_id || '~' || left(md5(key), 8) AS new_id
FROM (SELECT shared.*, row_number() OVER (PARTITION BY report_id ORDER BY coalesce(first.at, coded_at), key) AS place
      FROM shared LEFT JOIN first USING (key))
WHERE place > 1
"""
_COMPOUND = ("event_id", "statement_id")


def create_views(connection: duckdb.DuckDBPyConnection, folder: Path, parts: Sequence[Path]) -> None:
    """Define the documented views over these parts. Parts whose flat tables are missing are laid out as they are read."""
    connection.execute("CREATE SCHEMA held")  # what users need not see
    for table in TABLES:
        connection.execute(f"CREATE VIEW held.all_{table} AS {nested_or_flat(table, folder, parts)}")
    for statement in (_KEYED, _RANKED, _HIDDEN, _RENAMED):
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
    _define_stories(connection, folder)


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
    joins = " LEFT JOIN held.renamed ON renamed.part = hash(t._part) AND renamed._row = t._row" if renames else ""
    joins += " ANTI JOIN held.hidden ON hidden.part = hash(t._part) AND hidden._row = t._row" if hides else ""
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
    """Older ones too; of equal ones one."""
    columns = "report_id, content_hash, dateline_version, reader_version, codebook_version, t.coded_at"
    connection.execute(
        f"CREATE VIEW codings AS SELECT {columns}, coalesce(bool_or(r.newest), true) AS newest FROM held.all_reports t"
        f" LEFT JOIN held.ranked r ON r.part = hash(t._part) AND r._row = t._row GROUP BY ALL"
    )


def _define_failures(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each once, the last time; without those whose report has been coded since."""
    connection.execute(
        "CREATE VIEW failures AS SELECT source, cause, next_move, max(failed_at) AS failed_at"
        f" FROM {_parts_of(folder / 'failures', FAILURE)} f WHERE content_hash IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM held.all_reports r WHERE r.content_hash = f.content_hash AND r.coded_at >= f.failed_at)"
        " GROUP BY source, cause, next_move"
    )


def _define_stories(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """As they were last told; empty before that."""
    columns = columns_of("stories")
    source = _parts_of(folder / "stories", {column.name: column.type for column in columns})
    connection.execute(f"CREATE VIEW stories AS SELECT {', '.join(column.name for column in columns)} FROM {source}")


def _parts_of(folder: Path, columns: Mapping[str, str]) -> str:
    """All parts in a folder, or nothing in these columns."""
    files = sorted(folder.glob("part-*.parquet"))
    if files:
        return f"read_parquet([{', '.join(quoted(str(f)) for f in files)}])"
    return "(SELECT " + ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns.items()) + " WHERE false)"


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
