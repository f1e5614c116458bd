"""Countries that no word of the report tells: from tables, where name, year and report agree; from owners and leaders; from the
scene for those who live there, and for nobody else."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import Actor


@cache
def coder() -> DatelineCoder:
    return load()


def country_of(text: str, name: str, year: int = 2018) -> tuple[str | None, str | None]:
    """The country of the actor with this name, and the reason."""
    actors = coder().code(text, published=date(year, 6, 4)).actors
    actor = next((a for a in actors if name in a.name), None)
    assert actor is not None, [a.name for a in actors]
    return actor.country, reason(actor)


def reason(actor: Actor) -> str | None:
    return next((b.reason for b in actor.because if b.field == "country"), None)


@pytest.mark.parametrize(
    ("text", "name", "year", "iso3"),
    [
        ("Barack Obama criticised the deal.", "Obama", 2018, "USA"),
        ("Tayyip Erdogan rejected the proposal.", "Erdogan", 2019, "TUR"),
        ("President Trump met the bankers.", "Trump", 2018, "USA"),
        ("Prime Minister Maliki condemned the attack.", "Maliki", 2008, "IRQ"),
        ("Trump met the bankers.", "Trump", 2018, None),
        ("Francisco Franco criticised the deal.", "Franco", 2020, None),
        ("The footballer George Bush criticised his club.", "George Bush", 2008, None),
        ("Police in Oslo arrested the singer Barack Obama.", "Obama", 2018, None),
    ],
)
def test_a_person_is_known_where_name_year_and_report_agree(text: str, name: str, year: int, iso3: str | None) -> None:
    country, because = country_of(text, name, year)
    assert country == iso3
    assert because is None or because.startswith("known person: ")


def test_the_reports_own_words_come_before_the_table() -> None:
    text = "Canadian lawmaker Donald Trump criticised the deal."
    assert country_of(text, "Trump") == ("CAN", "adjective")


def test_the_reason_tells_office_and_years() -> None:
    assert country_of("Recep Tayyip Erdogan rejected the proposal.", "Erdogan")[1] == (
        "known person: president of TUR 2014-2026"
    )


def test_a_regime_is_of_whoever_leads_it_and_not_of_the_reports_home() -> None:
    text = "ANKARA, June 4 (AP) -- Turkey condemned the Assad regime. Turkish troops shelled a town in Turkey."
    assert country_of(text, "Assad regime")[0] == "SYR"


def test_forces_are_of_their_owners_country() -> None:
    text = "Turkey said two of its soldiers had been killed."
    assert country_of(text, "soldiers") == ("TUR", "its owner")
    assert [a.name for a in coder().code(text).actors] == ["Turkey", "soldiers"]


def test_enemies_are_of_no_owners_country() -> None:
    assert country_of("Turkey said its enemies had killed two farmers.", "enemies")[0] is None


def test_a_people_of_several_states_is_no_official_of_the_reports_home() -> None:
    text = (
        "ANKARA, June 4 (AP) -- Turkey shelled a town. Kurdish officials condemned the Turkish army. Turkey denied it."
    )
    assert country_of(text, "Kurdish officials")[0] is None


def test_nor_is_its_militia_even_a_local_one() -> None:
    text = "ANKARA, June 4 (AP) -- Turkey shelled a town. Turkish soldiers fought local Kurdish militias. Turkey denied it."
    assert country_of(text, "Kurdish militias")[0] is None


def test_two_nationalities_before_a_singular_are_of_no_single_country() -> None:
    assert country_of("The group killed a French and German tourist guide.", "tourist guide")[0] is None


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("In Riyadh, gunmen attacked an opposition delegation.", "delegation", None),
        ("In Riyadh, gunmen attacked an opposition delegation.", "gunmen", "SAU"),
        ("In Lagos, police arrested dozens of residents.", "residents", "NGA"),
        ("In Lagos, a bomb killed 12 people.", "12 people", "NGA"),
        ("In Lagos, a terrorist group killed the mayor.", "terrorist group", None),
        ("In Lagos, lawmaker Kari Lund criticised the police.", "Kari Lund", None),
    ],
)
def test_the_scene_gives_its_country_to_those_who_live_there_and_says_so(
    text: str, name: str, iso3: str | None
) -> None:
    country, because = country_of(text, name)
    assert country == iso3
    assert because == ("the scene" if iso3 else None)


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("In Dublin, two lawyers from England were arrested.", "lawyers", "GBR"),
        ("An Iraq veteran was arrested in Ohio on Monday.", "veteran", None),
        ("An Iraqi veteran was arrested in Ohio on Monday.", "veteran", "IRQ"),
        ("Germany's Merz rejected it. A demand by US President Donald Trump was rejected.", "Trump", "USA"),
        ("Prosecutors charged Georgia Hale with fraud.", "Georgia Hale", None),
    ],
)
def test_a_country_beside_somebody_may_say_where_they_come_from(text: str, name: str, iso3: str | None) -> None:
    assert country_of(text, name)[0] == iso3


@pytest.mark.parametrize(
    ("text", "name", "sector", "holds"),
    [
        ("The African Union urged the rebels to stop.", "African Union", "LAB", False),
        ("The Christian Democratic Union condemned the arrest.", "Christian Democratic Union", "PTY", True),
        ("The teachers' union condemned the arrest.", "union", "LAB", True),
        ("The Lord's Resistance Army attacked a village.", "Resistance Army", "MIL", False),
    ],
)
def test_what_is_known_of_a_body_comes_before_the_words_of_its_name(
    text: str, name: str, sector: str, holds: bool
) -> None:
    actor = next(a for a in coder().code(text).actors if name in a.name)
    assert (sector in actor.sectors) == holds
