"""A question in SQL to an archive's views: that it only reads them, and what is wrong with it in one line with what there is.

DuckDB runs what writes also inside a SELECT (``WITH a AS (COPY … TO …)``), reads files by their names in place of tables, and
has functions that read files or run SQL: so a question may hold nothing but the parts that are known to do no harm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb

from dateline.archive.columns import views
from dateline.errors import ArchiveError, printable

_READS = {"SELECT", "EXPLAIN"}
_EXPLAIN = re.compile(r"(?is)\A\s*(?:(?:/\*.*?\*/|--[^\n]*\n)\s*)*explain\b\s*(?:\([^()]*\))?")
# Parts of a question, and functions that make rows, out of what the question itself holds.
_QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "repeat", "json_each", "json_tree"})


def only_reads(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of the question. Raises ArchiveError if there are several, or it does anything but read."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise told_in_a_line(error, sql) from error
    if len(statements) != 1:
        raise ArchiveError(f"give one SELECT; this is {len(statements)} statements.")
    kind = statements[0].type.name.removesuffix("_STATEMENT")
    # To analyze is to run, and what is explained may be anything: a COPY that writes into the archive.
    if kind not in _READS or (kind == "EXPLAIN" and re.search(r"(?i)\banaly[sz]e\b", sql)):
        raise ArchiveError("an archive is only read: give a SELECT, or EXPLAIN one.")
    for part in _parts(connection, _EXPLAIN.sub("", sql, count=1) if kind == "EXPLAIN" else sql):
        _refuse_other(part)
    return statements[0]


def _parts(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    """Every part of a SELECT, as DuckDB takes it apart."""
    try:
        found = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
        tree = json.loads(found[0][0])
    except RecursionError:
        raise ArchiveError("the query is nested too deeply; write it flatter") from None
    if tree.get("error"):
        raise ArchiveError("an archive is only read: give a SELECT, or EXPLAIN one.")
    waiting: list[Any] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _refuse_other(part: dict[str, Any]) -> None:
    """Raises ArchiveError for a part that writes, and one that takes rows from elsewhere than the views."""
    kind = part.get("type")
    if not isinstance(kind, str):
        return
    if kind.endswith("_NODE") and kind not in _QUERIES:
        raise ArchiveError("an archive is only read: give a SELECT that holds nothing but SELECTs.")
    name = ""
    if kind == "TABLE_FUNCTION" and part["function"]["function_name"].lower() not in _FUNCTIONS:
        name = part["function"]["function_name"]
    elif kind == "BASE_TABLE" and not re.fullmatch(r"[\w ]+", part["table_name"]):
        name = part["table_name"]
    if name:
        raise ArchiveError(
            f"{printable(name)} cannot be read from; there are {', '.join(view.name for view in views())}"
        )


def told_in_a_line(error: duckdb.Error, sql: str) -> ArchiveError:
    """DuckDB's error in one line, with the columns there are if one was named that is not."""
    message = str(error)
    cause = printable(re.sub(r"^\w[\w ]* Error: ", "", message.splitlines()[0]).rstrip())
    used = [view for view in views() if re.search(rf"(?i)\b{view.name}\b", sql)]
    if re.search(r"(?i)referenced column|does not have a column|table .* not found|referenced table", message) and used:
        cause = re.sub(r" not found in FROM clause!?$", " does not exist", cause)
        have = "; ".join(f"{view.name} has {', '.join(c.name for c in view.columns)}" for view in used)
        return ArchiveError(f"{cause.rstrip('.!')}. {have}")
    if re.search(r"(?i)table with name", message):
        return ArchiveError(f"{cause.rstrip('.!')}. There are {', '.join(view.name for view in views())}")
    return ArchiveError(f"{cause.rstrip('.!')}; mend the SQL, for which dateline query --columns lists what there is")
