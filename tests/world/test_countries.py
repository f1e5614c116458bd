"""Countries by name, adjective, people, capital and metonym, and what else the words may mean."""

import pytest

from dateline.world.countries import (
    CountryMatch,
    countries,
    country,
    country_of_adjective,
    find_countries_in,
    find_country,
)

FORMS = [
    ("Russia", "RUS", "name"),
    ("the Russian Federation", "RUS", "name"),
    ("the DPRK", "PRK", "name"),
    ("N. Korea", "PRK", "name"),
    ("the Republic of Korea", "KOR", "name"),
    ("Republic Of Korea", "KOR", "name"),
    ("ROK", "KOR", "name"),
    ("US", "USA", "name"),
    ("U.S.", "USA", "name"),
    ("U.S", "USA", "name"),
    ("USA", "USA", "name"),
    ("America", "USA", "name"),
    ("UK", "GBR", "name"),
    ("Great Britain", "GBR", "name"),
    ("UAE", "ARE", "name"),
    ("DRC", "COD", "name"),
    ("D.R. Congo", "COD", "name"),
    ("the Democratic Republic of the Congo", "COD", "name"),
    ("Ivory Coast", "CIV", "name"),
    ("Côte d’Ivoire", "CIV", "name"),
    ("Cote d'Ivoire", "CIV", "name"),
    ("Czechia", "CZE", "name"),
    ("Burma", "MMR", "name"),
    ("Türkiye", "TUR", "name"),
    ("Tu\u0308rkiye", "TUR", "name"),
    ("SYRIA", "SYR", "name"),
    ("Kosovo", "KOS", "name"),
    ("Palestine", "PSE", "name"),
    ("Hong Kong", "HKG", "name"),
    ("Taiwan", "TWN", "name"),
    ("Iran's", "IRN", "name"),
    ("The Gambia", "GMB", "name"),
    ("North Korean", "PRK", "adjective"),
    ("British", "GBR", "adjective"),
    ("Emirati", "ARE", "adjective"),
    ("Bissau-Guinean", "GNB", "adjective"),
    ("Russians", "RUS", "people"),
    ("Britons", "GBR", "people"),
    ("Israelis", "ISR", "people"),
    ("Syrians", "SYR", "people"),
    ("Frenchmen", "FRA", "people"),
    ("Poles", "POL", "people"),
    ("Moscow", "RUS", "capital"),
    ("Kiev", "UKR", "capital"),
    ("The Hague", "NLD", "capital"),
    ("the Kremlin", "RUS", "metonym"),
    ("Elysee Palace", "FRA", "metonym"),
    ("PRK", "PRK", "code"),
]


@pytest.mark.parametrize(("text", "iso3", "form"), FORMS)
def test_a_country_is_found_by_each_of_its_forms(text: str, iso3: str, form: str) -> None:
    match = find_country(text)
    assert match is not None
    assert (match.iso3, match.form) == (iso3, form)


@pytest.mark.parametrize(
    "text",
    [
        "us",
        "Us",
        "turkey",
        "china",
        "polish",
        "chad",
        "jordan",
        "Russian-backed",
        "Anglo-",
        "pro-Russian",
        "Europe",
        "",
        "the",
        "New Mexico",
    ],
)
def test_what_is_no_country_finds_none(text: str) -> None:
    assert find_country(text) is None


def test_an_acronym_serves_as_an_adjective() -> None:
    assert country_of_adjective("U.S.") == CountryMatch("USA", "adjective")
    assert country_of_adjective("DPRK") == CountryMatch("PRK", "adjective")


def test_a_name_is_no_adjective() -> None:
    assert country_of_adjective("Russia") is None


def test_a_seat_of_government_is_a_capital_whatever_the_law_calls_it() -> None:
    assert find_country("Tel Aviv") == CountryMatch("ISR", "capital")


@pytest.mark.parametrize(
    ("text", "iso3", "other"),
    [
        ("Georgia", "GEO", "US state"),
        ("Jordan", "JOR", "person"),
        ("Chad", "TCD", "person"),
        ("Korea", "KOR", "PRK"),
        ("Korean", "KOR", "PRK"),
        ("Congo", "COD", "COG"),
        ("Congolese", "COD", "COG"),
        ("Dominican", "DOM", "DMA"),
        ("Tripoli", "LBY", "LBN"),
        ("Washington", "USA", "US state"),
        ("Brussels", "BEL", "EUR"),
        ("TURKEY", "TUR", "word"),
        ("POLISH", "POL", "word"),
        ("Soviet", "RUS", "past"),
        ("Rawalpindi", "PAK", "place"),
    ],
)
def test_a_doubtful_name_says_what_else_it_may_mean(text: str, iso3: str, other: str) -> None:
    match = find_country(text)
    assert match is not None
    assert match.iso3 == iso3
    assert other in match.also
    assert not match.is_certain


@pytest.mark.parametrize(
    "text", ["North Korea", "Turkey", "Polish", "US", "American", "Ukraine", "Israel", "the Kremlin"]
)
def test_a_plain_name_is_certain(text: str) -> None:
    match = find_country(text)
    assert match is not None
    assert match.is_certain


