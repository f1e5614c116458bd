"""A new queue: a sample of what is chosen now, drawn by the same rules as on the command line, with its frame kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from dateline.desk.chosen import Choice
from dateline.desk.shelf import Shelf
from dateline.errors import DatelineError
from dateline.exchange.draw_sample import Design, draw
from dateline.exchange.narrowed import narrowed
from dateline.exchange.selection import Filters
from dateline.exchange.strata import keys
from dateline.model import Sample
from dateline.verdicts.lots import Allocation

#: More than a queue of the desk holds; the command draws larger ones.
MOST = 10_000
ORDERS = ("random", "stratified", "least_sure")
_LONGEST_NAME, _LARGEST_SEED = 80, 2**31
_BY_QUERY = {"publisher": "publisher", "basis": "coalesce(place_from, 'none')"}


class DrawError(DatelineError):
    """A sample that cannot be drawn as it was asked for."""


def drawn_sample(shelf: Shelf, who: str, sent: Mapping[str, Any]) -> Sample:
    """Draw what a form asks for out of what its ``query`` chooses. DrawError for a form that means nothing."""
    design = design_of(who, sent)
    query = sent.get("query") or ""
    if not isinstance(query, str):
        raise DrawError("the filters are no text; load the page again")
    choice = Choice.read(parse_qsl(query.lstrip("?")))
    if choice.refused:
        raise DrawError(f"{choice.refused[0]}; drop that filter")
    filters = filters_of(choice, shelf, reports=design.unit == "report")
    with narrowed(shelf.archive, filters, raw=True) as (connection, understood):
        sample = draw(connection, design, understood.filters)
    if not sample.items:
        raise DrawError("nothing is chosen to be drawn from; drop a filter")
    return sample


def design_of(who: str, sent: Mapping[str, Any]) -> Design:
    """How it is to be drawn."""
    order = sent.get("order", "random")
    unit = sent.get("unit", "event")
    if order not in ORDERS or unit not in ("event", "report"):
        raise DrawError("a sample is of events or reports, random, stratified or least_sure; choose one of these")
    if unit == "report" and order == "least_sure":
        raise DrawError("reports have no confidence to be ordered by; choose random")
    size = _number(sent, "size", 1, MOST)
    seed = _number(sent, "seed", 0, _LARGEST_SEED)
    by = sent.get("by") or ()
    by = tuple(by) if isinstance(by, list | tuple) else (by,)
    if order == "stratified" and not by:
        raise DrawError("a stratified sample is parted by something; choose by what")
    if not all(isinstance(key, str) for key in by):
        raise DrawError("strata have names; choose them from the list")
    by = by if order == "stratified" else ()
    odd = next((key for key in by if key not in keys(unit)), None)
    if odd is not None:
        raise DrawError(f"{odd[:40]}: {unit}s have no such strata; choose one of {', '.join(keys(unit))}")
    name = " ".join(str(sent.get("name") or "").split())
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise DrawError(f"a sample has a name of 1 to {_LONGEST_NAME} characters; write one")
    allocation: Allocation = "equal" if sent.get("allocation") == "equal" else "proportional"
    return Design(name, who, size, seed, unit, by, least_sure=order == "least_sure", allocation=allocation)


def filters_of(choice: Choice, shelf: Shelf, *, reports: bool) -> Filters:
    """The choice of a page as the filters of exports; what these do not have goes into their query."""
    conditions = [
        f"{column} IN ({_texts(values)})" for name, column in _BY_QUERY.items() if (values := getattr(choice, name))
    ]
    if choice.q:
        conditions.append(f"report_id IN ({_texts(shelf.found(choice.q)) or 'NULL'})")
    if choice.story:
        told = f"SELECT event_id FROM stories WHERE story_id IN ({_texts(choice.story)})"  # noqa: S608 quoted
        conditions.append(f"event_id IN ({told})")
    if reports and any((choice.basis, choice.story)):
        raise DrawError("whole reports are not drawn by what was coded in them; drop those filters")
    view, column = ("reports", "report_id") if reports else ("events", "event_id")
    query = f"SELECT {column} FROM {view} WHERE {' AND '.join(conditions)}" if conditions else None  # noqa: S608 quoted
    return Filters(
        since=choice.since,
        until=choice.until,
        types=choice.type,
        countries=choice.country,
        statuses=choice.status,
        query=query,
        least_confidence=choice.confidence,
        actors=choice.actor,
        dyads=tuple((one[:3], one[4:]) for one in choice.dyad),
    )


def _texts(values: Any) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _number(sent: Mapping[str, Any], name: str, least: int, most: int) -> int:
    text = str(sent.get(name, "")).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise DrawError(f"{name} is a number from {least:,} to {most:,}; write one")
    return int(text)
