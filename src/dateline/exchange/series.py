"""What charts are drawn from: the chosen events of a connection, counted by time, by pair, by place and by participant."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import RESOLUTIONS, acts_on_each_other, home_name, resolution
from dateline.exchange.graphml import pairs
from dateline.exchange.identity import SHOWN_NAME, forget, identify
from dateline.exchange.panel_cells import pairs_of
from dateline.exchange.panel_rule import PanelRule
from dateline.exchange.selection import DAY, chosen, count
from dateline.exchange.tellings import tellings

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_DAILY, _WEEKLY = 70, 800  # days that a timeline of days, of weeks may span
_ALL_PAIRS = PanelRule("dyad", self_dyads=True, non_state=True)
_FEW = 0.02  # a share of the events that may be left out if the others then take less than half of the time


@dataclass(frozen=True, slots=True)
class Series:
    """Rows to draw; how many of how many events they show, and from when to when these happened."""

    rows: list[Row]
    shown: int
    events: int
    first: date | None
    last: date | None
    unit: str = "day"
    earlier: int = 0
    """Events before ``first`` that are not among the rows."""


def timeline(connection: duckdb.DuckDBPyConnection) -> Series:
    """Events by type and day, week or month, whichever the length of the time asks for.

    A few events long before all others (an attack of 2001 in the news of this year) would leave the others no room: they are
    left out and counted.
    """
    events, (number, first, last) = _once(connection), _extent(connection)
    first, earlier = _without_stragglers(connection, events, first, last)
    days = (last - first).days if first is not None and last is not None else 0
    unit = "day" if days <= _DAILY else "week" if days <= _WEEKLY else "month"
    found = connection.execute(
        f"""
SELECT type, quad, date_trunc('{unit}', {DAY})::DATE AS first, count(*) FROM {events}
WHERE {DAY} >= ? GROUP BY ALL ORDER BY ALL""",
        [first],
    ).fetchall()
    rows = [
        {"type": t, "quad": q, "start": d.isoformat(), "end": _after(d, unit).isoformat(), "events": n}
        for t, q, d, n in found
    ]
    return Series(rows, sum(row["events"] for row in rows), number, first, last, unit, earlier)


def _without_stragglers(
    connection: duckdb.DuckDBPyConnection, events: str, first: date | None, last: date | None
) -> tuple[date | None, int]:
    """The day from which nearly all events are, if that saves half of the time, and how many are before it."""
    if first is None or last is None:
        return first, 0
    (near,) = connection.execute(f"SELECT quantile_disc({DAY}, {_FEW}) FROM {events}").fetchone() or (first,)
    if near - first <= last - near:
        return first, 0
    return near, count(connection, f"{events} WHERE {DAY} < '{near}'")


def dyads(connection: duckdb.DuckDBPyConnection, most: int = 20) -> Series:
    """Events and their mean intensity by the countries of actor and recipient, of the countries with most events."""
    source, (number, first, last) = chosen(connection, happened=True), _extent(connection)
    found = connection.execute(f"""
WITH dyad AS (
  SELECT DISTINCT event_id, source, target FROM ({pairs_of(source, _ALL_PAIRS)}) WHERE why IS NULL
), counted AS (SELECT source, target, event_id, intensity FROM dyad JOIN {_once(connection)} USING (event_id)),
busy AS (
  SELECT country FROM (SELECT source AS country FROM counted UNION ALL SELECT target FROM counted)
  GROUP BY country ORDER BY count(*) DESC, country LIMIT {most}
)
SELECT source, target, list(event_id), round(avg(intensity), 2) FROM counted
SEMI JOIN busy ON source = busy.country SEMI JOIN busy b ON target = b.country GROUP BY ALL ORDER BY 1, 2""").fetchall()
    rows = [
        {"source": home_name(s), "target": home_name(t), "events": len(events), "intensity": mean}
        for s, t, events, mean in found
    ]
    return Series(rows, len({event for *_, events, _ in found for event in events}), number, first, last)


def points(connection: duckdb.DuckDBPyConnection) -> Series:
    """Events by place, with the quad that most of them are of; ``exact`` tells a town from the middle of a country."""
    found = connection.execute(f"""
