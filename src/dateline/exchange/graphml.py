"""GraphML: actors as nodes, events as directed edges from actor to recipient, for networkx, Gephi and Cytoscape.

An event that actors do with each other (talks, a clash) has an edge for each two of them, in the order they are named. Who acts
together has none between them, and events of one side alone have no edge; the node's ``events`` counts them.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from dateline.exchange.codes import acts_on_each_other
from dateline.exchange.country_pairs import MUTUAL
from dateline.exchange.identity import SHOWN_NAME, forget, identify
from dateline.exchange.output import whole_file, xml_text
from dateline.exchange.selection import chosen

if TYPE_CHECKING:
    import duckdb

_BATCH = 5_000
_NODE = {"name": "string", "kind": "string", "country": "string", "sectors": "string", "events": "long"}
_EDGE = {
    "event": "string", "type": "string", "mode": "string", "quad": "string", "intensity": "double", "status": "string",
    "date": "string", "place": "string", "publisher": "string", "report": "string", "confidence": "double",
}  # fmt: skip


def export_graphml(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:  # noqa: ARG001 holds none
    """Write nodes and edges; gives the number of edges."""
    source = chosen(connection)
    identities = identify(connection, source)
    try:
        with whole_file(output) as out:
            out.write(
                '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            )
            for element, keys in (("node", _NODE), ("edge", _EDGE)):
                for name, kind in keys.items():
                    out.write(f'<key id="{element}_{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n')
            out.write('<graph id="dateline" edgedefault="directed">\n')
            _write_nodes(connection, f"{source.sides} p JOIN {identities} i USING (report_id, actor_id)", out)
            edges = _write_edges(connection, source.events, source.sides, identities, out)
            out.write("</graph>\n</graphml>\n")
    finally:
        forget(connection)
    return edges


def without_edge(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """In words, how many events have no edge."""
    source = chosen(connection)
    found = connection.execute(f"""
WITH party AS (
  SELECT event_id, count(*) FILTER (WHERE side = 'actor') AS actors, count(*) FILTER (WHERE side = 'recipient') AS recipients
  FROM {source.sides} GROUP BY event_id
)
SELECT count(*) FROM (SELECT event_id, {MUTUAL} AS mutual FROM {source.events}) LEFT JOIN party USING (event_id)
WHERE NOT coalesce(actors > 0 AND recipients > 0 OR mutual AND recipients = 0 AND actors > 1, false)""").fetchone()
    alone = found[0] if found is not None else 0
    return (
        [f"{alone:,} events in which nobody acts towards another: no edge, but the nodes count them"] if alone else []
    )


def _write_nodes(connection: duckdb.DuckDBPyConnection, sides: str, out: IO[str]) -> None:
    rows = connection.execute(f"""
SELECT i.identity, {SHOWN_NAME}, min(i.kind), min(i.country),
  min(nullif(array_to_string(i.sectors, '; '), '')), count(DISTINCT p.event_id)
FROM {sides} GROUP BY i.identity ORDER BY i.identity""")
    while batch := rows.fetchmany(_BATCH):
        for identity, *values in batch:
            out.write(f'<node id="{identity}">{_data("node", _NODE, values)}</node>\n')


def _write_edges(connection: duckdb.DuckDBPyConnection, events: str, sides: str, identities: str, out: IO[str]) -> int:
    rows = connection.execute(f"""
WITH party AS (
  SELECT p.event_id, list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'actor') AS actors,
    list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'recipient') AS recipients
  FROM {sides} p JOIN {identities} i USING (report_id, actor_id) GROUP BY p.event_id
)
SELECT actors, recipients, mutual, event_id, type, mode, quad, intensity, status,
  coalesce(date_start, date_end, published)::VARCHAR, place_name, publisher, report_id, round(confidence, 3)
FROM {events} e JOIN party USING (event_id) ORDER BY e.published NULLS LAST, event_id""")
    edges = 0
    while batch := rows.fetchmany(_BATCH):
        for actors, recipients, mutual, *values in batch:
            data = _data("edge", _EDGE, values)
            together = acts_on_each_other(values[1], mutual)
            for source, target in pairs(actors or [], recipients or [], mutual=together):
                out.write(f'<edge id="e{edges}" source="{source}" target="{target}">{data}</edge>\n')
                edges += 1
    return edges


def pairs(actors: list[str], recipients: list[str], *, mutual: bool) -> Iterator[tuple[str, str]]:
    """Who did it to whom: each actor to each recipient, or, if it is mutual, the actors among themselves."""
    found = product(actors, recipients) if recipients else combinations(actors, 2) if mutual else ()
    return ((source, target) for source, target in dict.fromkeys(found) if source != target)


def _data(element: str, keys: dict[str, str], values: list[object]) -> str:
    known = ((name, value) for name, value in zip(keys, values, strict=True) if value is not None)
    return "".join(f"<data key={quoteattr(f'{element}_{n}')}>{escape(xml_text(str(v)))}</data>" for n, v in known)
