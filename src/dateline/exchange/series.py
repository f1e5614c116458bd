"""What charts are drawn from: the chosen events of a connection, counted by time, by pair and by place."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import RESOLUTIONS, home_name, resolution
from dateline.exchange.panel_cells import pairs_of
from dateline.exchange.panel_rule import PanelRule
from dateline.exchange.selection import DAY, chosen, count, not_happened
from dateline.exchange.tellings import tellings

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_DAILY, _WEEKLY = 70, 800  # days that a timeline of days, of weeks may span
_ALL_PAIRS = PanelRule("dyad", self_dyads=True, non_state=True)
_FEW = 0.02  # a share of the events that may be left out if the others then take less than half of the time


Told = Mapping[str, Sequence[str]]
"""Which events each mark of a chart stands for."""

#: How many events are not drawn, by the reason in words that stand behind "12".
LeftOut = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Series:
    """Rows to draw; how many of the chosen events they show, from when to when these happened, and why others are not shown.

    Each row has the name of its ``mark``, under which ``told`` has its events. ``shown`` and the numbers of ``left_out`` make
    up ``events``.
    """

    rows: list[Row]
    shown: int
    events: int
    first: date | None
    last: date | None
    unit: str = "day"
    left_out: LeftOut = field(default_factory=dict)
    told: Told = field(default_factory=dict)


def timeline(connection: duckdb.DuckDBPyConnection) -> Series:
    """Events by type and day, week or month, whichever the length of the time asks for.

    A few events long before all others (an attack of 2001 in the news of this year) would leave the others no room: they are
    left out and counted.
    """
    events, (number, first, last) = once(connection), extent(connection)
    first, earlier = _without_stragglers(connection, events, first, last)
    days = (last - first).days if first is not None and last is not None else 0
    unit = "day" if days <= _DAILY else "week" if days <= _WEEKLY else "month"
    found = connection.execute(
        f"""
SELECT type, mode(quad ORDER BY quad), date_trunc('{unit}', {DAY})::DATE AS first, list(event_id ORDER BY {DAY}, event_id)
FROM {events} WHERE {DAY} >= ? GROUP BY 1, 3 ORDER BY 1, 3""",
        [first],
    ).fetchall()
    rows: list[Row] = []
    told: dict[str, Sequence[str]] = {}
    for kind, quad, day, ids in found:
        mark = f"{kind}, {_period(day, unit)}"
        told[mark] = ids
        rows.append({
            "type": kind, "quad": quad, "start": day.isoformat(), "end": _after(day, unit).isoformat(), "events": len(ids),
            "mark": mark,
        })  # fmt: skip
    undated = count(connection, f"{events} WHERE {DAY} IS NULL")
    reasons = {"without a day": undated, f"from before {first} (--until {first} draws them)": earlier}
    shown = sum(map(len, told.values()))
    return Series(rows, shown, number, first, last, unit, why_not_drawn(connection, reasons), told)


def _period(day: date, unit: str) -> str:
    """The day, week or month that begins on a day, in words."""
    if unit == "month":
        return f"{day:%B %Y}"
    return f"{'week of ' if unit == 'week' else ''}{day.day} {day:%B %Y}"


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
    source, (number, first, last) = chosen(connection, happened=True), extent(connection)
    pairs = f"({pairs_of(source, _ALL_PAIRS)})"
    found = connection.execute(f"""
WITH dyad AS (SELECT DISTINCT event_id, source, target FROM {pairs} WHERE why IS NULL),
counted AS (SELECT source, target, event_id, intensity FROM dyad JOIN {once(connection)} USING (event_id)),
busy AS (
  SELECT country FROM (SELECT source AS country FROM counted UNION ALL SELECT target FROM counted)
  GROUP BY country ORDER BY count(*) DESC, country LIMIT {most}
)
SELECT source, target, list(event_id ORDER BY event_id), round(avg(intensity), 2) FROM counted
SEMI JOIN busy ON source = busy.country SEMI JOIN busy b ON target = b.country GROUP BY ALL ORDER BY 1, 2""").fetchall()
    rows = [
        {"source": home_name(s), "target": home_name(t), "events": len(events), "intensity": mean,
         "mark": f"{home_name(s)} → {home_name(t)}"}
        for s, t, events, mean in found
    ]  # fmt: skip
    told = {row["mark"]: events for row, (_, _, events, _) in zip(rows, found, strict=True)}
    shown = len({event for events in told.values() for event in events})
    missing = dict(
        connection.execute(f"""
