"""The pairs of countries that an event joins, as SQL: for panels, charts and whoever chooses events by a pair."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dateline.exchange.codes import mutual_types

# Whether the actors of an event act on each other, as its coder says, or by its type; else they act together.
MUTUAL = f"coalesce(mutual, type IN ({', '.join(repr(name) for name in mutual_types())}))"


def country_pairs(events: str, sides: str) -> str:
    """Each actor with each recipient, as ``event_id, source, target``: country codes, null where one is not known.

    Actors are a pair, in both directions, only where they act on each other and no country is the recipient (those killed in
    a battle are none).
    """
    return f"""
WITH party AS (
  SELECT event_id, side, position, actor_id, country, mutual,
    bool_or(side = 'recipient' AND country IS NOT NULL) OVER (PARTITION BY event_id) AS directed
  FROM {sides} JOIN (SELECT event_id, {MUTUAL} AS mutual FROM {events}) USING (event_id)
)
SELECT event_id, a.country AS source, b.country AS target FROM party a JOIN party b USING (event_id)
WHERE a.side = 'actor' AND (b.side = 'recipient' OR (a.mutual AND NOT a.directed AND a.position <> b.position))"""
