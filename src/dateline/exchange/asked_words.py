"""What a user asks to choose events by, against what there is: the words of filters in, names and codes of the archive out.

A word that nothing has is an error that names the nearest right one: a wrong filter must not look like an empty world.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from dateline.errors import DatelineError
from dateline.exchange.codes import NON_STATES, country_name, types
from dateline.exchange.selection import Filters, count, select_events
from dateline.world.countries import codes_by_iso2, countries, country, find_country
from dateline.world.names import filed_name, name_parts

if TYPE_CHECKING:
    import duckdb

_SIMILAR = 70.0  # "Netanjahu" is near "Benjamin Netanyahu", a name of other letters is not


class UnfitFilterError(DatelineError):
    """A filter that names what is not there, or filters that no event fits."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The filters as the archive knows them, and what a name stands for where that is not the name itself."""

    filters: Filters
    names: Mapping[str, Sequence[str]]


def meant(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Understood:
    """The filters with names of the archive for those that a user gives. UnfitFilterError if a word of them is nowhere."""
    known = {name for (name,) in connection.execute("SELECT DISTINCT type FROM events").fetchall()}
    for name in filters.types:
        _check_type(name, known)
    codes = _codes(connection)
    for code in filters.countries:
        _check_code("--country", code, codes)
    for code in (code for pair in filters.dyads for code in pair):
        _check_code("--dyad", code, codes)
    names: dict[str, Sequence[str]] = {}
    for asked in filters.actors:
        names[asked] = _named("--actor", asked, _column(connection, "name", "sides"))
    homes: list[str] = []
    places: list[str] = []
    for asked in filters.places:
        home = _home(asked, codes)
        found = _places(asked, _column(connection, "place_name", "events"), optional=home is not None)
        homes += [home] if home is not None else []
        places += found
        names[asked] = [*found, *([f"every place in {country_name(home)}"] if home is not None else [])]
    fitted = replace(
        filters,
        actors=tuple(name for asked in filters.actors for name in names[asked]),
        places=tuple(places),
        place_countries=(*filters.place_countries, *homes),
    )
    return Understood(fitted, {asked: found for asked, found in names.items() if list(found) != [asked]})


def why_none(connection: duckdb.DuckDBPyConnection, filters: Filters) -> str:
    """Why no event is chosen: how many each of the filters would choose alone, and the days that events have."""
    every = count(connection, "events")
    if not every:
        return "the archive holds no events"
    alone = [f"{option} alone chooses {select_events(connection, one):,}" for option, one in _one_by_one(filters)]
    row = connection.execute(
        "SELECT min(coalesce(date_start, date_end, published)), max(coalesce(date_end, date_start, published)) FROM events"
    ).fetchone()
    first, last = row if row is not None else (None, None)
    span = f", from {first} to {last}" if first is not None else ""
    return f"no event is chosen: of the {every:,} of the archive{span}, {', '.join(alone)}"


def _one_by_one(filters: Filters) -> Iterator[tuple[str, Filters]]:
    """Each filter by itself, with the option that asks for it."""
    options = {
        "since": "--since", "until": "--until", "types": "--type", "countries": "--country", "statuses": "--status",
        "query": "--query", "least_confidence": "--least-confidence", "actors": "--actor", "dyads": "--dyad",
    }  # fmt: skip
    for name, option in options.items():
        if value := getattr(filters, name):
            yield option, replace(Filters(), **{name: value})
    if filters.places or filters.place_countries:
        yield "--place", Filters(places=filters.places, place_countries=filters.place_countries)


def _check_type(name: str, known: set[str]) -> None:
    every = [*types(), *sorted(known - set(types()))]
    if name not in every:
        hint = _nearest(name, every) or f"the archive has {', '.join(sorted(known)) or 'none'}"
        raise UnfitFilterError(f"--type {name}: there is no such type; {hint}")


def _check_code(option: str, code: str, codes: set[str]) -> None:
    if code in codes or code in NON_STATES or country(code) is not None:
        return
    near = codes_by_iso2().get(code) or _code_named(code)
    if near is None:
        close = get_close_matches(code, sorted({*codes, *NON_STATES, *(c.iso3 for c in countries())}), n=1)
        near = close[0] if close else None
    hint = f"did you mean {_told_code(near)}?" if near else "give three letters as ISO 3166 has them, such as UKR"
    raise UnfitFilterError(f"{option} {code}: there is no such country; {hint}")


def _code_named(name: str) -> str | None:
    """The code of a country whose name this is, as it may be written on a command line."""
    found = find_country(name) or find_country(name.title())
    if found is not None and found.form != "code":
        return found.iso3
    by_name = {each.name.upper(): each.iso3 for each in countries()}
    close = get_close_matches(name.upper(), by_name, n=1) if len(name) > 3 else []
    return by_name[close[0]] if close else None


def _told_code(code: str) -> str:
    name = country_name(code)
    return code if name in (None, code) else f"{code} ({name})"


def _codes(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = "SELECT country FROM sides UNION SELECT place_country FROM events"
    return {code for (code,) in connection.execute(found).fetchall() if code is not None}


def _column(connection: duckdb.DuckDBPyConnection, column: str, view: str) -> list[str]:
    query = f"SELECT DISTINCT {column} FROM {view} WHERE {column} IS NOT NULL ORDER BY 1"  # noqa: S608 names of ours
    return [name for (name,) in connection.execute(query).fetchall()]


def _named(option: str, asked: str, names: Sequence[str]) -> list[str]:
    """Those of the names that hold every word of the one that is asked for; UnfitFilterError if none does."""
    words = set(name_parts(asked))
    found = [name for name in names if words <= set(name_parts(name))] if words else []
    if not found:
        raise UnfitFilterError(
            f"{option} {asked}: no event of the archive has that name; {_nearest_name(asked, names)}"
        )
    return found


def _places(asked: str, names: Sequence[str], *, optional: bool) -> list[str]:
    """The places of this name; if there are none, those that have it as a part of theirs."""
    found = [name for name in names if filed_name(name) == filed_name(asked)]
    if found or optional:
        return found
    return _named("--place", asked, [*names, *(each.name for each in countries())])


def _home(asked: str, codes: set[str]) -> str | None:
    """The country that a place's name means, in which other places lie."""
    if asked.upper() in codes:
        return asked.upper()
    found = find_country(asked) or find_country(asked.title())
    return found.iso3 if found is not None and found.form == "name" and found.entity is None else None


def _nearest(word: str, words: Iterable[str]) -> str | None:
    close = get_close_matches(word, list(words), n=1)
    return f"did you mean {close[0]}?" if close else None


def _nearest_name(asked: str, names: Sequence[str]) -> str:
    best = process.extractOne(filed_name(asked), names, scorer=fuzz.WRatio, processor=filed_name, score_cutoff=_SIMILAR)
    return f"did you mean {best[0]!r}?" if best is not None else "try a part of it, or another spelling"
