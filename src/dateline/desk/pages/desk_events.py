"""``/events``: the chosen events, each with the sentence that tells it, beside what they are of."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import DayBars, bars
from dateline.desk.listing import ListedEvent, count_events, list_events, table_rows

_ORDERS = {"latest": "e.n", "oldest": "e.n DESC", "least_sure": "e.confidence NULLS LAST, e.n"}


@dataclass(frozen=True, slots=True)
class EventsPage:
    """One page of the chosen events, and what all of them are of."""

    total: int
    events: tuple[ListedEvent, ...]
    facets: tuple[Facet, ...]
    strip: DayBars | None


def _answer(asked: Asked) -> Answer:
    order = asked.picked("order", tuple(_ORDERS))
    events = list_events(asked, _ORDERS[order])
    total = len(events) if asked.whole else count_events(asked)
    found = EventsPage(total, events, () if asked.whole else facets(asked), None if asked.whole else bars(asked))
    return Answer("Events", found, table_rows(events))


PAGE = Page(
    "/events",
    "events.html",
    _answer,
    "What happened: who did what to whom, where and when.",
    EventsPage,
    name="Events",
    parameters={"order": "latest, oldest or least_sure", "page": "which page of 50, from 1"},
    steady=True,
)
