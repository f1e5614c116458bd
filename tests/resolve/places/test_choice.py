"""Which namesake a report means, why, and when it is none."""

import pytest

from dateline.resolve.places.choice import choose_place, countries_of_places, inside, structure_feature, why_no_place
from dateline.world.gazetteer import GazetteerPlace, lookup


def place(name: str, country: str) -> GazetteerPlace:
    return next(place for place in lookup(name) if place.country == country and place.feature.startswith("PPL"))


def weights(codes: str) -> dict[str, float]:
    return dict.fromkeys(codes.split(), 1.0)


CHOICES = [
    # name, countries, hint -> country, feature, division
    ("Paris", "", None, "FRA", "PPLC", None),
    ("Paris", "USA", None, "FRA", "PPLC", None),
    ("Paris", "USA", "Texas", "USA", "PPL", "US.TX"),
    ("Paris", "USA", "Tex.", "USA", "PPL", "US.TX"),
    ("Paris", "USA", "TX", "USA", "PPL", "US.TX"),
    ("New York", "", None, "USA", "PPL", "US.NY"),
    ("New York", "UKR", None, "USA", "PPL", "US.NY"),
    ("New York", "UKR", "Donetsk region", "UKR", "PPL", "UA.05"),
    ("Niu-York", "UKR", None, "UKR", "PPL", "UA.05"),
    ("Tripoli", "", None, "LBY", "PPLC", None),
    ("Tripoli", "LBN", None, "LBN", "PPL", None),
    ("Tripoli", "LBN LBY", None, "LBY", "PPLC", None),
    ("Tripoli", "LBY", "Lebanon", "LBN", "PPL", None),
    ("Rafah", "PSE", None, "PSE", "PPL", None),
    ("Rafah", "EGY", None, "EGY", "PPL", None),
    ("Birmingham", "USA", None, "USA", "PPL", "US.AL"),
    ("Birmingham", "GBR", None, "GBR", "PPL", None),
    ("Odessa", "USA", None, "USA", "PPL", "US.TX"),
    ("Odessa", "UKR", None, "UKR", "PPL", None),
    ("Moscow", "USA", "Idaho", "USA", "PPL", "US.ID"),
    ("Springfield", "USA", "Ill.", "USA", "PPL", "US.IL"),
    ("London", "CAN", "Ontario", "CAN", "PPL", "CA.08"),
    ("Kostiantynivka", "UKR", "Donetsk region", "UKR", "PPL", "UA.05"),
    ("Atlanta", "USA", "Georgia", "USA", "PPL", "US.GA"),
    ("Batumi", "", "Georgia", "GEO", "PPL", None),
    ("Georgia", "USA", None, "USA", "ADM1", "US.GA"),
    ("Georgia", "RUS", None, "GEO", "PCLI", None),
    ("Georgia", "USA GEO", None, "GEO", "PCLI", None),
    ("Washington", "USA", None, "USA", "PPLC", "US.DC"),
    ("Washington state", "USA", None, "USA", "ADM1", "US.WA"),
    ("Oklahoma", "USA", None, "USA", "ADM1", "US.OK"),
    ("Lebanon", "USA LBN", None, "LBN", "PCLI", None),
    ("Idlib", "SYR", None, "SYR", "PPL", None),
    ("Idlib province", "SYR", None, "SYR", "ADM1", None),
    ("the city of Homs", "SYR", None, "SYR", "PPL", None),
    ("Homs city", "SYR", None, "SYR", "PPL", None),
    ("the village of Robotyne", "UKR", None, "UKR", "PPL", None),
    ("southern Kherson", "UKR", None, "UKR", "PPL", None),
    ("Punjab", "IND", None, "IND", "ADM1", None),
    ("Punjab", "PAK", None, "PAK", "ADM1", None),
    ("Kashmir", "IND USA", None, None, "RGN", None),
    ("Donetsk", "RUS UKR", None, "UKR", "PPL", None),
    ("Victoria", "AUS", None, "AUS", "ADM1", None),
    ("Victoria", "CAN", None, "CAN", "PPL", None),
    ("Palma", "MOZ", None, "MOZ", "PPL", None),
    ("Palma", "ESP", None, "ESP", "PPL", None),
    ("the Red Sea", "YEM", None, None, "SEA", None),
]


@pytest.mark.parametrize(("name", "countries", "hint", "country", "feature", "division"), CHOICES)
def test_the_right_namesake_is_chosen(
    name: str, countries: str, hint: str | None, country: str | None, feature: str, division: str | None
) -> None:
    choice = choose_place(name, countries=weights(countries), country_hint=hint)
    assert choice is not None
    assert (choice.place.country, choice.place.feature) == (country, feature)
    assert division is None or choice.place.admin1 == division


