"""By what a sample can be drawn in parts: the strata of events and of reports, as SQL over the views."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from dateline.exchange.asked_words import UnfitFilterError
from dateline.exchange.country_pairs import country_pairs
from dateline.exchange.selection import DAY

_UNKNOWN = "unknown"
#: Where the bands of confidence begin: most events are sure, and most errors are where they are not.
_BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)

_FIRST = "SELECT event_id, arg_min(country, position) AS country FROM sides WHERE country IS NOT NULL AND side = '{}' GROUP BY 1"
_DYAD = f"SELECT event_id, min(source || ' ' || target) AS dyad FROM ({country_pairs('events', 'sides')}) GROUP BY 1"
_OF_EVENTS: Mapping[str, str] = {
    "type": "e.type",
    "mode": "coalesce(e.type || ' ' || e.mode, e.type)",
    "status": "e.status",
    "confidence": "CASE {bands} ELSE 'unknown' END",
    "dyad": f"(SELECT dyad FROM ({_DYAD}) d WHERE d.event_id = e.event_id)",
    "actor": f"(SELECT country FROM ({_FIRST.format('actor')}) s WHERE s.event_id = e.event_id)",
    "recipient": f"(SELECT country FROM ({_FIRST.format('recipient')}) s WHERE s.event_id = e.event_id)",
    "country": "e.place_country",
    "basis": "e.place_from",
    "publisher": "e.publisher",
    "year": f"strftime({DAY}, '%Y')",
    "month": f"strftime({DAY}, '%Y-%m')",
}
_OF_REPORTS: Mapping[str, str] = {
    "publisher": "e.publisher",
    "year": "strftime(e.published, '%Y')",
    "month": "strftime(e.published, '%Y-%m')",
    "events": "CASE WHEN e.events = 0 THEN 'no event' WHEN e.events < 3 THEN '1 or 2 events'"
    " WHEN e.events < 6 THEN '3 to 5 events' ELSE '6 events or more' END",
}
#: What each means, for whoever asks.
ABOUT: Mapping[str, str] = {
    "type": "PLOVER type",
    "mode": "type and mode",
    "status": "happened, planned …",
    "confidence": "bands of how likely the event is: below 0.5, 0.5 to 0.7, to 0.8, to 0.9, to 1",
    "dyad": "its first pair of countries, in the order of the alphabet",
    "actor": "country of the first actor that has one",
    "recipient": "country of the first recipient that has one",
    "country": "country of the place",
    "basis": "what the place was read from: clause, telling, scene, participant",
    "publisher": "who published it",
    "year": "year of the event, or of the report",
    "month": "month of the event, or of the report",
    "events": "of reports: how many events are coded in it",
}


def keys(unit: str) -> tuple[str, ...]:
    """By what events, or reports, can be parted."""
    return tuple(_OF_EVENTS if unit == "event" else _OF_REPORTS)


def check_keys(unit: str, by: Sequence[str]) -> None:
    """Raises UnfitFilterError for what events, or reports, cannot be parted by."""
    for key in by:
        if key not in keys(unit):
            there = "; ".join(f"{name} ({ABOUT[name]})" for name in keys(unit))
            raise UnfitFilterError(f"--by {key}: {unit}s have no such strata; there are {there}")


def stratum_sql(unit: str, by: Sequence[str]) -> str:
    """The name of the stratum of a row ``e`` of the view ``events``, or ``reports``."""
    if not by:
        return "'all'"
    of = _OF_EVENTS if unit == "event" else _OF_REPORTS
    parts = (f"coalesce(({of[key].format(bands=_bands())})::VARCHAR, '{_UNKNOWN}')" for key in by)
    return " || ', ' || ".join(parts)


def _bands() -> str:
    found = [
        f"WHEN e.confidence {'<' if high < 1 else '<='} {high} THEN "
        + (f"'below {high:g}'" if not low else f"'{low:g} to {high:g}'")
        for low, high in pairwise(_BANDS)
    ]
    return " ".join(found)
