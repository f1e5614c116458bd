"""Who is the same across reports, for formats that hold one record a person or body; and ids that stay the same.

The same Wikidata id is the same; so is the same name, as it is filed, with the same kind and country. A report that does
not tell the country means the bearer of that name whom nearly all reports that tell it mean. Whoever a report does not name
("protesters", "the police") is the same within that report alone. No name is matched loosely.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from dateline.exchange.selection import Selected
from dateline.world.names import filed_name

if TYPE_CHECKING:
    import duckdb

IDENTITIES = "exchange_identities"

#: SQL for the name by which an identity of the table ``i`` is shown: not in capitals, as a headline had it, if it can be helped.
SHOWN_NAME = "coalesce(min(i.name) FILTER (i.name <> upper(i.name)), min(i.name))"
_NEARLY_ALL = 0.8

_QUERY = """
CREATE OR REPLACE TEMP TABLE {table} AS
WITH actor AS (
  SELECT report_id, actor_id, name, kind, country, sectors, wikidata, NULL::VARCHAR AS form FROM {sides}
  UNION ALL
  SELECT report_id, actor_id, name, kind, country, NULL, NULL, form FROM {mentions}
), one AS (
  SELECT report_id, actor_id, any_value(name) AS name, any_value(kind) AS kind, any_value(country) AS country,
    any_value(sectors) AS sectors, any_value(wikidata) AS wikidata,
    coalesce(bool_or(form = 'name'), false) OR any_value(kind) = 'state' AS named
  FROM actor GROUP BY report_id, actor_id
), filed AS (
  SELECT name, filed_name(name) AS called FROM (SELECT DISTINCT name FROM one)
), told AS (
  SELECT called, kind, country, count(DISTINCT report_id) AS reports FROM one JOIN filed USING (name)
  WHERE named AND country IS NOT NULL GROUP BY ALL
), home AS (
  SELECT called, kind, arg_max(country, reports) AS home FROM told GROUP BY ALL
  HAVING max(reports) >= {nearly_all} * sum(reports)
)
SELECT one.*, left(sha256(to_json([
  CASE WHEN wikidata IS NOT NULL THEN 'wikidata' WHEN named THEN 'name' ELSE 'report' END,
  CASE WHEN wikidata IS NOT NULL THEN wikidata WHEN named THEN filed.called ELSE report_id END,
  CASE WHEN wikidata IS NOT NULL THEN '' WHEN named THEN one.kind || '.' || coalesce(country, home, '') ELSE actor_id END
])::VARCHAR), 24) AS identity
FROM one JOIN filed USING (name) LEFT JOIN home ON country IS NULL AND home.called = filed.called AND home.kind = one.kind
"""


def identify(connection: duckdb.DuckDBPyConnection, source: Selected) -> str:
    """Make the table of ``report_id, actor_id, identity, named`` and what is known of each actor; gives its name."""
    if not _knows_function(connection, "filed_name"):
        connection.create_function("filed_name", filed_name, ["VARCHAR"], "VARCHAR")
    views = {"sides": source.sides, "mentions": source.mentions}
    connection.execute(_QUERY.format(table=IDENTITIES, nearly_all=_NEARLY_ALL, **views))
    return IDENTITIES


def _knows_function(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM duckdb_functions() WHERE function_name = ?", [name]).fetchall())


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the table of :func:`identify`, if there is one."""
    connection.execute(f"DROP TABLE IF EXISTS {IDENTITIES}")


def stable_id(kind: str, *parts: object) -> str:
    """The same for the same parts, on every machine and in every run."""
    digest = hashlib.sha256(json.dumps([kind, *map(str, parts)]).encode("utf-8", "surrogatepass")).hexdigest()
    return f"dateline-{kind}-{digest[:24]}"
