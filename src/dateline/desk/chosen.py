"""What a URL asks to see: the same words on every page, so that what is chosen on one goes along to the next.

Whatever a query string holds is read as far as it means something; what does not is told on the page and chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

_LONGEST = 300  # characters of a value
_MOST = 40  # values of a name
_CODE = re.compile(r"[A-Z]{3}")
_DYAD = re.compile(r"([A-Z]{3})[ -]([A-Z]{3})")


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters of a page; what is empty or None is not asked for.

    ``country`` holds for a side or the place, ``actor`` is the name of somebody on a side (``by`` who does it,
    ``to`` to whom), ``dyad`` two codes (``RUS-UKR``: who does it, to whom), ``basis`` where a place is
    read from (``place_from``), ``q`` words of the report, ``refused`` what could not be understood, in words.

    >>> Choice.read([("type", "ASSAULT"), ("since", "2024-02-30")])
    Choice(q='', type=('ASSAULT',), status=(), country=(), actor=(), dyad=(), publisher=(), basis=(), story=(), \
place=(), by=(), to=(), since=None, \
until=None, confidence=None, refused=('since: 2024-02-30 is no day; write it as 2024-02-28',))
    """

    q: str = ""
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    confidence: float | None = None
    refused: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Iterable[tuple[str, str]]) -> Choice:
        """The choice that a query string makes; names that are no filters are left to the page."""
        given: dict[str, list[str]] = {}
        for name, value in query:
            if name in NAMES and value.strip() and len(given.setdefault(name, [])) < _MOST:
                given[name].append(value.strip()[:_LONGEST])
        refused: list[str] = []
        days = {name: _day(name, given[name][-1], refused) for name in ("since", "until") if name in given}
        sure = _share(given["confidence"][-1], refused) if "confidence" in given else None
        several = {name: tuple(dict.fromkeys(given.get(name, ()))) for name in _SEVERAL}
        several["country"] = _coded("country", several["country"], _CODE, refused)
        several["dyad"] = _coded("dyad", several["dyad"], _DYAD, refused)
        q = given.get("q", [""])[-1]
        return cls(q=q, **several, **days, confidence=sure, refused=tuple(refused))  # type: ignore[arg-type]

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of every filter, as a query string has them."""
        found: list[tuple[str, str]] = []
        for name in NAMES:
            value = getattr(self, name)
            if name in _SEVERAL:
                found += [(name, one) for one in value]
            elif value not in (None, ""):
                found.append((name, f"{value:g}" if isinstance(value, float) else str(value)))
        return found

    def query(self, /, **changes: object) -> str:
        """A query string for this choice with some filters changed, or None for those that are dropped; other names are added."""
        own: dict[str, Any] = {
            name: _empty(name) if value is None else _fit(name, value)
            for name, value in changes.items()
            if name in NAMES
        }
        changed = replace(self, **own)
        rest = [(name, str(value)) for name, value in changes.items() if name not in NAMES and value is not None]
        pairs = [*changed.pairs(), *rest]
        return f"?{urlencode(pairs)}" if pairs else ""

    def toggled(self, name: str, value: str) -> str:
        """A query string in which one value of a filter is added, or dropped if it is there."""
        held: tuple[str, ...] = getattr(self, name)
        return self.query(**{name: tuple(v for v in held if v != value) if value in held else (*held, value)})

    def without(self, name: str, value: str) -> str:
        """A query string without one filter's value."""
        held = getattr(self, name)
        return self.query(**{name: tuple(v for v in held if v != value) if name in _SEVERAL else None})

    def where(self, *, but: str = "", reports: Sequence[str] | None = None) -> tuple[str, dict[str, object]]:
        """SQL that holds for chosen events ``e`` of ``desk.events``, and its values.

        ``but`` names a filter that is not asked for: the one whose values are counted. ``reports``: those that hold ``q``.
        """
        conditions: list[str] = []
        values: dict[str, object] = {}
        for name, condition in _CONDITIONS.items():
            value = getattr(self, name)
            if name != but and value not in ((), None):
                conditions.append(condition)
                values[name] = list(value) if isinstance(value, tuple) else value
        if reports is not None:
            conditions.append("list_contains($reports, e.report_id)" if len(reports) < 2 else _AMONG)
            values["reports"] = list(reports)
        return " AND ".join(conditions) or "true", values

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.pairs()


_SEVERAL = ("type", "status", "country", "actor", "dyad", "publisher", "basis", "story", "place", "by", "to")
#: The names of all filters, as they stand in a query string.
NAMES = tuple(field.name for field in fields(Choice) if field.name != "refused")
_AMONG = "e.report_id IN (SELECT unnest($reports::VARCHAR[]))"
_CONDITIONS: Mapping[str, str] = {
    "type": "list_contains($type, e.type)",
    "status": "list_contains($status, e.status)",
    "country": "e.n IN (SELECT n FROM desk.countries WHERE list_contains($country, country))",
    "actor": "e.n IN (SELECT n FROM desk.sides WHERE list_contains($actor, who))",
    "by": "e.n IN (SELECT n FROM desk.sides WHERE side = 'actor' AND list_contains($by, who))",
    "to": "e.n IN (SELECT n FROM desk.sides WHERE side = 'recipient' AND list_contains($to, who))",
    "place": "list_contains($place, e.place_name)",
    "dyad": "e.n IN (SELECT n FROM desk.pairs WHERE list_contains($dyad, source || '-' || target))",
    "publisher": "list_contains($publisher, e.publisher)",
    "basis": "list_contains($basis, coalesce(e.place_from, 'none'))",
    "story": "e.n IN (SELECT n FROM desk.stories WHERE list_contains($story, story_id))",
    "since": "e.day >= $since",
    "until": "e.day <= $until",
    "confidence": "e.confidence >= $confidence",
}


def _day(name: str, text: str, refused: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        refused.append(f"{name}: {text} is no day; write it as 2024-02-28")
        return None


def _share(text: str, refused: list[str]) -> float | None:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if 0 <= value <= 1:
        return value
    refused.append(f"confidence: {text} is no share; write a number from 0 to 1")
    return None


def _coded(name: str, values: Sequence[str], form: re.Pattern[str], refused: list[str]) -> tuple[str, ...]:
    read = {value: form.fullmatch(value.upper()) for value in values}
    refused += [f"{name}: {value} is no code; write UKR, or RUS-UKR" for value, found in read.items() if found is None]
    return tuple("-".join(found.groups() or (found[0],)) for found in read.values() if found is not None)


def _empty(name: str) -> object:
    return () if name in _SEVERAL else "" if name == "q" else None


def _fit(name: str, value: object) -> object:
    return (value,) if name in _SEVERAL and isinstance(value, str) else value
