"""The views as reviews correct them, laid over those that show the codings.

What the reviews change stands in small tables (:mod:`dateline.archive.correcting`); the views join them. An archive without
reviews has none of this.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import duckdb

from dateline.archive.coded_reports import CODED
from dateline.archive.columns import columns_of
from dateline.verdicts.given_values import COUNTED


def is_corrected(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the views of this connection show what reviews make of the codings."""
    return bool(connection.execute("SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", [CODED]).fetchall())


def changed_by_reviews(connection: duckdb.DuckDBPyConnection) -> str:
    """Tells the values that reviews give from those of other reviews; empty if they give none."""
    if not is_corrected(connection):
        return ""
    tables = ("event_fixes", "side_fixes", "sides_added", "events_added", "actors_as", "(FROM held.found WHERE gone)")
    counts = (
        f"SELECT {n} AS n, count(*) AS rows, bit_xor(hash(t)) AS all_of_them FROM {name if '(' in name else f'held.{name}'} t"
        for n, name in enumerate(tables)
    )
    found = connection.execute(f"SELECT n, all_of_them FROM ({' UNION ALL '.join(counts)}) WHERE rows > 0 ORDER BY n")
    return " ".join(f"{n}:{hashed}" for n, hashed in found.fetchall())


# An actor that is another, known by that name, has what most of those have who bear it; one that is told apart from its
# namesakes is not whom a table of people takes them for.
ACTORS_AS = f"""
CREATE TABLE held.actors_as AS
WITH bearers AS (
  SELECT name, mode(kind) AS kind, mode(country) AS country, nullif(mode(coalesce(wikidata, '')), '') AS wikidata
  FROM {CODED}.actors SEMI JOIN (SELECT name FROM held.actor_fixes WHERE known_as) USING (name) GROUP BY name)
SELECT f.report_id, f.actor_id, f.name, b.kind, f.has_country OR b.country IS NOT NULL AS has_country,
  CASE WHEN f.has_country THEN f.country ELSE b.country END AS country,
  f.apart OR b.name IS NOT NULL AS has_wikidata, CASE WHEN NOT f.apart THEN b.wikidata END AS wikidata
FROM held.actor_fixes f LEFT JOIN bearers b ON f.known_as AND b.name = f.name
"""
_NAMES = (
    "(SELECT report_id, map_from_entries(list({'k': actor_id, 'v': name})) AS names FROM held.actors_as"
    " WHERE name IS NOT NULL GROUP BY report_id)"
)


def _as(actor: str, *, prefix: str = "") -> tuple[dict[str, str], str]:
    """Columns of an actor as reviews have it, and how to join what they say of it."""
    columns = {
        f"{prefix}name": f'coalesce(a.name, t."{prefix}name")',
        f"{prefix}country": f'CASE WHEN a.has_country THEN a.country ELSE t."{prefix}country" END',
    }
    if not prefix:
        columns |= {
            "kind": "coalesce(a.kind, t.kind)",
            "wikidata": "CASE WHEN a.has_wikidata THEN a.wikidata ELSE t.wikidata END",
        }
    return columns, f" LEFT JOIN held.actors_as a ON a.report_id = t.report_id AND a.actor_id = t.{actor}"


_SOURCES = {
    "sources": "CASE WHEN n.names IS NULL THEN t.sources ELSE"
    " list_transform(t.source_ids, lambda who, i: coalesce(n.names[who], t.sources[i])) END"
}
_BY_NAME = f" LEFT JOIN {_NAMES} n ON n.report_id = t.report_id"
_STANDS = " ANTI JOIN (SELECT event_id FROM held.found WHERE gone) g ON g.event_id = t.{}"
_NOT_FIXED = (
    " ANTI JOIN held.fixed_fields x ON x.report_id = t.report_id AND x.record_id = t.record_id AND x.field = t.field"
)


def _fixed(group: str, *names: str) -> dict[str, str]:
    return {name: f'CASE WHEN f.has_{group} THEN f."{name}" ELSE t."{name}" END' for name in names}


def _emptied(group: str, *names: str) -> dict[str, str]:
    return {name: f'CASE WHEN NOT coalesce(f.has_{group}, false) THEN t."{name}" END' for name in names}


