"""Countries by every name news writers use. Takes a name or a phrase, gives PLOVER country codes and how they were named.

A match carries the other readings of its words (``also``) and never chooses among them. Words in lower case
("turkey", "us") and the first halves of compounds ("Russian-backed") name no country.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from dateline.world.names import PhraseWord, fold, name_words, words_of, written_words

CountryForm = Literal["name", "adjective", "people", "capital", "metonym", "code"]
FORMS: tuple[CountryForm, ...] = ("name", "adjective", "people", "capital", "metonym", "code")

_GAP = re.compile(r"\s{1,3}|\s?[-\u2010-\u2013'\u2019\u2018&]\s?|\.\s?")
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_CURRENCIES = frozenset("$\u00a3\u20ac")  # "US$1.3 billion"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Country:
    """One state with its own PLOVER code: RUS, Russia, Moscow, ("Russia", "Russian Federation", …), ("Russian", …)."""

    iso3: str
    iso2: str
    name: str
    capital: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    population: int
    geonames_id: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country as a phrase names it.

    "Kremlin" is RUS, a metonym, and ``stands_for`` the presidency with the sector GOV. "Abkhaz" is GEO, an adjective,
    and ``entity`` Abkhazia with the sector PRE. "Georgia" is GEO, but ``also`` says that it may be the US state.
    """

    iso3: str
    form: CountryForm
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    stands_for: str | None = None
    also: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """True if the words can mean nothing else: no person, no town, no other country."""
        return not self.also


@dataclass(frozen=True, slots=True)
class _Reading:
    match: CountryMatch
    words: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class _Tables:
    countries: Mapping[str, Country]
    readings: Mapping[str, tuple[_Reading, ...]]
    longest: Mapping[str, int]
    doubts: Mapping[str, tuple[str, ...]]
    not_countries: frozenset[str]
    capitals: frozenset[str]
    compound_parts: frozenset[str]


def written_alike(spelling: Iterable[str], words: Iterable[PhraseWord]) -> bool:
    """Whether ``words`` have the capitals that ``spelling`` asks for: all of an acronym's, the first of a name's."""
    for wanted, word in zip(spelling, words, strict=True):
        if len(wanted) > 1 and wanted.isupper() and not word.text.isupper():
            return False
        if wanted[0].isupper() and not word.text[0].isupper():
            return False
    return True


def country(iso3: str) -> Country | None:
    """The country with this PLOVER code (three capitals); None for codes of bodies (``UNO``) and for what is no code."""
    return _tables().countries.get(iso3)


def countries() -> tuple[Country, ...]:
    """All countries with a code of their own."""
    return tuple(_tables().countries.values())


@cache
def codes_by_iso2() -> Mapping[str, str]:
    """The three-letter codes by those of two letters: {"NO": "NOR"}."""
    return {c.iso2: c.iso3 for c in countries()}


@lru_cache(maxsize=8192)
def find_country(text: str) -> CountryMatch | None:
    """The country that ``text`` as a whole names in any form; None if it names none, or more than a country.

    >>> find_country("the Kremlin").stands_for
    'presidency'
    """
    return _find(text, FORMS)


def country_of_adjective(text: str) -> CountryMatch | None:
    """The country of this adjective: "North Korean", "U.S."; "Russian-backed" has none."""
    return _find(text, ("adjective",))


def country_spellings() -> tuple[str, ...]:
    """Every name of a country, its people, capital and seats, as it is written; no codes."""
    readings = (r for found in _tables().readings.values() for r in found if r.match.form != "code")
    return tuple(dict.fromkeys(" ".join(reading.words) for reading in readings))


def find_countries_in(text: str) -> list[tuple[int, int, CountryMatch]]:
    """Every country named in a phrase or a whole report as (start, end, match), in the order of the text; of names inside one
    another the longest."""
    tables = _tables()
    if not any(fold(word) in tables.longest for word in written_words(text) if not word[0].islower()):
        return []
    words = words_of(text)
    shouted = len(words) > 2 and text.upper() == text
    found: list[tuple[int, int, CountryMatch]] = []
    at = 0
    while at < len(words):
        if words[at].folded not in tables.longest:
            at += 1
            continue
        size, match = _longest_at(text, words, at, tables, shouted)
        start, end = words[at].start, words[at + size - 1].end
        is_other = _is_compound_part(text, start, end, words, at, size, tables) or text[end : end + 1] in _CURRENCIES
        if match and not is_other:
            found.append((start, end, match))
        at += size
    return found


def _find(text: str, forms: tuple[CountryForm, ...]) -> CountryMatch | None:
    words = name_words(text) if text[-1:] not in _CURRENCIES else ()
    return _match(words, forms, _tables(), shouted=False) if words else None


def _longest_at(
    text: str, words: Sequence[PhraseWord], at: int, tables: _Tables, shouted: bool
) -> tuple[int, CountryMatch | None]:
    """The longest name that begins at word ``at``: how many words it has, and its match if it is a country."""
    reach = 1
    longest = min(tables.longest.get(words[at].folded, 1), len(words) - at)
    while reach < longest and _GAP.fullmatch(text, words[at + reach - 1].end, words[at + reach].start):
        reach += 1
    for size in range(reach, 0, -1):
        part = words[at : at + size]
        if size > 1 and part[0].text[0].isupper() and _key(part) in tables.not_countries:
            return size, None
        match = _match(part, FORMS[:-1], tables, shouted)
        if match:
            return size, match
    return 1, None


