"""Who has to do with whom, for the chart of a network: one node a person, whatever single reports call it."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.archive.ledger import Sighting, join
from dateline.exchange.codes import acts_on_each_other, home_name
from dateline.exchange.graphml import pairs
from dateline.exchange.identity import SHOWN_NAME, forget, identify
from dateline.exchange.selection import chosen
from dateline.exchange.series import Row, Series, extent, once, rest, why_not_drawn
from dateline.world.names import family_name, filed_name

if TYPE_CHECKING:
    import duckdb

_NEARLY_ALL = 0.8
_TITLES = 12  # of one person that are compared

_Link = tuple[str, str]
_Links = list[tuple[str, str, set[_Link]]]
"""Event, quad, and who has to do with whom in it."""


class _Known(NamedTuple):
    """Somebody as the exports know them, by name, kind and country; ``reports`` that name them, ``roles`` that these give."""

    identity: str
    name: str
    kind: str
    country: str | None
    reports: int
    roles: tuple[tuple[str, str | None], ...]


def network(connection: duckdb.DuckDBPyConnection, most: int = 40) -> tuple[Series, list[Row]]:
    """The busiest participants (as rows), and who has to do with whom, how often and mostly in which way."""
    source = chosen(connection, happened=True)
    identities = identify(connection, source)
    try:
        found = connection.execute(f"""
SELECT event_id, quad, e.type, e.mutual, list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'actor'),
  list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'recipient')
FROM {once(connection)} e JOIN {source.sides} p USING (event_id)
JOIN {identities} i ON i.report_id = p.report_id AND i.actor_id = p.actor_id
WHERE i.named GROUP BY event_id, quad, e.type, e.mutual ORDER BY event_id""").fetchall()
        known = {one.identity: one for one in _known(connection, identities)}
    finally:
        forget(connection)
    same = _same(known.values())
    links = [
        (event_id, quad, _links([same[a] for a in actors or []], [same[r] for r in recipients or []], kind, mutual))
        for event_id, quad, kind, mutual, actors, recipients in found
    ]
    nodes, kept = _nodes(links, known, most)
    edges = _edges(
        [(event_id, quad, {pair for pair in between if kept.issuperset(pair)}) for event_id, quad, between in links]
    )
    told = _told(nodes, edges)
    shown = sum(any(kept.issuperset(pair) for pair in between) for _, _, between in links)
    number, first, last = extent(connection)
    alone = {"in which no two who have a name act towards each other": _without_link(connection, links)}
    why = {**alone, **rest(connection, shown, alone, f"of others than the {most} who have most to do with each other")}
    return Series(nodes, shown, number, first, last, "day", why_not_drawn(connection, why), told), edges


def _links(actors: list[str], recipients: list[str], kind: str, mutual: bool | None) -> set[_Link]:
    between = pairs(actors, recipients, mutual=acts_on_each_other(kind, mutual))
    return {(min(pair), max(pair)) for pair in between}


def _without_link(connection: duckdb.DuckDBPyConnection, links: _Links) -> int:
    row = connection.execute(f"SELECT count(*) FROM {once(connection)}").fetchone()
    return (row[0] if row is not None else 0) - sum(bool(between) for _, _, between in links)


def _nodes(links: _Links, known: Mapping[str, _Known], most: int) -> tuple[list[Row], set[str]]:
    events: dict[str, list[str]] = defaultdict(list)
    for event_id, _, between in links:
        for who in sorted({who for pair in between for who in pair}):
            events[who].append(event_id)
    busiest = sorted(events, key=lambda who: (-len(events[who]), who))[:most]
    called = Counter(known[who].name for who in busiest)
    return [_node(known[who], events[who], alone=called[known[who].name] == 1) for who in busiest], set(busiest)


def _node(who: _Known, events: list[str], *, alone: bool) -> Row:
    home = home_name(who.country)
    mark = who.name if alone else f"{who.name} ({home or who.identity[:6]}, {who.kind})"
    return {
        "id": who.identity, "name": who.name, "kind": who.kind, "country": home, "events": len(events), "mark": mark,
        "ids": events,
    }  # fmt: skip


def _edges(links: _Links) -> list[Row]:
    joined: dict[_Link, list[tuple[str, str]]] = defaultdict(list)
    for event_id, quad, between in links:
        for pair in between:
            joined[pair].append((event_id, quad))
    edges: list[Row] = []
    for (a, b), events in sorted(joined.items()):
        quads = Counter(quad for _, quad in events)
        mostly = max(sorted(quads), key=lambda quad: quads[quad])
        ids = [event_id for event_id, _ in events]
        edges.append({"source": a, "target": b, "events": len(ids), "quad": mostly, "ids": ids})
    return edges


def _told(nodes: list[Row], edges: list[Row]) -> dict[str, Any]:
    """The events of each node and line by its mark; what is drawn needs them no more."""
    marks = {node["id"]: node["mark"] for node in nodes}
    for edge in edges:
        edge["mark"] = f"{marks[edge['source']]} – {marks[edge['target']]}"
    return {row["mark"]: row.pop("ids") for row in (*nodes, *edges)}


def _known(connection: duckdb.DuckDBPyConnection, identities: str) -> Iterator[_Known]:
    found = connection.execute(f"""
