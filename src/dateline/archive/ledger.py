"""The actor ledger: who held which role for which country, first and last seen, by which reports.

Actors of single reports are joined when their names agree and their countries or roles do not speak against it; each
joining keeps its reason, and what contradicts is listed rather than settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from dateline.world.names import SURNAME, agreement, name_parts

_SAME_ROLE = 88.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """One actor of one report, with the roles that the report gives it."""

    report_id: str
    published: date | None
    publisher: str | None
    name: str
    kind: str
    country: str | None
    roles: tuple[tuple[str, str | None], ...]
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A role as held over the reports that say so."""

    title: str
    country: str | None
    first: date | None
    last: date | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One actor of the ledger. ``joined`` says for each further name why it is taken for the same."""

    name: str
    kind: str
    sightings: tuple[Sighting, ...]
    joined: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()

    @property
    def countries(self) -> Counter[str]:
        """How many sightings tell each country; those that tell none are not counted."""
        return _countries(self.sightings)

    @property
    def country(self) -> str | None:
        """The country that most sightings tell; None if none does."""
        return next((country for country, _ in self.countries.most_common(1)), None)

    @property
    def days(self) -> list[date]:
        """The days of publication of its sightings, the first first."""
        return sorted(s.published for s in self.sightings if s.published is not None)

    @property
    def reports(self) -> list[str]:
        """The reports that name it, the oldest first."""
        by_day = sorted(self.sightings, key=lambda s: (s.published or date.max, s.report_id))
        return list(dict.fromkeys(s.report_id for s in by_day))

    def roles(self) -> list[Held]:
        """Its roles, those that most reports name first; titles that differ only in spelling are one."""
        groups: list[tuple[str, str | None, list[Sighting]]] = []
        for s in self.sightings:
            for title, country in s.roles:
                home = country or s.country
                group = next((g for g in groups if same_role(g[0], title) and _fits(g[1], home)), None)
                if group is None:
                    groups.append((title, home, [s]))
                else:
                    group[2].append(s)
        held = [_held(*group) for group in groups]
        return sorted(held, key=lambda h: (-len(h.reports), h.first or date.max, h.title))

    def to_dict(self) -> dict[str, Any]:
        """As plain data, with first and last day in place of the sightings."""
        return {
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "countries": dict(self.countries),
            "first": min(self.days, default=None),
            "last": max(self.days, default=None),
            "reports": self.reports,
            "also": dict(self.joined),
            "roles": [asdict(role) for role in self.roles()],
            "contradictions": list(self.contradictions),
        }


def _countries(sightings: Iterable[Sighting]) -> Counter[str]:
    return Counter(s.country for s in sightings if s.country is not None)


def _fits(a: str | None, b: str | None) -> bool:
    return a == b or a is None or b is None


def same_role(a: str, b: str) -> bool:
    """Whether two titles differ at most in spelling."""
    left, right = a.casefold(), b.casefold()
    return left == right or fuzz.ratio(left, right) >= _SAME_ROLE


def _held(title: str, country: str | None, sightings: Sequence[Sighting]) -> Held:
    days = sorted(s.published for s in sightings if s.published is not None)
    reports = tuple(sorted({s.report_id for s in sightings}))
    return Held(title, country, days[0] if days else None, days[-1] if days else None, reports)


@dataclass(slots=True)
class _Growing:
    """An entry while sightings are still joined to it."""

    name: str
    kind: str
    sightings: list[Sighting]
    joined: dict[str, str] = field(default_factory=dict)
    # What its sightings say, so that each that may be joined is held against it and not against all of them.
    countries: set[str] = field(default_factory=set)
    titles: dict[str, None] = field(default_factory=dict)

    def add(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        self.titles |= dict.fromkeys(title for title, _ in sighting.roles)
        if sighting.country is not None:
            self.countries.add(sighting.country)

    def entry(self) -> LedgerEntry:
        return LedgerEntry(self.name, self.kind, tuple(self.sightings), self.joined)


def join(sightings: Iterable[Sighting]) -> list[LedgerEntry]:
    """Sightings as entries. Full names come first; a surname alone joins only if a single entry can be meant."""
    found = list(sightings)
    used = Counter(s.name for s in found)
    ordered = sorted(found, key=lambda s: (_shortness(s.name), -used[s.name], s.name, *_vagueness(s)))
    entries: list[_Growing] = []
    for s in ordered:
        fits = [(entry, reason) for entry in entries if (reason := _why_same(entry, s)) is not None]
        exact = [(e, r) for e, r in fits if r.startswith("same name")]
        if exact:
            fits = exact
        elif any(r.startswith(SURNAME) for _, r in fits) and len(fits) > 1:
            fits = []
        if not fits:
            entries.append(_Growing(s.name, s.kind, []))
            entries[-1].add(s)
            continue
        entry, reason = max(fits, key=lambda pair: len(pair[0].sightings))
        entry.add(s)
        if s.name != entry.name:
            entry.joined.setdefault(s.name, reason)
    for entry in entries:
        _name_by_use(entry)
    return sorted((e.entry() for e in entries), key=lambda e: (-len(e.reports), e.name))


def _shortness(name: str) -> tuple[bool, bool]:
    """Whole names come before those with initials, and surnames alone last: each finds those it may stand for."""
    words = name_parts(name)
    return len(words) == 1, any(len(word) == 1 for word in words)


def _vagueness(s: Sighting) -> tuple[bool, bool, date, str]:
    """Sightings with a country and a role come first, for the others to be measured by."""
    return s.country is None, not s.roles, s.published or date.max, s.report_id


def _why_same(entry: _Growing, s: Sighting) -> str | None:
    """By name, and by country or role: countries that differ part two of a name unless they hold the same role."""
    if entry.kind != s.kind:
        return None
    why = agreement(entry.name, s.name)
    if why is None:
        return None
    role = next((t for t, _ in s.roles if any(same_role(t, mine) for mine in entry.titles)), None)
    if s.country is not None and entry.countries and s.country not in entry.countries:
        return f"{why}, same role ({role})" if role is not None and why != SURNAME else None
    if s.country is not None and s.country in entry.countries:
        return f"{why}, same country ({s.country})"
    if role is not None:
        return f"{why}, same role ({role})"
    if why == SURNAME:
        return f"{why}, and nobody else here has it"
    return why if why in ("same name", "initials", "middle name left out") else None


def _name_by_use(entry: _Growing) -> None:
    """An entry is called what most reports call it, by more than a surname."""
    names = Counter(s.name for s in entry.sightings)
    best = max(names, key=lambda n: (len(name_parts(n)) > 1, names[n], n))
    if best != entry.name:
        entry.joined[entry.name] = entry.joined.pop(best, "same name")
        entry.name = best
