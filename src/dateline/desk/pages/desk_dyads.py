"""``/dyads`` and ``/dyads/RUS-UKR``: which countries act on which, over time and both ways, with the sentences behind."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import UNITS, DayBar, DayBars, bars, fitting_unit
from dateline.desk.listing import ListedEvent, list_events, table_rows

_PAIR = re.compile(r"([A-Z]{3})-([A-Z]{3})")
_LIST = """
WITH counted AS (
  SELECT least(source, target) AS a, greatest(source, target) AS b, source, count(*) AS events, min(day) AS first,
    max(day) AS last, count(*) FILTER (quad IN ('VERBAL CONFLICT', 'MATERIAL CONFLICT')) AS conflict
  FROM desk.pairs p JOIN desk.events e USING (n) WHERE source <> target AND {where} GROUP BY ALL
)
SELECT a, b, sum(events)::BIGINT AS events, coalesce(sum(events) FILTER (source = a), 0)::BIGINT AS a_to_b,
  coalesce(sum(events) FILTER (source = b), 0)::BIGINT AS b_to_a, (sum(conflict) / sum(events)) AS conflict,
  min(first) AS first, max(last) AS last FROM counted GROUP BY a, b ORDER BY events DESC, a, b {limits}
"""
_TOTAL = """
SELECT count(DISTINCT least(source, target) || greatest(source, target)) AS total
FROM desk.pairs p JOIN desk.events e USING (n) WHERE source <> target AND {where}"""


@dataclass(frozen=True, slots=True)
class DyadRow:
    """Two countries: how many events one does to the other, each way, and which share of them is conflict."""

    a: str
    b: str
    events: int
    a_to_b: int
    b_to_a: int
    conflict: float
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class DyadsPage:
    """One page of the pairs of countries, those with most events first."""

    total: int
    dyads: tuple[DyadRow, ...]
    strip: DayBars | None
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """What one country does to the other, over days, with the latest of it."""

    source: str
    target: str
    events: int
    drawn: DayBars
    latest: tuple[ListedEvent, ...]


@dataclass(frozen=True, slots=True)
class DyadPage:
    """Both directions, drawn over the same days."""

    a: str
    b: str
    directions: tuple[Direction, ...]
    most: int
    first: date | None
    last: date | None
    strip: DayBars


def _list(asked: Asked) -> Answer:
    where, values = asked.where()
    rows = asked.snapshot.ask(_LIST.format(where=where, limits=asked.limits), values)
    dyads = tuple(DyadRow(**row) for row in rows)
    if asked.whole:
        return Answer("Dyads", DyadsPage(len(dyads), dyads, None, ()), map(asdict, dyads))
    total = asked.snapshot.one(_TOTAL.format(where=where), values)["total"]
    return Answer("Dyads", DyadsPage(total, dyads, bars(asked), facets(asked)))


def _one(asked: Asked) -> Answer:
    found = _PAIR.fullmatch(asked.path["pair"].upper())
    if found is None:
        raise NotThereError(f"{asked.path['pair']}: is no pair of countries; write it as RUS-UKR")
    a, b = found.groups()
    both = _narrowed(asked, (f"{a}-{b}", f"{b}-{a}"))
    strip, span = bars(both), bars(both, narrow=True)
    if asked.whole:
        return Answer(f"{a} and {b}", None, table_rows(list_events(both)))
    unit = next((unit for unit in UNITS if unit == asked.query.get("unit")), None)
    if unit is None:
        unit = fitting_unit(span.first, span.last) if span.first and span.last else "month"
    ways = tuple(_direction(asked, *way, bars(both, narrow=True, unit=unit)) for way in ((a, b), (b, a)))
    most = max((way.drawn.most for way in ways), default=0)
    page = DyadPage(a, b, ways, most, span.first, span.last, strip)
    return Answer(f"{a} and {b}", page, ())


def _direction(asked: Asked, source: str, target: str, span: DayBars) -> Direction:
    """One direction; its bars stand on the days of both."""
    one = _narrowed(asked, (f"{source}-{target}",))
    own = {bar.start: bar for bar in bars(one, narrow=True, unit=span.unit).bars}
    drawn = tuple(_on(bar, own.get(bar.start)) for bar in span.bars)
    most, events = max((bar.events for bar in drawn), default=0), sum(bar.events for bar in drawn)
    return Direction(source, target, events, replace(span, bars=drawn, most=most), list_events(one, limits="LIMIT 8"))


def _on(span: DayBar, own: DayBar | None) -> DayBar:
    return replace(span, events=own.events if own is not None else 0, of=own.of if own is not None else ())


def _narrowed(asked: Asked, dyads: tuple[str, ...]) -> Asked:
    return replace(asked, choice=replace(asked.choice, dyad=dyads))


LIST = Page("/dyads", "dyads.html", _list, "Which countries act on which.", DyadsPage, name="Dyads",
            parameters={"page": "which page of 50, from 1"}, steady=True)  # fmt: skip
ONE = Page("/dyads/{pair}", "dyad.html", _one, "Two countries over time, in both directions.", DyadPage,
           parameters={"unit": "day, week, month or year"}, steady=True)  # fmt: skip
