"""Which words of a report become places, and which namesake the words beside them ask for."""

from __future__ import annotations

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import Coding, Place


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def at(coding: Coding, words: str) -> Place | None:
    start = coding.report.text.index(words)
    return next((p for p in coding.places for m in p.mentions if m.start <= start < m.end), None)


SENSES = [
    # text, name, country, latitude and longitude to the degree
    ("Two men drowned near Florence, Ala., on Friday.", "Florence", "USA", 35, -88),
    ("Two men drowned near Florence, on the Italian river Arno.", "Florence", "ITA", 44, 11),
    ("A shop burned down in Windsor, Ont., police said.", "Ont.", "CAN", 49, -84),
    ("MILTON, Fla. (AP) - A shop burned down. Milton police held a man.", "Milton police", "USA", 31, -87),
    ("Kansas State Police closed the road.", "Kansas", "USA", 38, -98),
    ("Troops crossed the Turkish border at dawn.", "Turkish", "TUR", 39, 35),
    ("Deputies in Linn County, Iowa, found the car.", "Linn County", "USA", 42, -92),
    ("Prices rose in Toronto, Vancouver, Calgary and Halifax.", "Vancouver", "CAN", 49, -123),
    ("On a trip to Moscow, Israel's foreign minister met bankers.", "Moscow", "RUS", 56, 38),
    ("A judge in Atlanta, Georgia, freed the man.", "Georgia", "USA", 33, -83),
    ("The bridge links Quebec and Ontario, the Canadian minister said.", "Quebec", "CAN", 52, -72),
]


@pytest.mark.parametrize(("text", "name", "country", "lat", "lon"), SENSES)
def test_a_name_is_put_where_the_words_around_it_say(
    coder: DatelineCoder, text: str, name: str, country: str, lat: int, lon: int
) -> None:
    place = at(coder.code(text), name)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    assert (place.country, round(place.lat), round(place.lon)) == (country, lat, lon)


def test_the_datelines_place_is_a_place_and_where_nothing_happened(coder: DatelineCoder) -> None:
    coding = coder.code("NAIROBI, Kenya (AP) - Gunmen shot two guards in Garissa on Monday.")
    place = at(coding, "NAIROBI")
    assert place is not None
    assert place.name == "Nairobi"
    assert place.id not in {event.place for event in coding.events}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She told the crowd in French that the talks had failed.", "French"),
        ("The White House refused to comment.", "White House"),
        ("The European Union sent observers.", "European"),
    ],
)
def test_what_only_sounds_like_a_place_is_none(coder: DatelineCoder, text: str, name: str) -> None:
    assert at(coder.code(text), name) is None


def test_the_publishers_domain_speaks_for_its_country(coder: DatelineCoder) -> None:
    text = "Police in Kingston want to hear from anyone who saw the car."
    abroad, home = (at(coder.code(text, publisher=publisher), "Kingston") for publisher in (None, "www.example.ca"))
    assert abroad is not None
    assert home is not None
    assert (abroad.country, home.country) == ("JAM", "CAN")
