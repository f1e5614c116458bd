"""What the chosen events are of, counted: for each filter its commonest values, with how many it would choose."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.asking import Asked

_SHOWN = 12
_EVENTS = "desk.events e"
# The filter, what it is called, and where its values come from: SQL for the value, and for rows of chosen events ``e``.
_FACETS = (
    ("type", "Type", "e.type", _EVENTS),
    ("status", "Status", "e.status", _EVENTS),
    ("country", "Country", "c.country", f"desk.countries c JOIN {_EVENTS} USING (n)"),
    ("dyad", "Dyad", "p.source || '-' || p.target", f"desk.pairs p JOIN {_EVENTS} USING (n)"),
    ("publisher", "Publisher", "e.publisher", _EVENTS),
    ("basis", "Place read from", "coalesce(e.place_from, 'none')", _EVENTS),
    ("confidence", "At least so sure", "", _EVENTS),
)
_SURE = ("0.9", "0.7", "0.5")
#: What a facet counts: the events, or the reports that tell them.
EVENTS, REPORTS = "*", "DISTINCT e.r"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter. ``chosen``: the filter asks for it now."""

    value: str
    events: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its commonest values; ``more`` says how many others there are."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: int


def facets(asked: Asked, counted: str = EVENTS) -> tuple[Facet, ...]:
    """The facets of the chosen events; each is counted as if its own filter were not set."""
    return asked.kept((facets, counted), lambda: tuple(_facet(asked, counted, *each) for each in _FACETS))


def _facet(asked: Asked, counted: str, name: str, label: str, value: str, source: str) -> Facet:
    where, values = asked.where(but=name)
    if value:
        counts = f"SELECT {value} AS value, count({counted}) AS events"
        sql = f"{counts} FROM {source} WHERE {value} IS NOT NULL AND {where} GROUP BY 1"
    else:
        sure = ", ".join(f"count({counted}) FILTER (e.confidence >= {least})" for least in _SURE)
        sql = f"SELECT unnest({list(_SURE)}) AS value, unnest([{sure}]) AS events FROM {source} WHERE {where}"
    rows = asked.snapshot.ask(f"SELECT * FROM ({sql}) WHERE events > 0 ORDER BY events DESC, value", values)
    held = getattr(asked.choice, name)
    chosen = {f"{held:g}"} if isinstance(held, float) else set(held or ())
    shown = [row for at, row in enumerate(rows) if at < _SHOWN or row["value"] in chosen]
    found = tuple(FacetValue(row["value"], row["events"], row["value"] in chosen) for row in shown)
    return Facet(name, label, found, len(rows) - len(shown))
