"""Well-known bodies: how they may be written, whose they are, and which of two namesakes is meant."""

from importlib.resources import files

import pytest
import yaml

from dateline.world.countries import country
from dateline.world.organizations import organization, organizations_named

SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"),
    *("EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}
NO_STATE = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"}
ENTRIES = yaml.safe_load((files("dateline.world") / "data" / "organizations.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "country_code", "sector"),
    [
        ("the United Nations", "UNO", None),
        ("U.N.", "UNO", None),
        ("UNITED NATIONS", "UNO", None),
        ("WHO", "UNO", "MED"),
        ("European Commission", "EUR", "GOV"),
        ("NATO", "IGO", "MIL"),
        ("Nato", "IGO", "MIL"),
        ("the African Union", "IGO", None),
        ("ICC", "IGO", "JUD"),
        ("Médecins Sans Frontières", "NGO", "MED"),
        ("Medecins sans Frontieres", None, None),
        ("Hamas's", "PSE", "REB"),
        ("Hizbullah", "LBN", "REB"),
        ("Houthi rebels", "YEM", "REB"),
        ("Islamic State", "IMG", "REB"),
        ("al-Qaeda", "IMG", "REB"),
        ("Al Qaida", "IMG", "REB"),
        ("Al-Shabaab", "SOM", "REB"),
        ("the Korean People's Army", "PRK", "MIL"),
        ("Wagner", "RUS", "PRM"),
        ("F.B.I.", "USA", "COP"),
        ("the Knesset", "ISR", "LEG"),
        ("State Duma", "RUS", "LEG"),
        ("B’Tselem", "ISR", "SOC"),
        ("TASS", "RUS", "JRN"),
        ("Tass", "RUS", "JRN"),
        ("Reuters", "GBR", "JRN"),
        ("The Associated Press", "USA", "JRN"),
        ("dpa", "DEU", "JRN"),
        ("Yonhap News Agency", "KOR", "JRN"),
        ("who", None, None),
        ("Who", None, None),
        ("is", None, None),
        ("congress", None, None),
        ("apple", None, None),
        ("Viktor Goremykin", None, None),
        ("", None, None),
    ],
)
def test_a_body_is_known_by_its_names(text: str, country_code: str | None, sector: str | None) -> None:
    body = organization(text)
    assert (body and body.country) == country_code
    if body and sector:
        assert body.sectors[0] == sector


def test_a_newspaper_called_the_times_needs_its_article() -> None:
    the_times = organization("the Times")
    assert the_times is not None
    assert the_times.name == "The Times"
    assert organization("Times") is None


@pytest.mark.parametrize(
    ("text", "countries", "name"),
    [
        ("RSF", {}, "Rapid Support Forces"),
        ("RSF", {"SDN": 3.0}, "Rapid Support Forces"),
        ("RSF", {"NGO": 1.0}, "Reporters Without Borders"),
        ("Congress", {}, "Congress"),
        ("Congress", {"IND": 2.0, "USA": 1.0}, "Indian National Congress"),
        ("PTI", {"PAK": 1.0}, "Pakistan Tehreek-e-Insaf"),
        ("KGB", {"BLR": 1.0}, "KGB of Belarus"),
        ("ADF", {"AUS": 1.0}, "Australian Defence Force"),
    ],
)
def test_the_reports_countries_choose_between_namesakes(text: str, countries: dict[str, float], name: str) -> None:
    body = organization(text, countries=countries)
    assert body is not None
    assert body.name == name


def test_all_namesakes_are_shown() -> None:
    assert {body.country for body in organizations_named("RSF")} == {"SDN", "NGO"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iran's Revolutionary Guards", "Islamic Revolutionary Guard Corps"),
        ("Israel’s Knesset", "Knesset"),
        ("Russian FSB", "Federal Security Service"),
        ("Ukraine's Knesset", None),
        ("Ukrainian Security Service", "Security Service of Ukraine"),
        ("French Security Service", None),
    ],
)
def test_a_country_before_the_name_must_be_the_bodys_own(text: str, name: str | None) -> None:
    body = organization(text)
    assert (body and body.name) == name


def test_the_primary_sector_of_a_news_medium_stands_first() -> None:
    assert [organization(name).sectors[0] for name in ("AFP", "BBC")] == ["JRN", "JRN"]  # type: ignore[union-attr]


def test_the_table_has_plovers_codes_and_no_name_twice() -> None:
    assert len(ENTRIES) >= 250
    names = [entry["name"] for entry in ENTRIES]
    assert len(names) == len(set(names))
    for entry in ENTRIES:
        assert entry["country"] in NO_STATE or country(entry["country"]), entry
        assert set(entry["sectors"]) <= SECTORS, entry
        assert entry.keys() == {"name", "also", "country", "sectors"}, entry


def test_every_name_of_the_table_is_found() -> None:
    for entry in ENTRIES:
        for name in (entry["name"], *entry["also"]):
            assert entry["name"] in [body.name for body in organizations_named(name)], name