SELECT i.identity, {SHOWN_NAME}, min(i.kind), min(i.country), count(DISTINCT i.report_id),
  list(DISTINCT {{'title': r.title, 'country': r.role_country}}) FILTER (WHERE r.title IS NOT NULL)
FROM {identities} i LEFT JOIN roles r ON r.report_id = i.report_id AND r.actor_id = i.actor_id
WHERE i.named GROUP BY i.identity ORDER BY i.identity""")
    for identity, name, kind, home, reports, roles in found.fetchall():
        titles = sorted({(role["title"], role["country"]) for role in roles or ()}, key=str)
        yield _Known(identity, name, kind, home, reports, tuple(titles[:_TITLES]))


def _same(known: Iterable[_Known]) -> dict[str, str]:
    """For each identity that under which it is drawn: people whom reports name in part or otherwise are one, as in the ledger.

    A full name that nearly all reports give one country is of that country in the others too: a second person of it is rarer
    than a report that is misread.
    """
    every = list(known)
    same = {one.identity: one.identity for one in every}
    families: dict[str, list[_Known]] = defaultdict(list)
    for one in every:
        if one.kind == "person":
            families[family_name(one.name)].append(one)
    for family in families.values():
        homes = _homes(family)
        by_id = {one.identity: one for one in family}
        sightings = [
            Sighting(
                one.identity, None, None, one.name, one.kind, homes.get(filed_name(one.name), one.country), one.roles
            )
            for one in family
        ]
        for members in _with_surnames([entry.reports for entry in join(sightings)], by_id):
            first = max(members, key=lambda who: (" " in by_id[who].name, by_id[who].reports, who))
            same |= dict.fromkeys(members, first)
    return same


def _with_surnames(groups: list[list[str]], by_id: Mapping[str, _Known]) -> list[list[str]]:
    """A surname alone that several people have means whom nearly all reports mean that tell a full one."""
    told = {at: sum(by_id[who].reports for who in group if " " in by_id[who].name) for at, group in enumerate(groups)}
    if not any(told.values()):
        return groups
    main = max(told, key=lambda at: told[at])
    homes = {by_id[who].country for who in groups[main]} - {None}
    if told[main] < _NEARLY_ALL * sum(told.values()):
        return groups
    joined = [
        at for at, group in enumerate(groups) if not told[at] and {by_id[w].country for w in group} - {None} <= homes
    ]
    meant = [who for at in dict.fromkeys((main, *joined)) for who in groups[at]]
    return [meant, *(group for at, group in enumerate(groups) if at != main and at not in joined)]


def _homes(family: Iterable[_Known]) -> dict[str, str]:
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for one in family:
        if one.country is not None and " " in one.name:
            told[filed_name(one.name)][one.country] += one.reports
    most = {name: homes.most_common(1)[0] for name, homes in told.items()}
    return {name: home for name, (home, reports) in most.items() if reports >= _NEARLY_ALL * told[name].total()}
