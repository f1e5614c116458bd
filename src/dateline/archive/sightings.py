"""The ledger of an archive: the actors of its reports that a name may mean in, joined, with what contradicts, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import duckdb

from dateline.archive.asked import KnownNames
from dateline.archive.ledger import LedgerEntry, Sighting, join
from dateline.world.names import HONORIFICS, agreement, family_name, name_parts

_NAMES = "SELECT DISTINCT name FROM {named} ORDER BY name"
_SIGHTINGS = """
WITH seen AS (SELECT DISTINCT report_id, actor_id, name, kind, country FROM {named} WHERE name IN (SELECT unnest($1::VARCHAR[]))),
     held AS (SELECT report_id, actor_id, list({{'title': title, 'country': role_country}} ORDER BY start) AS roles
              FROM {roles} WHERE name IN (SELECT unnest($1::VARCHAR[])) GROUP BY ALL)
SELECT seen.report_id, r.published, r.publisher, seen.name, seen.kind, seen.country, held.roles, seen.actor_id
FROM seen JOIN {reports} r USING (report_id) LEFT JOIN held USING (report_id, actor_id)
ORDER BY seen.report_id, seen.name, seen.kind, seen.country, seen.actor_id
"""
_OTHERS = """
SELECT name, count(DISTINCT report_id) n FROM {roles} WHERE lower(title) = lower(?) AND kind = 'person'
  AND coalesce(role_country, country) = ? AND published BETWEEN ? AND ? GROUP BY name ORDER BY n DESC, name
"""
_OTHERS_NAMED = 5
_COUNTED = "SELECT count(*) FROM {named} WHERE list_contains($1::VARCHAR[], name)"
_MOST_JOINED = 20_000  # sightings: each is held against every entry of the family name


class Tables(NamedTuple):
    """SQL that gives whom reports name (``report_id, actor_id, name, kind, country``), their roles, and the reports: the views,
    or tables that hold the same where they are asked often."""

    named: str = (
        "(SELECT report_id, actor_id, name, kind, country FROM mentions WHERE form = 'name' AND kind <> 'state')"
    )
    roles: str = "roles"
    reports: str = "reports"


_VIEWS = Tables()


def known_names(connection: duckdb.DuckDBPyConnection, tables: Tables = _VIEWS) -> KnownNames:
    """The names of all whom reports name, to be asked for."""
    return KnownNames([name for (name,) in connection.execute(_NAMES.format(**tables._asdict())).fetchall()])


def entries_named(
    connection: duckdb.DuckDBPyConnection, name: str, known: KnownNames | None = None, tables: Tables = _VIEWS
) -> tuple[LedgerEntry, ...]:
    """The entries that a name may mean, those with most reports first. ``known`` are :func:`known_names`, if they are there."""
    entries = _joined(connection, name, known or known_names(connection, tables), tables)
    return tuple(_told(connection, entries, tables))


def entries_around(
    connection: duckdb.DuckDBPyConnection, name: str, known: KnownNames, tables: Tables = _VIEWS
) -> tuple[LedgerEntry, ...]:
    """The entries that a name may mean, with all that is shorter than it: of a person, those of its family name.

    Who asks for "Kari Lund" then finds that reports call her "K. Lund" and "Lund" too, as far as nobody else can be meant.
    """
    entries = _joined(connection, name, known, tables)
    family = family_name(name)
    if entries and entries[0].kind == "person" and name_parts(name) != (family,):
        counted = connection.execute(_COUNTED.format(**tables._asdict()), [known.asked_for(family)]).fetchall()
        if counted[0][0] <= _MOST_JOINED:
            entries = _joined(connection, family, known, tables)
    return tuple(_told(connection, entries, tables))


def _joined(connection: duckdb.DuckDBPyConnection, name: str, known: KnownNames, tables: Tables) -> list[LedgerEntry]:
    return [*join(_sightings(connection, known.asked_for(name), tables))]


def _told(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[LedgerEntry], tables: Tables
) -> Iterator[LedgerEntry]:
    """The entries with what contradicts in each."""
    for entry in entries:
        yield replace(entry, contradictions=tuple(_contradictions(connection, entry, entries, tables)))


def _sightings(connection: duckdb.DuckDBPyConnection, names: Sequence[str], tables: Tables) -> list[Sighting]:
    rows = connection.execute(_SIGHTINGS.format(**tables._asdict()), [list(names)]).fetchall()
    return [
        Sighting(r, day, by, name, kind, home, _titles(held), key) for r, day, by, name, kind, home, held, key in rows
    ]


def _titles(roles: Sequence[dict[str, str | None]] | None) -> tuple[tuple[str, str | None], ...]:
    found = ((r["title"] or "", r["country"]) for r in roles or ())
    return tuple(dict.fromkeys((t, c) for t, c in found if t and t.casefold() not in HONORIFICS))


def _contradictions(
    connection: duckdb.DuckDBPyConnection, entry: LedgerEntry, entries: Sequence[LedgerEntry], tables: Tables
) -> Iterator[str]:
    yield from _countries_differ(entry)
    yield from _others_held(connection, entry, tables)
    for other in entries:
        if other is not entry and agreement(entry.name, other.name) == "same name":
            yield f"another of that name is of {other.country or 'no known country'}: kept apart"


def _countries_differ(entry: LedgerEntry) -> Iterator[str]:
    counted = entry.countries.most_common()
    if len(counted) > 1:
        told = ", ".join(f"{country} in {_reports(count)}" for country, count in counted)
        yield f"its country is {told}"


def _others_held(connection: duckdb.DuckDBPyConnection, entry: LedgerEntry, tables: Tables) -> Iterator[str]:
    """Others whom reports of the same time give the same role for the same country."""
    mine = {entry.name, *entry.joined}
    for role in entry.roles():
        if role.country is None or role.first is None:
            continue
        others = connection.execute(
            _OTHERS.format(roles=tables.roles), [role.title, role.country, role.first, role.last]
        ).fetchall()
        further = [
            (n, c) for n, c in others if n not in mine and agreement(n, entry.name) is None and len(name_parts(n)) > 1
        ]
        if further:
            told = ", ".join(f"{n} in {_reports(c)}" for n, c in further[:_OTHERS_NAMED])
            yield f"{role.title} ({role.country}) at that time is also {told}"


def _reports(count: int) -> str:
    return f"{count} report" if count == 1 else f"{count} reports"
