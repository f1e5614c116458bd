"""Days as bars: the chosen events by day, week, month or year, as fine as their span lets them be read."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from dateline.desk.asking import Asked

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_DRAWN = 2_000  # bars that are drawn even if somebody asks for more
_MOST = {"day": 120, "week": 180, "month": 240}  # bars that can be told apart
# One event in a hundred may stand outside on each side.
_SPAN = """
SELECT min(day) AS first, max(day) AS last, quantile_disc(day, 0.01) AS early, quantile_disc(day, 0.99) AS late,
  count(*) - count(day) AS undated"""
_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class DayBar:
    """The events of one stretch of days: how many, and of which kinds. Where a bar stands is a share of the whole width."""

    start: date
    end: date
    events: int
    of: tuple[tuple[str, int], ...]
    left: float
    wide: float


@dataclass(frozen=True, slots=True)
class DayBars:
    """DayBars without gaps from the first day to the last; ``most`` is the highest. ``undated``: events that no day is known of.

    ``earlier`` and ``later`` are events so far from all others that bars for them would leave no room: they are counted.
    """

    unit: Unit
    bars: tuple[DayBar, ...]
    most: int
    undated: int
    earlier: int = 0
    later: int = 0
    first: date | None = None
    last: date | None = None


def bars(asked: Asked, *, by: str = "quad", unit: Unit | None = None, narrow: bool = False) -> DayBars:
    """The chosen events as bars, each cut by a column of ``desk.events``.

    Without ``narrow`` the days before ``since`` and after ``until`` are drawn too: what is chosen is a part of them.
    """
    where, values = asked.where() if narrow else _all_days(asked)
    span = asked.snapshot.one(f"{_SPAN} FROM desk.events e WHERE {where}", values)
    if span["first"] is None:
        return DayBars(unit or "day", (), 0, span["undated"])
    first, last = _without_strays(span)
    chosen = _drawable(unit or fitting_unit(first, last), first, last)
    rows = asked.snapshot.ask(
        f"SELECT date_trunc('{chosen}', day)::DATE AS start, coalesce({by}, '') AS kind, count(*) AS events"  # noqa: S608
        f" FROM desk.events e WHERE day BETWEEN $first AND $last AND {where} GROUP BY ALL ORDER BY start, kind",
        values | {"first": first, "last": last},
    )
    held: dict[date, list[tuple[str, int]]] = {}
    for row in rows:
        held.setdefault(row["start"], []).append((row["kind"], row["events"]))
    starts = _starts(min(held), max(held), chosen)
    total = (end_of(starts[-1], chosen) - starts[0]).days + 1
    found = []
    for start in starts:
        of, end = tuple(held.get(start, ())), end_of(start, chosen)
        left, wide = (start - starts[0]).days / total, ((end - start).days + 1) / total
        found.append(DayBar(start, end, sum(n for _, n in of), of, left, wide))
    outside = asked.snapshot.one(
        f"SELECT count(*) FILTER (day < $first) AS earlier, count(*) FILTER (day > $last) AS later"  # noqa: S608
        f" FROM desk.events e WHERE {where}",
        values | {"first": first, "last": last},
    )
    most = max(bar.events for bar in found)
    return DayBars(chosen, tuple(found), most, span["undated"], **outside, first=starts[0], last=found[-1].end)


def _without_strays(span: Mapping[str, Any]) -> tuple[date, date]:
    """The days between which nearly all events are, if that is less than half of the whole; else all of it."""
    first, last, early, late = (span[name] for name in ("first", "last", "early", "late"))
    return (early, late) if (late - early) * 2 < last - first else (first, last)


def _all_days(asked: Asked) -> tuple[str, dict[str, object]]:
    return replace(asked, choice=replace(asked.choice, since=None, until=None)).where()


def fitting_unit(first: date, last: date) -> Unit:
    """The finest unit of which there are not too many."""
    days = (last - first).days + 1
    return next((unit for unit in UNITS[:3] if days / _DAYS[unit] <= _MOST[unit]), "year")


def _drawable(unit: Unit, first: date, last: date) -> Unit:
    """This unit, or the next of which there are not thousands."""
    days = (last - first).days + 1
    return next((one for one in UNITS[UNITS.index(unit) : 3] if days / _DAYS[one] <= _DRAWN), "year")


def end_of(start: date, unit: Unit) -> date:
    """The last day of the stretch that begins on this one."""
    if unit == "day":
        return start
    if unit == "week":
        return start + timedelta(days=min(6, (date.max - start).days))
    if unit == "month":
        return start.replace(day=monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31)


def _starts(first: date, last: date, unit: Unit) -> Sequence[date]:
    found = [first]
    while (end := end_of(found[-1], unit)) < last:
        found.append(end + timedelta(days=1))
    return found
