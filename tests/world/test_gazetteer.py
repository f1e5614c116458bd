"""The gazetteer: what it finds, under which spellings, and what its table looks like."""

import csv
from importlib.resources import files

import pytest

from dateline.world.countries import country
from dateline.world.gazetteer import GazetteerPlace, lookup, place_key

DATA = files("dateline.world") / "data"


def first(name: str, country: str | None) -> GazetteerPlace:
    return next(place for place in lookup(name) if place.country == country)


CONFLICT_NEWS = """
YEM Hodeidah Sanaa Sana'a Marib Mocha Saada Mukalla Aden Taiz
PSE Gaza Gaza_City Khan_Younis Deir_al-Balah Jabalia Beit_Hanoun Nuseirat Jenin Tulkarm Huwara Hebron Rafah
SYR Kobani Manbij Deir_ez-Zor Deir_Ezzor Deir_al-Zor Raqqa Daraa Idlib Aleppo Homs Qamishli Palmyra Afrin Azaz Douma
SDN El_Fasher Al-Fashir El_Geneina Nyala El_Obeid Omdurman Wad_Madani Zalingei Kadugli Port_Sudan
COD Goma Bukavu Bunia Butembo Sake Rutshuru Masisi Uvira Walikale
UKR Bakhmut Avdiivka Pokrovsk Toretsk Vuhledar Kupiansk Enerhodar Severodonetsk Chasiv_Yar Robotyne Kyiv Kiev Odesa Odessa
RUS Belgorod Sudzha Shebekino Engels Grozny Makhachkala
ISR Sderot Kiryat_Shmona Metula Ashkelon Haifa
LBN Nabatieh Tyre Baalbek Khiam Tripoli Sidon
LBY Misrata Derna Tripoli Benghazi Sirte
SOM Kismayo Beledweyne Baidoa Mogadishu
MLI Kidal Gao Timbuktu Tinzaouaten
BFA Djibo Barsalogho
NGA Maiduguri Chibok Dapchi
MOZ Palma Pemba
ETH Mekelle Gondar Axum
AFG Kandahar Lashkar_Gah Mazar-i-Sharif Herat
IRQ Mosul Fallujah Erbil Kirkuk Sinjar
MMR Lashio Sittwe Myawaddy
AZE Stepanakert Lachin Shusha
HTI Port-au-Prince
PRK Pyongyang Kaesong
"""


@pytest.mark.parametrize("line", CONFLICT_NEWS.strip().split("\n"))
def test_places_of_conflict_news_are_found_in_their_country(line: str) -> None:
    iso3, *names = line.split()
    missing = [name for name in names if iso3 not in {place.country for place in lookup(name.replace("_", " "))}]
    assert missing == []


def test_a_capital_carries_its_position_and_geonames_id() -> None:
    pyongyang = first("Pyongyang", "PRK")
    assert (pyongyang.geonames_id, pyongyang.feature) == (1871859, "PPLC")
    assert pyongyang.lat == pytest.approx(39.03, abs=0.05)
    assert pyongyang.lon == pytest.approx(125.75, abs=0.05)


def test_places_come_with_the_most_populous_first() -> None:
    populations = [place.population for place in lookup("Springfield")]
    assert len(populations) > 10
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Syria", "SYR", "PCLI"),
        ("the Russian Federation", "RUS", "PCLI"),
        ("Barbados", "BRB", "PCLI"),
        ("Greenland", "DNK", "PCLD"),
        ("Texas", "USA", "ADM1"),
        ("Georgia", "USA", "ADM1"),
        ("Donbas", "UKR", "RGN"),
        ("Crimea", "UKR", "ADM1"),
        ("Darfur", "SDN", "RGN"),
        ("West Bank", "PSE", "RGN"),
        ("Gaza Strip", "PSE", "RGN"),
        ("Kashmir", None, "RGN"),
        ("North Kivu", "COD", "ADM1"),
        ("Sinai", "EGY", "RGN"),
        ("Golan Heights", "SYR", "RGN"),
        ("Tigray", "ETH", "ADM1"),
        ("Xinjiang", "CHN", "ADM1"),
        ("Helmand", "AFG", "ADM1"),
        ("Idlib province", "SYR", "ADM1"),
        ("Kharkiv region", "UKR", "ADM1"),
        ("Black Sea", None, "SEA"),
        ("the Red Sea", None, "SEA"),
        ("Strait of Hormuz", None, "STRT"),
        ("Taiwan Strait", None, "STRT"),
        ("South China Sea", None, "SEA"),
        ("Camp David", "USA", "MILB"),
    ],
)
def test_regions_seas_and_countries_are_places_too(name: str, country: str | None, feature: str) -> None:
    assert feature in {place.feature for place in lookup(name) if place.country == country}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "Saint Louis"),
        ("SANA'A", "Sanaa"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("the Hague", "The Hague"),
        ("Malmö", "Malmo"),
        ("Łódź", "Lodz"),
        ("El-Bab", "Al Bab"),
    ],
)
def test_spellings_of_one_name_find_the_same_place(one: str, other: str) -> None:
    assert {place.geonames_id for place in lookup(one)} & {place.geonames_id for place in lookup(other)}


@pytest.mark.parametrize("name", ["turkey", "of", "us", "", "the", "Xyzzyland", "\n", "A" * 100_000])
def test_what_is_no_place_name_finds_nothing(name: str) -> None:
    assert lookup(name) == ()


def test_new_york_is_the_city_and_niu_york_only_the_ukrainian_town() -> None:
    assert {place.country for place in lookup("Niu-York")} == {"UKR"}
    assert {"USA", "UKR"} <= {place.country for place in lookup("New York")}


def test_keys_ignore_accents_hyphens_and_apostrophes() -> None:
    keys = [place_key(name) for name in ("Sana'a", "Ḩamāh", "Port-au-Prince", "‘Ayn al ‘Arab", "St. John’s")]
    assert keys == ["sanaa", "hamah", "port au prince", "ayn al arab", "st johns"]


def test_distance_is_measured_on_the_globe() -> None:
    paris, london = first("Paris", "FRA"), first("London", "GBR")
    assert paris.distance_km(london) == pytest.approx(344, abs=10)
    assert paris.distance_km(paris) == 0


@pytest.mark.parametrize(("file", "least"), [("regions.csv", 400), ("us_states.csv", 51), ("exonyms.csv", 20)])
def test_the_tables_kept_by_hand_are_in_the_gazetteer(file: str, least: int) -> None:
    rows = list(csv.DictReader((DATA / file).read_text("utf-8").splitlines()))
    assert len(rows) >= least
    missing = [
        name
        for row in rows
        for name in (row["name"], *filter(None, row.get("also", "").split("|")))
        if not lookup(name)
    ]
    assert missing == []


def test_regions_lie_on_the_globe_in_known_countries() -> None:
    for row in csv.DictReader((DATA / "regions.csv").read_text("utf-8").splitlines()):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert not row["country"] or country(row["country"]), row
