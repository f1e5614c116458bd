"""Codes that other tools expect."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from dateline.exchange.codes import cameo, country_name, cow, ftm_country, quad_number, quads, resolution, types
from dateline.world.countries import countries


def test_quads_have_the_numbers_of_plover() -> None:
    assert [quad_number(quad) for quad in quads()] == [1, 2, 3, 4]
    assert quads()[0] == "VERBAL COOPERATION"
    assert quad_number("OTHER") is None


def test_every_type_and_mode_has_a_cameo_code_of_its_own_root() -> None:
    plover = yaml.safe_load((files("dateline.codebook") / "plover.yaml").read_text(encoding="utf-8"))
    table = yaml.safe_load((files("dateline.exchange") / "data" / "cameo.yaml").read_text(encoding="utf-8"))
    assert tuple(table) == types()
    for name, entry in plover["types"].items():
        assert set(table[name]) - {"code"} == set(entry.get("modes", {}))
        assert all(code.isdigit() and 3 <= len(code) <= 4 for code in table[name].values())
    assert cameo("NEW", None) is None
    assert cameo("ASSAULT", "a mode of one's own") == "180"


@pytest.mark.parametrize(
    ("code", "number", "letters", "name"),
    [("UKR", "369", "ua", "Ukraine"), ("KOS", "347", "xk", "Kosovo"), ("EUR", None, "eu", "European Union"),
     ("UNO", None, None, "United Nations"), ("NGO", None, None, "NGO"), (None, None, None, None)],
)  # fmt: skip
def test_a_country_has_its_codes(code: str | None, number: str | None, letters: str | None, name: str | None) -> None:
    assert (cow(code), ftm_country(code), country_name(code)) == (number, letters, name)


def test_almost_every_sovereign_state_has_a_number_and_no_number_is_given_twice() -> None:
    numbers = [cow(state.iso3) for state in countries() if state.population > 0]
    known = [number for number in numbers if number is not None]
    assert len(known) == len(set(known)) == 195


@pytest.mark.parametrize(
    ("feature", "expected"),
    [("PPLX", 5), ("PPLC", 4), ("ADM2", 3), ("ADM1", 2), ("PCLI", 1), ("SEA", None), (None, None)],
)
def test_a_place_is_as_exact_as_its_feature_says(feature: str | None, expected: int | None) -> None:
    assert resolution(feature) == expected
