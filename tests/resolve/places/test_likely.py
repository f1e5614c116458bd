"""Names that the gazetteer lacks, by another spelling or by the town in them; and what is not to be guessed."""

from __future__ import annotations

import pytest

from dateline.resolve.places.choice import choose_place, why_no_place
from dateline.resolve.places.likely import named_after_town


@pytest.mark.parametrize(
    ("name", "country", "feature", "inside"),
    [
        ("Beiji", "IRQ", "PPL", None),
        ("Helmund province", "AFG", "ADM1", None),
        ("Kandahar air base", "AFG", "AIRB", "Kandahār"),
        ("Mosul International Airport", "IRQ", "AIRP", "Mosul"),
        ("Khan Younis refugee camp", "PSE", "CMPRF", "Khan Younis"),
        ("Jebaliya refugee camp", "PSE", "CMPRF", "Jabalia"),
        ("Tikrit prison", "IRQ", "PRN", "Tikrīt"),
    ],
)
def test_a_place_is_found_in_the_country_that_the_report_speaks_of(
    name: str, country: str, feature: str, inside: str | None
) -> None:
    choice = choose_place(name, countries={country: 1.0, "USA": 0.5})
    assert choice is not None, name
    assert (choice.place.country, choice.place.feature, choice.inside) == (country, feature, inside)


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Beiji", ("USA",)),  # nothing says that the report is about Iraq
        ("Kabal", ("AFG",)),  # too short for Kabul
        ("Kennedy airport", ("USA",)),  # named after a man; small towns bear his name too
        ("Nasser Hospital", ("EGY",)),  # hospitals and hotels are named after people
        ("Hilton hotel", ("IRQ",)),
        ("Shengyou", ("CHN",)),  # Chinese names have one spelling
    ],
)
def test_what_may_be_another_place_is_none(name: str, countries: tuple[str, ...]) -> None:
    weights = dict.fromkeys(countries, 1.0)
    assert choose_place(name, countries=weights) is None
    assert why_no_place(name, countries=weights) == f"{name} is not in the gazetteer"


def test_a_structure_is_named_after_a_town_if_its_kind_is() -> None:
    assert named_after_town("Baghdad International Airport") == ("Baghdad", "AIRP")
    assert named_after_town("Bagram air base") == ("Bagram", "AIRB")
    assert named_after_town("International Airport") == ("International", "AIRP")
    assert named_after_town("the Liberation Monument") is None
    assert named_after_town("airport") is None
