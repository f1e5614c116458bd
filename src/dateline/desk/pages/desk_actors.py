"""``/actors``: the people, bodies, groups and states on sides of the chosen events, by the names that they go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets

_KINDS = ("all", "person", "organization", "group", "state")
_ORDERS = {"events": "events DESC, name", "name": "name", "latest": "last DESC NULLS LAST, events DESC, name"}
_COUNTED = """
WITH one AS (
  SELECT s.who AS name, s.kind, s.n, any_value(s.country) AS country, bool_or(s.named) AS named,
    bool_or(s.side = 'actor') AS by_it, bool_or(s.side = 'recipient') AS to_it, any_value(e.day) AS day
  FROM desk.sides s JOIN desk.events e USING (n) WHERE {where} AND {asked} GROUP BY s.who, s.kind, s.n
)
SELECT name, kind, bool_or(named) AS named, count(*) AS events, count(*) FILTER (by_it) AS as_actor,
  count(*) FILTER (to_it) AS as_recipient, min(day) AS first, max(day) AS last, histogram(country) AS countries
FROM one GROUP BY name, kind ORDER BY {order} {limits}"""
_TOTAL = """
SELECT count(*) AS total FROM (SELECT DISTINCT s.who, s.kind FROM desk.sides s JOIN desk.events e USING (n)
  WHERE {where} AND {asked})"""
_ASKED = (
    "($kind = 'all' OR s.kind = $kind)"
    " AND ($name = '' OR contains(strip_accents(lower(s.who)), strip_accents(lower($name))))"
)
_SHOWN_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class ListedActor:
    """Somebody on sides of the chosen events. ``countries``: the commonest first; ``named``: whether a report names it."""

    name: str
    kind: str
    named: bool
    events: int
    as_actor: int
    as_recipient: int
    first: date | None
    last: date | None
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """One page of those on sides of the chosen events."""

    total: int
    actors: tuple[ListedActor, ...]
    kind: str
    kinds: tuple[str, ...]
    order: str
    orders: tuple[str, ...]
    name: str
    facets: tuple[Facet, ...]


def _answer(asked: Asked) -> Answer:
    order, kind = asked.picked("order", tuple(_ORDERS)), asked.picked("kind", _KINDS)
    name = " ".join(asked.query.get("name", "").split())[:100]
    total, actors = asked.kept(
        (_counted, order, kind, name, asked.limits),
        lambda: _counted(asked, _ORDERS[order], {"kind": kind, "name": name}),
    )
    page = ActorsPage(total, actors, kind, _KINDS, order, tuple(_ORDERS), name, () if asked.whole else facets(asked))
    return Answer("Actors", page, ({each: getattr(one, each) for each in ListedActor.__slots__} for one in actors))


def _counted(asked: Asked, order: str, given: dict[str, object]) -> tuple[int, tuple[ListedActor, ...]]:
    """How many there are, and those of one page."""
    where, values = asked.where()
    sql = _COUNTED.format(where=where, asked=_ASKED, order=order, limits=asked.limits)
    actors = tuple(_listed(row) for row in asked.snapshot.ask(sql, values | given))
    if asked.whole:
        return len(actors), actors
    return asked.snapshot.one(_TOTAL.format(where=where, asked=_ASKED), values | given)["total"], actors


def _listed(row: dict[str, Any]) -> ListedActor:
    counted = sorted((row.pop("countries") or {}).items(), key=lambda pair: (-pair[1], pair[0]))
    return ListedActor(**row, countries=tuple(code for code, _ in counted[:_SHOWN_COUNTRIES]))


PAGE = Page(
    "/actors",
    "actors.html",
    _answer,
    "People, bodies, groups and states on sides of the chosen events.",
    ActorsPage,
    name="Actors",
    parameters={
        "name": "a part of the name",
        "kind": "all, person, organization, group or state",
        "order": "events, name or latest",
        "page": "which page of 50, from 1",
    },
    steady=True,
)