SELECT place_name, place_country, round(lat, 3), round(lon, 3), place_feature, mode(quad ORDER BY quad), count(*)
FROM {_once(connection)} WHERE lat IS NOT NULL AND lon IS NOT NULL
GROUP BY 1, 2, 3, 4, 5 ORDER BY count(*) DESC, 1, 3, 4""").fetchall()
    rows = []
    for name, code, lat, lon, feature, quad, events in found:
        exact = resolution(feature)
        rows.append({
            "place": name, "country": home_name(code), "lat": lat, "lon": lon, "quad": quad, "events": events,
            "exact": exact is not None and exact >= 4, "place is": RESOLUTIONS[exact] if exact else "region",
        })  # fmt: skip
    return Series(rows, sum(row["events"] for row in rows), *_extent(connection))


def network(connection: duckdb.DuckDBPyConnection, most: int = 40) -> tuple[Series, list[Row]]:
    """The busiest participants (as rows), and who has to do with whom, how often and mostly in which way."""
    source = chosen(connection, happened=True)
    identities = identify(connection, source)
    try:
        found = connection.execute(f"""
SELECT quad, e.type, e.mutual, list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'actor'),
  list(i.identity ORDER BY p.position) FILTER (WHERE p.side = 'recipient')
FROM {_once(connection)} e JOIN {source.sides} p USING (event_id)
JOIN {identities} i ON i.report_id = p.report_id AND i.actor_id = p.actor_id
WHERE i.named GROUP BY event_id, quad, e.type, e.mutual ORDER BY event_id""").fetchall()
        names = connection.execute(f"""
SELECT identity, {SHOWN_NAME}, min(kind), min(country) FROM {identities} i GROUP BY identity""").fetchall()
    finally:
        forget(connection)
    linked: dict[tuple[str, str], dict[str, int]] = {}
    busy: dict[str, int] = {}
    links = []
    for quad, kind, mutual, actors, recipients in found:
        between = pairs(actors or [], recipients or [], mutual=acts_on_each_other(kind, mutual))
        together = {(min(pair), max(pair)) for pair in between}
        links.append(together)
        for a, b in sorted(together):
            quads = linked.setdefault((a, b), {})
            quads[quad] = quads.get(quad, 0) + 1
        for who in sorted({who for pair in together for who in pair}):
            busy[who] = busy.get(who, 0) + 1
    kept = set(sorted(busy, key=lambda who: (-busy[who], who))[:most])
    known = {row[0]: row[1:] for row in names}
    nodes = [
        {
            "id": who,
            "name": known[who][0],
            "kind": known[who][1],
            "country": home_name(known[who][2]),
            "events": busy[who],
        }
        for who in sorted(kept, key=lambda who: (-busy[who], who))
    ]
    edges = [
        {"source": a, "target": b, "events": sum(quads.values()), "quad": max(sorted(quads), key=lambda q: quads[q])}
        for (a, b), quads in sorted(linked.items())
        if a in kept and b in kept
    ]
    shown = sum(any(a in kept and b in kept for a, b in together) for together in links)
    return Series(nodes, shown, *_extent(connection)), edges


def _once(connection: duckdb.DuckDBPyConnection) -> str:
    """What happened, each story once."""
    source = chosen(connection, happened=True)
    first = f"SELECT event_id FROM ({tellings(connection, source).query}) WHERE is_first"
    return f"(SELECT * FROM {source.events} SEMI JOIN ({first}) USING (event_id))"


def _extent(connection: duckdb.DuckDBPyConnection) -> tuple[int, date | None, date | None]:
    events = _once(connection)
    row = connection.execute(f"SELECT min({DAY}), max({DAY}) FROM {events}").fetchone()
    first, last = row if row is not None else (None, None)
    return count(connection, events), first, last


def _after(day: date, unit: str) -> date:
    """The first day of the next day, week or month."""
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(day.toordinal() + (7 if unit == "week" else 1))
