"""What a user asks to choose by, against what an archive has."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from dateline.exchange.asked_words import UnfitFilterError, meant, why_none
from dateline.exchange.selection import Filters


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(types=["ASSULT"]), "--type ASSULT: there is no such type; did you mean ASSAULT?"),
        (Filters(types=["XXXX"]), "--type XXXX: there is no such type; the archive has AID, ASSAULT"),
        (Filters(countries=["UA"]), "--country UA: there is no such country; did you mean UKR (Ukraine)?"),
        (Filters(countries=["UKRAINE"]), "did you mean UKR (Ukraine)?"),
        (Filters(countries=["UKRAIN"]), "did you mean UKR (Ukraine)?"),
        (Filters(countries=["QQ"]), "give three letters as ISO 3166 has them"),
        (Filters(dyads=[("RUS", "UK")]), "--dyad UK: there is no such country; did you mean GBR (United Kingdom)?"),
        (
            Filters(actors=["Wanjalla"]),
            "--actor Wanjalla: no event of the archive has that name; did you mean 'Amina Wanjala'?",
        ),
        (Filters(actors=["???"]), "--actor ???: no event of the archive has that name; try a part of it"),
        (Filters(places=["Karkiv"]), "--place Karkiv: no event of the archive has that name; did you mean 'Kharkiv'?"),
        (Filters(places=["Ukrane"]), "did you mean 'Ukraine'?"),
    ],
)
def test_a_word_that_nothing_has_is_answered_with_the_nearest_right_one(
    archive: duckdb.DuckDBPyConnection, filters: Filters, told: str
) -> None:
    with pytest.raises(UnfitFilterError) as caught:
        meant(archive, filters)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(types=["SANCTION"]),
        Filters(types=["COERCE"]),  # a type of PLOVER's that the archive happens not to have
        Filters(countries=["BRA"]),
        Filters(countries=["UNO"]),
        Filters(dyads=[("RUS", "UKR")]),
    ],
)
def test_a_word_that_there_is_stays_as_it_is(archive: duckdb.DuckDBPyConnection, filters: Filters) -> None:
    assert meant(archive, filters).filters == filters


def test_types_and_countries_of_an_archive_are_words_too(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("UPDATE events SET type = 'CEREMONY' WHERE type = 'AID'")
    archive.execute("UPDATE sides SET country = 'XVE' WHERE country = 'KEN'")
    asked = Filters(types=["CEREMONY"], countries=["XVE"])
    assert meant(archive, asked).filters == asked


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Wanjala", ["Amina Wanjala"]),
        ("amina wanjala", ["Amina Wanjala"]),
        ("troops", ["Russian troops"]),
        ("Ukraine", ["Ukraine"]),
    ],
)
def test_an_actor_is_whoever_has_all_the_words_of_a_name(
    archive: duckdb.DuckDBPyConnection, asked: str, names: list[str]
) -> None:
    assert meant(archive, Filters(actors=[asked])).filters.actors == tuple(names)


def test_a_name_that_looks_alike_is_another(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("UPDATE sides SET name = 'Australia' WHERE name = 'Norway'")
    with pytest.raises(UnfitFilterError):
        meant(archive, Filters(actors=["Austria"]))


@pytest.mark.parametrize(
    ("asked", "places", "countries"),
    [
        ("Kharkiv", ["Kharkiv"], []),
        ("kharkiv", ["Kharkiv"], []),
        ("Ukraine", ["Ukraine"], ["UKR"]),
        ("UKR", [], ["UKR"]),
    ],
)
def test_a_place_is_itself_or_what_lies_in_its_country(
    archive: duckdb.DuckDBPyConnection, asked: str, places: list[str], countries: list[str]
) -> None:
    found = meant(archive, Filters(places=[asked])).filters
    assert (list(found.places), list(found.place_countries)) == (places, countries)


def test_what_a_name_was_taken_for_can_be_told(archive: duckdb.DuckDBPyConnection) -> None:
    found = meant(archive, Filters(actors=["Wanjala", "Norway"], places=["Ukraine"]))
    assert found.names == {"Wanjala": ["Amina Wanjala"], "Ukraine": ["Ukraine", "every place in Ukraine"]}


def test_filters_that_no_event_fits_say_what_each_would_choose_alone(archive: duckdb.DuckDBPyConnection) -> None:
    filters = Filters(types=["AID"], countries=["KEN"], since=date(2025, 1, 1))
    assert why_none(archive, filters) == (
        "no event is chosen: of the 9 of the archive, from 1994-01-01 to 2025-12-31, --since alone chooses 8,"
        " --type alone chooses 1, --country alone chooses 4"
    )


def test_an_empty_archive_is_told_as_such(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("DELETE FROM events")
    assert why_none(archive, Filters(types=["AID"])) == "the archive holds no events"
