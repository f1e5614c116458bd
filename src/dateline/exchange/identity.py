"""Who is the same across reports, for formats that hold one record a person or body; and ids that stay the same.

The same Wikidata id is the same; so is the same name with the same kind and country. Whoever a report does not name
("protesters", "the police") is the same within that report alone. No name is matched loosely.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from dateline.exchange.selection import Chosen

if TYPE_CHECKING:
    import duckdb

IDENTITIES = "exchange_identities"

_QUERY = """
CREATE OR REPLACE TEMP TABLE {table} AS
WITH actor AS (
  SELECT report_id, actor_id, name, kind, country, sectors, wikidata, NULL::VARCHAR AS form FROM {participants}
  UNION ALL
  SELECT report_id, actor_id, name, kind, country, NULL, NULL, form FROM {mentions}
), one AS (
  SELECT report_id, actor_id, any_value(name) AS name, any_value(kind) AS kind, any_value(country) AS country,
    any_value(sectors) AS sectors, any_value(wikidata) AS wikidata,
    coalesce(bool_or(form = 'name'), false) OR any_value(kind) = 'state' AS named
  FROM actor GROUP BY report_id, actor_id
)
SELECT *, left(sha256(to_json([
  CASE WHEN wikidata IS NOT NULL THEN 'wikidata' WHEN named THEN 'name' ELSE 'report' END,
  CASE WHEN wikidata IS NOT NULL THEN wikidata WHEN named THEN lower(name) ELSE report_id END,
  CASE WHEN wikidata IS NOT NULL THEN '' WHEN named THEN kind || '.' || coalesce(country, '') ELSE actor_id END
])::VARCHAR), 24) AS identity
FROM one
"""


def identify(connection: duckdb.DuckDBPyConnection, source: Chosen) -> str:
    """Make the table of ``report_id, actor_id, identity, named`` and what is known of each actor; gives its name."""
    connection.execute(_QUERY.format(table=IDENTITIES, participants=source.participants, mentions=source.mentions))
    return IDENTITIES


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"DROP TABLE IF EXISTS {IDENTITIES}")


def stable_id(kind: str, *parts: object) -> str:
    """The same for the same parts, on every machine and in every run."""
    digest = hashlib.sha256(json.dumps([kind, *map(str, parts)]).encode("utf-8", "surrogatepass")).hexdigest()
    return f"dateline-{kind}-{digest[:24]}"
