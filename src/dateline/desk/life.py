"""What all reports together say of somebody: the ledger's entry as a page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.archive.ledger import Held, LedgerEntry

_WIDE = 100.0  # what a line of time is cut into
_LEAST = 0.8  # how wide a single day is drawn


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name that reports use, why it is taken for the same, and how many reports use it."""

    name: str
    why: str
    reports: int


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role over time. ``left`` and ``wide`` say where it stands on a line of 100 from first to last day of all."""

    title: str
    country: str | None
    first: date | None
    last: date | None
    reports: int
    left: float
    wide: float


@dataclass(frozen=True, slots=True)
class HomeCountry:
    """A country, and how many reports tell it."""

    country: str
    reports: int


@dataclass(frozen=True, slots=True)
class Life:
    """The forms of a name, roles, countries and contradictions of one entry of the ledger."""

    forms: tuple[NameForm, ...]
    roles: tuple[RoleLine, ...]
    countries: tuple[HomeCountry, ...]
    contradictions: tuple[str, ...]
    first: date | None
    last: date | None
    reports: int


def life_of(entry: LedgerEntry) -> Life:
    """The entry as a page shows it, the commonest of everything first."""
    days = entry.days
    first, last = (days[0], days[-1]) if days else (None, None)
    used = Counter(name for name, _ in {(s.name, s.report_id) for s in entry.sightings})
    forms = tuple(
        NameForm(name, "" if name == entry.name else entry.joined.get(name, ""), count)
        for name, count in sorted(used.items(), key=lambda pair: (pair[0] != entry.name, -pair[1], pair[0]))
    )
    homes = Counter(home for home, _ in {(s.country, s.report_id) for s in entry.sightings} if home is not None)
    return Life(
        forms,
        tuple(_line(role, first, last) for role in entry.roles()),
        tuple(HomeCountry(*pair) for pair in homes.most_common()),
        entry.contradictions,
        first,
        last,
        len(entry.reports),
    )


def _line(role: Held, first: date | None, last: date | None) -> RoleLine:
    left = wide = 0.0
    if first is not None and last is not None and role.first is not None and role.last is not None:
        whole = max((last - first).days, 1)
        wide = max(_WIDE * (role.last - role.first).days / whole, _LEAST)
        left = min(_WIDE * (role.first - first).days / whole, _WIDE - wide)
    return RoleLine(role.title, role.country, role.first, role.last, len(role.reports), round(left, 2), round(wide, 2))


def reports_with(entry: LedgerEntry, *, form: str = "", country: str = "", role: str = "") -> Sequence[str]:
    """The reports that use a form of its name, tell a country or give a role; all if nothing is asked for."""
    holding = {report for held in entry.roles() if held.title == role for report in held.reports}
    return list(
        dict.fromkeys(
            s.report_id
            for s in entry.sightings
            if (not form or s.name == form)
            and (not country or s.country == country)
            and (not role or s.report_id in holding)
        )
    )


def namesakes(entry: LedgerEntry, entries: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """All entries of this very name and kind, which reports tell apart by their countries; none if it is the only one."""
    found = tuple(one for one in entries if (one.name, one.kind) == (entry.name, entry.kind))
    return found if len(found) > 1 else ()
