"""``/timeline``: the chosen events over days, cut by quad, type or status; a stretch that is picked goes along to every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import UNITS, DayBars, bars
from dateline.desk.listing import ListedEvent, count_events, list_events

_CUTS = ("quad", "type", "status")
_LISTED = "LIMIT 12"


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The chosen events as bars; the latest of them, whose sentences are read."""

    total: int
    cut: str
    kinds: tuple[str, ...]
    strip: DayBars
    drawn: DayBars
    latest: tuple[ListedEvent, ...]
    facets: tuple[Facet, ...]


def _answer(asked: Asked) -> Answer:
    cut = asked.picked("cut", _CUTS)
    unit = next((unit for unit in UNITS if unit == asked.query.get("unit")), None)
    drawn = bars(asked, by=cut, unit=unit, narrow=True)
    counts: dict[str, int] = {}
    for bar in drawn.bars:
        for kind, events in bar.of:
            counts[kind] = counts.get(kind, 0) + events
    kinds = tuple(sorted(counts, key=lambda kind: (-counts[kind], kind)))
    latest = list_events(asked, limits=_LISTED)
    total = count_events(asked)
    found = TimelinePage(total, cut, kinds, bars(asked), drawn, latest, facets(asked))
    return Answer("Timeline", found, _rows(drawn, kinds))


def _rows(drawn: DayBars, kinds: Iterable[str]) -> Iterable[dict[str, Any]]:
    for bar in drawn.bars:
        counts = dict(bar.of)
        yield {
            "start": bar.start,
            "end": bar.end,
            "events": bar.events,
            **{kind: counts.get(kind, 0) for kind in kinds},
        }


PAGE = Page(
    "/timeline",
    "timeline.html",
    _answer,
    "When it happened: the chosen events over days.",
    TimelinePage,
    name="Timeline",
    parameters={"cut": "quad, type or status", "unit": "day, week, month or year; as fine as can be read if not given"},
    steady=True,
)
