"""A question in SQL to an archive's views: that it only reads, and what is wrong with it in one line with what there is."""

from __future__ import annotations

import re

import duckdb

from dateline.archive.columns import views
from dateline.errors import ArchiveError, printable

_READS = {"SELECT", "EXPLAIN"}


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
    return statements[0]


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