@pytest.mark.parametrize(
    ("text", "iso3", "entity"),
    [
        ("Abkhazia", "GEO", "Abkhazia"),
        ("South Ossetian", "GEO", "South Ossetia"),
        ("Donetsk People's Republic", "UKR", "Donetsk People's Republic"),
        ("the LPR", "UKR", "Luhansk People's Republic"),
        ("Nagorno-Karabakh", "AZE", "Nagorno-Karabakh"),
        ("Turkish Cypriot", "CYP", "Northern Cyprus"),
        ("Transnistria", "MDA", "Transnistria"),
        ("Somaliland", "SOM", "Somaliland"),
        ("Sahrawi", "MAR", "Western Sahara"),
    ],
)
def test_a_partially_recognised_entity_has_its_claimants_code_and_a_sector(text: str, iso3: str, entity: str) -> None:
    match = find_country(text)
    assert match is not None
    assert (match.iso3, match.sectors, match.entity) == (iso3, ("PRE",), entity)


@pytest.mark.parametrize(
    ("text", "iso3", "entity"),
    [
        ("Puerto Rico", "USA", "Puerto Rico"),
        ("Greenlandic", "DNK", "Greenland"),
        ("Macau", "CHN", "Macau"),
        ("Scottish", "GBR", "Scotland"),
    ],
)
def test_a_dependency_folds_into_its_state(text: str, iso3: str, entity: str) -> None:
    match = find_country(text)
    assert match is not None
    assert (match.iso3, match.sectors, match.entity) == (iso3, (), entity)


@pytest.mark.parametrize(
    ("text", "iso3", "institution", "sectors"),
    [
        ("Downing Street", "GBR", "prime minister's office", ("GOV",)),
        ("the Pentagon", "USA", "Department of Defense", ("MIL", "GOV")),
        ("Foggy Bottom", "USA", "Department of State", ("GOV",)),
        ("Capitol Hill", "USA", "Congress", ("LEG",)),
        ("Élysée", "FRA", "presidency", ("GOV",)),
        ("Malacañang", "PHL", "presidency", ("GOV",)),
        ("Lubyanka", "RUS", "Federal Security Service", ("SPY",)),
    ],
)
def test_a_seat_of_power_stands_for_an_institution(
    text: str, iso3: str, institution: str, sectors: tuple[str, ...]
) -> None:
    match = find_country(text)
    assert match is not None
    assert (match.iso3, match.form, match.stands_for, match.sectors) == (iso3, "metonym", institution, sectors)


PHRASES = [
    ("the Armed Forces of the Russian Federation", [("Russian Federation", "RUS")]),
    ("North Korean Defense Minister", [("North Korean", "PRK")]),
    ("Russian-backed rebels in Ukraine", [("Ukraine", "UKR")]),
    ("U.S.-Backed Forces", []),
    ("the US-led coalition", []),
    ("pro-Russian Georgian lawmakers", [("Georgian", "GEO")]),
    ("the Israel-Hamas war", [("Israel", "ISR")]),
    ("the U.S.-China trade war", [("U.S.", "USA"), ("China", "CHN")]),
    ("Korean–Russian relations", [("Korean", "KOR"), ("Russian", "RUS")]),
    ("Sino-Indian border", [("Indian", "IND")]),
    ("New Mexico and Mexico City", [("Mexico City", "MEX")]),
    ("the Gulf of Mexico", []),
    ("Islamic State of Iraq and Syria", []),
    ("South Korea. North Korea", [("South Korea", "KOR"), ("North Korea", "PRK")]),
    ("the Democratic Republic\nof the Congo's army", [("Democratic Republic\nof the Congo", "COD")]),
    ("Papua New Guinea", [("Papua New Guinea", "PNG")]),
    ("they told us about turkey", []),
    ("Indiana, Malinda and Omanis", [("Omanis", "OMN")]),
    ("Somalia, Somaliland", [("Somalia", "SOM"), ("Somaliland", "SOM")]),
    ("", []),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_the_longest_names_are_found_in_a_phrase(phrase: str, expected: list[tuple[str, str]]) -> None:
    found = [(phrase[start:end], match.iso3) for start, end, match in find_countries_in(phrase)]
    assert found == expected


def test_a_headline_in_capitals_leaves_us_in_doubt() -> None:
    (headline,) = find_countries_in("GIVE US PEACE")
    assert headline[2].also == ("word",)
    (sentence,) = find_countries_in("Give the US peace")
    assert sentence[2].is_certain


def test_a_long_hostile_text_is_scanned_in_linear_time() -> None:
    assert find_countries_in("Democratic " * 20000) == []
    assert find_countries_in("U." * 20000 + "-" * 20000) == []


def test_every_state_has_what_the_table_promises() -> None:
    states = {state.iso3: state for state in countries()}
    assert {"KOS", "PSE", "HKG", "TWN", "SSD", "SRB"} <= states.keys()
    assert not {"XKX", "ESH", "PRI", "GRL", "MAC"} & states.keys()
    assert len(states) >= 195
    for state in states.values():
        assert state.lat is not None, state.name
        assert state.iso3 == "ATA" or state.capital, state.name
        assert state.iso3 in ("ATA", "VAT") or state.adjectives, state.name
        assert state.iso3 in ("ATA", "VAT") or state.people, state.name


def test_every_name_of_a_state_finds_it() -> None:
    for state in countries():
        for name in (*state.names, *state.adjectives, *state.people):
            match = find_country(name)
            assert match is not None, name
            assert state.iso3 in (match.iso3, *match.also), name


def test_a_country_is_found_by_its_code() -> None:
    russia = country("RUS")
    assert russia is not None
    assert (russia.name, russia.capital) == ("Russia", "Moscow")
    assert country("XXX") is None


def test_money_is_no_country() -> None:
    assert find_countries_in("promised Zambia US$1.3 billion")[0][2].iso3 == "ZMB"
    assert len(find_countries_in("promised Zambia US$1.3 billion")) == 1
    assert find_country("US$") is None