def test_a_place_nearby_draws_its_neighbour() -> None:
    choice = choose_place("New York", countries=weights("UKR"), near=place("Toretsk", "UKR"))
    assert choice is not None
    assert (choice.place.country, choice.reason) == ("UKR", "near Toretsk")
    texan = choose_place("Paris", countries=weights("USA"), near=place("Dallas", "USA"))
    assert texan is not None
    assert (texan.place.admin1, texan.reason) == ("US.TX", "in the same division as Dallas")


def test_the_heavier_country_wins() -> None:
    for heavier, lighter in (("SYR", "LBN"), ("LBN", "SYR")):
        choice = choose_place("Tripoli", countries={"LBN": 1.0, "LBY": 0.1, heavier: 2.0, lighter: 2.0})
        assert choice is not None
        assert choice.place.country == "LBN"


def test_a_choice_says_why_and_how_many_others_there_were() -> None:
    choice = choose_place("Tripoli", countries=weights("LBN"))
    assert choice is not None
    assert choice.reason == "in LBN, which the report speaks of"
    assert choice.alternatives == len(lookup("Tripoli")) - 1
    only = choose_place("Pyongyang", countries={})
    assert only is not None
    assert (only.reason, only.alternatives) == ("the only place with this name", 0)


@pytest.mark.parametrize(
    ("name", "countries", "hint", "reason"),
    [
        ("Xyzzyland", "RUS", None, "Xyzzyland is not in the gazetteer"),
        ("Avdiivka", "RUS", "Russia", "the gazetteer has no Avdiivka in Russia"),
        (
            "Courtland",
            "SYR",
            None,
            "the only places named Courtland are small and in countries that the report does not mention",
        ),
        ("turkey", "TUR", None, "turkey is not in the gazetteer"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(name: str, countries: str, hint: str | None, reason: str) -> None:
    assert choose_place(name, countries=weights(countries), country_hint=hint) is None
    assert why_no_place(name, countries=weights(countries), country_hint=hint) == reason


def test_a_found_place_has_no_reason_against_it() -> None:
    assert why_no_place("Courtland", countries=weights("USA")) is None
    assert why_no_place("Courtland", countries={}) is None


def test_a_hint_that_means_nothing_is_left_aside() -> None:
    choice = choose_place("Aleppo", countries=weights("SYR"), country_hint="Xyzzyland")
    assert choice is not None
    assert choice.place.country == "SYR"


def test_clear_place_names_tell_the_reports_countries() -> None:
    assert countries_of_places(["Ohio", "Springfield", "Kharkiv", "Xyzzyland"]) == {
        "USA": 2.0,
        "US.OH": 1.0,
        "UKR": 1.0,
        "UA.07": 1.0,
    }
    choice = choose_place("Springfield", countries=countries_of_places(["Ohio", "Cleveland"]))
    assert choice is not None
    assert choice.place.admin1 == "US.OH"


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("the Liberation Monument", "MNMT"),
        ("Red Flag Mangyongdae Revolutionary School", "SCH"),
        ("the Kim Il Sung Military University", "UNIV"),
        ("Monument to the Heroes", "MNMT"),
        ("the University of Damascus", "UNIV"),
        ("al-Shifa Medical Center", "CTRM"),
        ("Zaporizhzhia Nuclear Power Plant", "PSN"),
        ("Hmeimim air base", "AIRB"),
        ("Camp Lemonnier", "MILB"),
        ("Gorky Park", "PRK"),
        ("Ben Gurion Airport", "AIRP"),
        ("Nasser Hospital", "HSP"),
        ("Exhibition Centre", "CTRB"),
        ("the delegation", None),
        ("Viktor Goremykin", None),
        ("", None),
    ],
)
def test_a_structures_head_noun_gives_its_feature(name: str, feature: str | None) -> None:
    assert structure_feature(name) == feature


def test_a_structure_takes_the_coordinates_of_its_town() -> None:
    city = place("Pyongyang", "PRK")
    monument = inside("the Liberation Monument", city)
    assert monument is not None
    assert (monument.inside, monument.place.country, monument.place.geonames_id) == ("Pyongyang", "PRK", None)
    assert (monument.place.lat, monument.place.lon, monument.place.feature) == (city.lat, city.lon, "MNMT")
    assert inside("the delegation", city) is None


def test_a_central_port_is_no_town_named_port() -> None:
    assert choose_place("Central Port", countries={}) is None