WITH best AS (SELECT event_id, bool_or(why IS NULL) AS counted, max(why) AS why FROM {pairs} GROUP BY event_id)
SELECT CASE WHEN why IS NULL THEN 'nobody' ELSE 'unknown' END, count(*) FROM {once(connection)} LEFT JOIN best USING (event_id)
WHERE NOT coalesce(counted, false) GROUP BY 1""").fetchall()
    )
    reasons = {
        "with a side on which there is nobody": missing.get("nobody", 0),
        "with a side on which there is nobody whose country is known": missing.get("unknown", 0),
    }
    reasons |= rest(connection, shown, reasons, f"of countries other than the {most} with most events")
    return Series(rows, shown, number, first, last, "day", why_not_drawn(connection, reasons), told)


def points(connection: duckdb.DuckDBPyConnection) -> Series:
    """Events by place, with the quad that most of them are of; ``exact`` tells a town from the middle of a country."""
    found = connection.execute(f"""
SELECT place_name, place_country, round(lat, 3), round(lon, 3), place_feature, mode(quad ORDER BY quad),
  list(event_id ORDER BY {DAY}, event_id)
FROM {once(connection)} WHERE lat IS NOT NULL AND lon IS NOT NULL
GROUP BY 1, 2, 3, 4, 5 ORDER BY count(*) DESC, 1, 3, 4""").fetchall()
    rows: list[Row] = []
    told: dict[str, Sequence[str]] = {}
    for name, code, lat, lon, feature, quad, events in found:
        exact = resolution(feature)
        kind = RESOLUTIONS[exact] if exact else "region"
        home = home_name(code)
        mark = _apart(f"{name}, {home}" if home and home != name else name, (lat, lon), told)
        told[mark] = [*told.get(mark, ()), *events]
        rows.append({
            "place": name, "country": home, "lat": lat, "lon": lon, "quad": quad, "events": len(events),
            "exact": exact is not None and exact >= 4, "place is": kind, "mark": mark,
        })  # fmt: skip
    reasons = {
        "without a place": count(connection, f"{once(connection)} WHERE place_name IS NULL"),
        "whose place has no coordinates": count(
            connection, f"{once(connection)} WHERE place_name IS NOT NULL AND (lat IS NULL OR lon IS NULL)"
        ),
    }
    shown = sum(map(len, told.values()))
    number, first, last = extent(connection)
    return Series(rows, shown, number, first, last, "day", why_not_drawn(connection, reasons), told)


def _apart(name: str, at: tuple[float, float], told: Told) -> str:
    """Two places of one name are told apart by where they are."""
    return f"{name} ({at[0]:.2f}, {at[1]:.2f})" if name in told else name


def once(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL for what is drawn of the chosen events: what happened, each story once."""
    source = chosen(connection, happened=True)
    first = f"SELECT event_id FROM ({tellings(connection, source).query}) WHERE is_first"
    return f"(SELECT * FROM {source.events} SEMI JOIN ({first}) USING (event_id))"


def extent(connection: duckdb.DuckDBPyConnection) -> tuple[int, date | None, date | None]:
    """How many events are chosen, and the first and last day of those that may be drawn."""
    row = connection.execute(f"SELECT min({DAY}), max({DAY}) FROM {once(connection)}").fetchone()
    first, last = row if row is not None else (None, None)
    return count(connection, chosen(connection).events), first, last


def why_not_drawn(connection: duckdb.DuckDBPyConnection, reasons: LeftOut) -> LeftOut:
    """The reasons of one kind of chart behind those of all: what did not happen, and what tells a story again."""
    retold = count(connection, chosen(connection, happened=True).events) - count(connection, once(connection))
    every = {**not_happened(connection), "that tell again what is drawn once": retold, **reasons}
    return {reason: number for reason, number in every.items() if number}


def rest(connection: duckdb.DuckDBPyConnection, shown: int, reasons: LeftOut, why: str) -> LeftOut:
    """The further reason for those events that no other one explains."""
    return {why: count(connection, once(connection)) - shown - sum(reasons.values())}


def _after(day: date, unit: str) -> date:
    """The first day of the next day, week or month."""
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(day.toordinal() + (7 if unit == "week" else 1))