_OF_EVENTS = {
    **_fixed("kind", "type", "mode", "quad", "intensity"),
    **_emptied("type", "mutual"),
    **_fixed("status", "status"),
    **_fixed("date", "date_start", "date_end", "date_precision"),
    **_emptied("date", "date_span_start", "date_span_end", "date_from", "date_confidence", "date_text"),
    **{name: f"CASE WHEN list_contains(f.sizes, '{name}') THEN f.{name} ELSE t.{name} END" for name in COUNTED},
    "at_least": "CASE WHEN f.sizes IS NULL THEN t.at_least ELSE"
    " list_filter(t.at_least, lambda what: NOT list_contains(f.sizes, what)) END",
    **_fixed("place", "place_id", "place_name", "place_country", "lat", "lon", "geonames_id", "place_feature"),
    **_emptied("place", "place_from", "place_confidence"),
    **_SOURCES,
    **{name: f"j.{name}" for name in ("review", "review_fields", "review_basis")},
}
_JUDGED = (
    " LEFT JOIN held.event_fixes f ON f.event_id = t.event_id LEFT JOIN held.found j ON j.event_id = t.event_id"
    + _BY_NAME
)
# Whoever stays on a side that was corrected stays with the words that told it.
_LEFT_SIDE = (
    " WHERE NOT EXISTS (FROM held.side_fixes s WHERE s.event_id = t.event_id AND s.side = t.side)"
    " OR EXISTS (FROM held.sides_added s WHERE s.event_id = t.event_id AND s.side = t.side AND s.actor_id = t.actor_id)"
)
_SIDE_GONE = " ANTI JOIN held.side_fixes s ON s.event_id = t.event_id AND s.side = t.side"
_NEW_MENTIONS = (
    "(SELECT *, 'name' AS form, NULL AS role_title, NULL AS role_country FROM held.actors_added WHERE text IS NOT NULL)"
)


_MORE = (
    " LEFT JOIN (SELECT report_id, sum(one) AS more FROM (SELECT report_id, -1 AS one FROM held.found WHERE gone"
    " UNION ALL SELECT report_id, 1 FROM held.events_added) GROUP BY report_id) d ON d.report_id = t.report_id"
)


def _select(view: str, source: str, columns: Mapping[str, str], joins: str) -> str:
    """The columns of a view from a source ``t``, some of them by other SQL than their name."""
    source = f"({source})" if " " in source else source
    named = (f'{columns.get(c.name, f"""t."{c.name}" """)} AS "{c.name}"' for c in columns_of(view))
    return f"SELECT {', '.join(named)} FROM {source} t{joins}"


def _united(view: str, kept: str, added: str) -> str:
    """The rows that stay, and those that reviews add, in the columns of a view."""
    listed = ", ".join(f'"{column.name}"' for column in columns_of(view))
    return f"{kept} UNION ALL BY NAME SELECT {listed} FROM {added}"


def _left(view: str, joins: str) -> str:
    """The rows of a view that stay as they are."""
    return f"SELECT t.* FROM {CODED}.{view} t{joins}"


def _with_actors(view: str, source: str, actor: str = "actor_id") -> str:
    return _select(view, source, *_as(actor))


def _queries() -> Iterator[tuple[str, str]]:
    no_event, no_reason = _STANDS.format("event_id"), _STANDS.format("record_id") + _NOT_FIXED
    speaker, join = _as("speaker_id", prefix="speaker_")
    of_withdrawn = {name: f"g.{name}" for name in ("verdict", "duplicate_of", "review_basis")}
    yield "reports", _select("reports", f"{CODED}.reports", {"events": "t.events + coalesce(d.more, 0)::BIGINT"}, _MORE)
    yield (
        "events",
        _united("events", _select("events", f"{CODED}.events", _OF_EVENTS, _JUDGED + no_event), "held.events_added"),
    )
    yield "sides", _with_actors("sides", _united("sides", _left("sides", no_event + _SIDE_GONE), "held.sides_added"))
    taking = _united("participants", _left("participants", no_event + _LEFT_SIDE), "held.participants_added")
    yield "participants", _with_actors("participants", taking)
    yield (
        "evidence",
        _united("evidence", _left("evidence", no_event), "(SELECT *, 1 AS telling FROM held.events_added)"),
    )
    yield "alternatives", _left("alternatives", no_event)
    yield "statements", _select("statements", f"{CODED}.statements", speaker | _SOURCES, join + _BY_NAME)
    yield "actors", _with_actors("actors", _united("actors", _left("actors", ""), "held.actors_added"))
    yield "mentions", _with_actors("mentions", _united("mentions", _left("mentions", ""), _NEW_MENTIONS))
    yield "roles", _with_actors("roles", f"{CODED}.roles")
    yield "places", _united("places", _left("places", ""), "held.places_added")
    yield "reasons", _united("reasons", _left("reasons", no_reason), "held.reasons_added")
    yield "abstained", _left("abstained", no_reason)
    yield "stories", _left("stories", no_event)
    yield (
        "withdrawn",
        _select(
            "withdrawn", f"{CODED}.events", of_withdrawn, " JOIN held.found g ON g.event_id = t.event_id AND g.gone"
        ),
    )


@cache
def _corrected() -> Mapping[str, str]:
    return dict(_queries())


def corrected_query(view: str) -> str:
    """SQL for a view as reviews correct it, from the views of the schema :data:`CODED`."""
    return _corrected().get(view, f"FROM {CODED}.{view}")
