"""What the chosen events are of, counted: for each filter its commonest values, with how many it would choose."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.asking import Asked

_SHOWN = 12
# The filter, what it is called, and where its values come from: SQL that gives event numbers and values.
_FACETS = (
    ("type", "Type", "SELECT n, type AS value FROM desk.events"),
    ("status", "Status", "SELECT n, status AS value FROM desk.events"),
    ("country", "Country", "SELECT n, country AS value FROM desk.sides UNION SELECT n, place_country FROM desk.events"),
    ("dyad", "Dyad", "SELECT n, source || '-' || target AS value FROM desk.pairs"),
    ("publisher", "Publisher", "SELECT n, publisher AS value FROM desk.events"),
    ("basis", "Place read from", "SELECT n, coalesce(place_from, 'none') AS value FROM desk.events"),
    (
        "confidence",
        "At least so sure",
        "SELECT n, unnest(list_filter(['0.9', '0.7', '0.5'], lambda c: confidence >= c::DOUBLE)) AS value FROM desk.events",
    ),
)


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


def facets(asked: Asked, counted: str = "*") -> tuple[Facet, ...]:
    """The facets of the chosen events; each is counted as if its own filter were not set. ``counted``: SQL of what is."""
    return tuple(_facet(asked, counted, *each) for each in _FACETS)


def _facet(asked: Asked, counted: str, name: str, label: str, source: str) -> Facet:
    where, values = asked.where(but=name)
    rows = asked.snapshot.ask(
        f"SELECT value, count({counted}) AS events FROM ({source}) JOIN desk.events e USING (n)"  # noqa: S608 names of ours
        f" WHERE value IS NOT NULL AND {where} GROUP BY 1 ORDER BY events DESC, value",
        values,
    )
    held = getattr(asked.choice, name)
    chosen = {f"{held:g}"} if isinstance(held, float) else set(held or ())
    shown = [row for at, row in enumerate(rows) if at < _SHOWN or row["value"] in chosen]
    found = tuple(FacetValue(row["value"], row["events"], row["value"] in chosen) for row in shown)
    return Facet(name, label, found, len(rows) - len(shown))
