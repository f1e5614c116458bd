"""The actor ledger: who held which role for which country, first and last seen, by which reports.

Actors of single reports are joined when their names agree and their countries or roles do not speak against it; each
joining keeps its reason, and what contradicts is listed rather than settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb
from rapidfuzz import fuzz

from dateline.archive.asked import asked_for
from dateline.world.names import HONORIFICS, SURNAME, agreement, name_parts

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


@dataclass(frozen=True, slots=True)
class Held:
    """A role as held over the reports that say so."""

    title: str
    country: str | None
    first: date | None
    last: date | None
    reports: tuple[str, ...]


@dataclass(slots=True)
class Entry:
    """One actor of the ledger. ``joined`` says for each further name why it is taken for the same."""

    name: str
    kind: str
    sightings: list[Sighting]
    joined: dict[str, str] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)

    @property
    def countries(self) -> Counter[str]:
        """How many sightings tell each country; those that tell none are not counted."""
        return Counter(s.country for s in self.sightings if s.country is not None)

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
                group = next((g for g in groups if _same_role(g[0], title) and _fits(g[1], home)), None)
                if group is None:
                    groups.append((title, home, [s]))
                else:
                    group[2].append(s)
        held = [_held(*group) for group in groups]
        return sorted(held, key=lambda h: (-len(h.reports), h.first or date.max, h.title))


def ledger(connection: duckdb.DuckDBPyConnection, name: str) -> list[Entry]:
    """The entries that a name may mean, those with most reports first."""
    known = [
        n
        for (n,) in connection.execute(
            "SELECT DISTINCT name FROM mentions WHERE form = 'name' AND kind <> 'state'"
        ).fetchall()
    ]
    wanted = asked_for(name, sorted(known))
    entries = join(_sightings(connection, wanted))
    for entry in entries:
        entry.contradictions += [*_countries_differ(entry), *_others_held(connection, entry)]
    _note_namesakes(entries)
    return entries


def join(sightings: Iterable[Sighting]) -> list[Entry]:
    """Sightings as entries. Full names come first; a surname alone joins only if a single entry can be meant."""
    found = list(sightings)
    used = Counter(s.name for s in found)
    ordered = sorted(found, key=lambda s: (_shortness(s.name), -used[s.name], s.name, *_vagueness(s)))
    entries: list[Entry] = []
    for s in ordered:
        fits = [(entry, reason) for entry in entries if (reason := _why_same(entry, s)) is not None]
        exact = [(e, r) for e, r in fits if r.startswith("same name")]
        if exact:
            fits = exact
        elif any(r.startswith(SURNAME) for _, r in fits) and len(fits) > 1:
            fits = []
        if not fits:
            entries.append(Entry(s.name, s.kind, [s]))
            continue
        entry, reason = max(fits, key=lambda pair: len(pair[0].sightings))
        entry.sightings.append(s)
        if s.name != entry.name:
            entry.joined.setdefault(s.name, reason)
    for entry in entries:
        _name_by_use(entry)
    return sorted(entries, key=lambda e: (-len(e.reports), e.name))


def _shortness(name: str) -> tuple[bool, bool]:
    """Whole names come before those with initials, and surnames alone last: each finds those it may stand for."""
    words = name_parts(name)
    return len(words) == 1, any(len(word) == 1 for word in words)


def _vagueness(s: Sighting) -> tuple[bool, bool, date, str]:
    """Sightings with a country and a role come first, for the others to be measured by."""
    return s.country is None, not s.roles, s.published or date.max, s.report_id


def _why_same(entry: Entry, s: Sighting) -> str | None:
    """By name, and by country or role: countries that differ part two of a name unless they hold the same role."""
    if entry.kind != s.kind:
        return None
    why = agreement(entry.name, s.name)
    if why is None:
        return None
    role = next(
        (t for t, _ in s.roles if any(_same_role(t, mine) for other in entry.sightings for mine, _ in other.roles)),
        None,
    )
    countries = entry.countries
    if s.country is not None and countries and s.country not in countries:
        return f"{why}, same role ({role})" if role is not None and why != SURNAME else None
    if s.country is not None and s.country in countries:
        return f"{why}, same country ({s.country})"
    if role is not None:
        return f"{why}, same role ({role})"
    if why == SURNAME:
        return f"{why}, and nobody else here has it"
    return why if why in ("same name", "initials", "middle name left out") else None


def _name_by_use(entry: Entry) -> None:
    """An entry is called what most reports call it, by more than a surname."""
    names = Counter(s.name for s in entry.sightings)
    best = max(names, key=lambda n: (len(name_parts(n)) > 1, names[n], n))
    if best != entry.name:
        entry.joined[entry.name] = entry.joined.pop(best, "same name")
        entry.name = best


def _same_role(a: str, b: str) -> bool:
    left, right = a.casefold(), b.casefold()
    return left == right or fuzz.ratio(left, right) >= _SAME_ROLE


def _fits(a: str | None, b: str | None) -> bool:
    return a == b or a is None or b is None


def _held(title: str, country: str | None, sightings: Sequence[Sighting]) -> Held:
    days = sorted(s.published for s in sightings if s.published is not None)
    reports = tuple(sorted({s.report_id for s in sightings}))
    return Held(title, country, days[0] if days else None, days[-1] if days else None, reports)


def _sightings(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[Sighting]:
    rows = connection.execute(
        """
        WITH seen AS (SELECT DISTINCT report_id, actor_id, name, kind, country FROM mentions
                      WHERE kind <> 'state' AND form = 'name' AND list_contains($1::VARCHAR[], name)),
             held AS (SELECT report_id, actor_id, list({'title': title, 'country': role_country} ORDER BY start) AS roles
                      FROM roles WHERE list_contains($1::VARCHAR[], name) GROUP BY ALL)
        SELECT seen.report_id, r.published, r.publisher, seen.name, seen.kind, seen.country, held.roles
        FROM seen JOIN reports r USING (report_id) LEFT JOIN held USING (report_id, actor_id) ORDER BY ALL
        """,
        [list(names)],
    ).fetchall()
    return [Sighting(r, day, by, name, kind, home, _titles(held)) for r, day, by, name, kind, home, held in rows]


def _titles(roles: Sequence[dict[str, str | None]] | None) -> tuple[tuple[str, str | None], ...]:
    found = ((r["title"] or "", r["country"]) for r in roles or ())
    return tuple(dict.fromkeys((t, c) for t, c in found if t and t.casefold() not in HONORIFICS))


def _countries_differ(entry: Entry) -> list[str]:
    counted = entry.countries.most_common()
    if len(counted) < 2:
        return []
    told = ", ".join(f"{country} in {_reports(count)}" for country, count in counted)
    return [f"its country is {told}"]


def _others_held(connection: duckdb.DuckDBPyConnection, entry: Entry) -> list[str]:
    """Others whom reports of the same time give the same role for the same country."""
    notes = []
    for role in entry.roles():
        if role.country is None or role.first is None:
            continue
        others = connection.execute(
            "SELECT name, count(DISTINCT report_id) n FROM roles WHERE lower(title) = lower(?) AND kind = 'person'"
            " AND coalesce(role_country, country) = ? AND published BETWEEN ? AND ? GROUP BY name ORDER BY n DESC, name",
            [role.title, role.country, role.first, role.last],
        ).fetchall()
        mine = {entry.name, *entry.joined}
        further = [
            (n, c) for n, c in others if n not in mine and agreement(n, entry.name) is None and len(name_parts(n)) > 1
        ]
        if further:
            told = ", ".join(f"{n} in {_reports(c)}" for n, c in further[:5])
            notes.append(f"{role.title} ({role.country}) at that time is also {told}")
    return notes


def _note_namesakes(entries: Sequence[Entry]) -> None:
    for entry in entries:
        for other in entries:
            if other is not entry and agreement(entry.name, other.name) == "same name":
                entry.contradictions.append(
                    f"another of that name is of {other.country or 'no known country'}: kept apart"
                )


def _reports(count: int) -> str:
    return f"{count} report" if count == 1 else f"{count} reports"
