"""Divisions in the middle of their towns."""

from __future__ import annotations

import pytest

from training.gazetteer_divisions import Row, Town, divisions_of_towns, flat_distance, middle_of_towns


def row(
    name: str, lat: float = 0.0, lon: float = 0.0, feature: str = "PPL", country: str = "TVA", **more: object
) -> Row:
    return Row(name, country, lat, lon, feature, **more)  # type: ignore[arg-type]


def town(lat: float, lon: float, first: str, second: str = "", found: Row | None = None, country: str = "TVA") -> Town:
    return Town(country, lat, lon, (first, second), found)


def test_distances_run_across_the_date_line_and_shrink_towards_the_poles() -> None:
    assert flat_distance(row("A", 0, 179.5), row("B", 0, -179.5)) == pytest.approx(1.0)
    assert flat_distance(row("A", 60, 0), row("B", 60, 1)) == pytest.approx(0.25)


def test_a_division_lies_in_the_middle_of_its_towns_with_their_people_and_code() -> None:
    one, two = (
        row("A", population=10, admin1="TV.01", geonames_id=1),
        row("B", population=5, admin1="TV.01", geonames_id=2),
    )
    found = middle_of_towns("TVA", "Aldo Province", [town(10, 0, "x", found=one), town(20, 4, "x", found=two)])
    assert (found.lat, found.lon, found.population, found.admin1) == (15, 2, 15, "TV.01")
    assert found.names == {"Aldo"}


def test_first_and_second_levels_are_made_once_each() -> None:
    towns = [town(10, 0, "Aldo Province", "North"), town(12, 0, "Aldo Province", "South")]
    made = {(r.name, r.feature): r.lat for r in divisions_of_towns(towns, [])}
    assert made == {("Aldo Province", "ADM1"): 11, ("North", "ADM2"): 10, ("South", "ADM2"): 12}


def test_a_known_division_gains_code_and_people_and_is_not_made_again() -> None:
    known = row("Aldo", 11, 0, "ADM1")
    inside = row("Moor", 11, 0, population=70, admin1="TV.01", geonames_id=3)
    assert list(divisions_of_towns([town(11, 0, "Aldo Province", found=inside)], [known])) == []
    assert (known.admin1, known.population) == ("TV.01", 70)


def test_a_province_in_whose_middle_its_namesake_lies_is_that_city() -> None:
    city = row("Aldo", 10, 0, geonames_id=3)
    assert list(divisions_of_towns([town(10, 0, "Aldo Province", found=city)], [])) == []
    afar = town(12, 0, "Aldo Province", found=row("Aldo", 12, 0, geonames_id=3))
    assert [r.name for r in divisions_of_towns([afar, town(8, 0, "Aldo Province")], [])] == ["Aldo Province"]


def test_a_county_of_the_united_states_keeps_its_whole_name() -> None:
    made = list(divisions_of_towns([town(1, 1, "Ohio", "Moor County", country="USA")], []))
    assert [r.names for r in made if r.feature == "ADM2"] == [set()]