def _is_compound_part(
    text: str, start: int, end: int, words: Sequence[PhraseWord], at: int, size: int, tables: _Tables
) -> bool:
    """Whether the name is half of a compound like "Russian-backed" or "pro-Russian"; "Israel-Hamas" is none."""
    neighbours = []
    if at + size < len(words) and words[at + size].start == end + 1 and text[end] in _HYPHENS:
        neighbours.append(words[at + size])
    if at > 0 and words[at - 1].end == start - 1 and text[start - 1] in _HYPHENS:
        neighbours.append(words[at - 1])
    return any(word.text[0].islower() or word.folded in tables.compound_parts for word in neighbours)


def _match(
    words: Sequence[PhraseWord], forms: tuple[CountryForm, ...], tables: _Tables, shouted: bool
) -> CountryMatch | None:
    key = _key(words)
    readings = [r for r in tables.readings.get(key, ()) if written_alike(r.words, words)]
    chosen = next((r for form in forms for r in readings if r.match.form == form), None)
    if chosen is None:
        return None
    also = [r.match.iso3 for r in readings] + list(tables.doubts.get(key, ()))
    in_capitals = all(word.text.isupper() for word in words) and (shouted or not "".join(chosen.words).isupper())
    if in_capitals and key in tables.capitals:
        also.append("word")
    others = dict.fromkeys(reading for reading in also if reading != chosen.match.iso3)
    return replace(chosen.match, also=tuple(others))


def _key(words: Iterable[PhraseWord]) -> str:
    return " ".join(word.folded for word in words)


@cache
def _tables() -> _Tables:
    """Read both tables once: about 15 ms."""
    data = files("dateline.world") / "data"
    added = yaml.load((data / "country_names.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    rows = list(csv.DictReader((data / "countries.csv").read_text("utf-8").splitlines()))
    seats = list(csv.DictReader((data / "metonyms.csv").read_text("utf-8").splitlines()))
    table = {row["iso3"]: _country(row, added["countries"].get(row["iso3"], {})) for row in rows if not row["part_of"]}
    index: dict[str, list[_Reading]] = defaultdict(list)
    for name, match, weight in _spellings(table, rows, added, seats):
        words = name_words(name)
        index[_key(words)].append(_Reading(match, tuple(word.text for word in words), weight))
    not_countries = frozenset(_key(words_of(name)) for name in added["not_countries"])
    return _Tables(
        countries=table,
        readings={key: tuple(sorted(readings, key=lambda r: -r.weight)) for key, readings in index.items()},
        longest=_longest([*index, *not_countries]),
        doubts={_key(name_words(name)): tuple(doubts) for name, doubts in added["doubtful"].items()},
        not_countries=not_countries,
        capitals=frozenset(added["words_in_capitals"]),
        compound_parts=frozenset(added["compound_parts"]),
    )


def _country(row: Mapping[str, str], added: Mapping[str, list[str]]) -> Country:
    def union(*names: str, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in (*names, *added.get(key, ())) if name))

    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        name=row["name"],
        capital=row["capital"],
        names=union(row["name"], row["long_name"], key="names"),
        adjectives=union(*row["adjectives"].split("|"), key="adjectives"),
        people=union(*row["people"].split("|"), key="people"),
        population=int(row["population"]),
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )


def _spellings(
    table: Mapping[str, Country], rows: list[dict[str, str]], added: Mapping[str, Any], seats: list[dict[str, str]]
) -> Iterator[tuple[str, CountryMatch, int]]:
    """Every spelling with what it means; states weigh their population, so that "Korea" offers the larger first."""
    for state in table.values():
        capitals = (state.capital, *added["countries"].get(state.iso3, {}).get("capitals", ()))
        lists = (state.names, state.adjectives, state.people, capitals, (), (state.iso3,))
        for form, names in zip(FORMS, lists, strict=True):
            for name in dict.fromkeys(names):
                yield name, CountryMatch(state.iso3, form), state.population
    for row in rows:
        if row["part_of"] and row["iso3"] != "ESH":
            yield row["name"], CountryMatch(row["part_of"], "name", entity=row["name"]), 0
    for part in added["parts"]:
        sectors = tuple(part.get("sectors", ()))
        for form, key in zip(FORMS, ("names", "adjectives", "people"), strict=False):
            for name in part.get(key, ()):
                yield name, CountryMatch(part["country"], form, sectors, part["entity"]), 0
    for seat in seats:
        sectors = tuple(filter(None, seat["sectors"].split("|")))
        yield seat["name"], CountryMatch(seat["country"], "metonym", sectors, stands_for=seat["institution"]), 0


def _longest(keys: Iterable[str]) -> dict[str, int]:
    """How many words the longest name has that begins with a word."""
    longest: dict[str, int] = {}
    for key in keys:
        first, size = key.split(" ", 1)[0], key.count(" ") + 1
        longest[first] = max(size, longest.get(first, 0))
    return longest
