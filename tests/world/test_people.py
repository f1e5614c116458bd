"""People in office by name, year and title: spellings that are one person's, and namesakes that nobody may be taken for."""

from __future__ import annotations

import pytest

from dateline.world.known import Known
from dateline.world.people import Person, Tenure, bare_name, keys_of, title_words

KNOWN = Known()


def country_of(name: str, year: int | None, *, named: str = "", title: str = "") -> str | None:
    person = KNOWN.person(name, year, named.split(), [title_words(title)] if title else [])
    return person.country if person is not None else None


@pytest.mark.parametrize(
    ("name", "year", "iso3"),
    [
        ("Recep Tayyip Erdoğan", 2018, "TUR"),
        ("Tayyip Erdogan", 2005, "TUR"),
        ("Recep Erdogan", 2012, "TUR"),
        ("Bashar al-Assad", 2016, "SYR"),
        ("Bashar Assad", 2012, "SYR"),
        ("Donald Trump", 2019, "USA"),
        ("Donald J. Trump", 2018, "USA"),
        ("Volodymyr Zelensky", 2022, "UKR"),
        ("Muammar Gaddafi", 2011, "LBY"),
        ("Moammar Gadhafi", 2009, "LBY"),
        ("Muammar Qaddafi", 2003, "LBY"),
        ("Kim Jong-un", 2018, "PRK"),
        ("Xi Jinping", 2020, "CHN"),
    ],
)
def test_a_leader_is_known_by_every_usual_spelling_of_the_full_name(name: str, year: int, iso3: str) -> None:
    assert country_of(name, year) == iso3


@pytest.mark.parametrize(
    ("name", "year"),
    [("Francisco Franco", 2020), ("George Bush", 2035), ("Barack Obama", 1990), ("Winston Churchill", 2015)],
)
def test_a_name_far_from_the_years_in_office_is_a_namesake(name: str, year: int) -> None:
    assert country_of(name, year) is None


def test_a_presidency_is_remembered_for_some_years_and_foreseen_for_a_few() -> None:
    assert [country_of("Barack Obama", year) for year in (2006, 2018, 2040)] == ["USA", "USA", None]


@pytest.mark.parametrize(
    ("name", "year", "title", "iso3"),
    [
        ("Trump", 2018, "President", "USA"),
        ("Maliki", 2008, "Prime Minister", "IRQ"),
        ("al-Maliki", 2010, "Prime Minister", "IRQ"),
        ("Clinton", 2006, "former President", "USA"),
        ("Trump", 2018, "", None),
        ("Trump", 2018, "coach", None),
        ("Clinton", 2006, "President", None),
        ("Trump", 1999, "President", None),
        ("Maliki", None, "Prime Minister", None),
    ],
)
def test_a_family_name_alone_needs_a_title_held_in_these_years(
    name: str, year: int | None, title: str, iso3: str | None
) -> None:
    assert country_of(name, year, title=title) == iso3


def test_a_minister_is_known_only_where_the_report_speaks_of_the_country() -> None:
    assert [country_of("Sergey Lavrov", 2010, named=named) for named in ("RUS", "FRA USA", "")] == ["RUS", None, None]
    assert country_of("Lavrov", 2010, named="RUS", title="Foreign Minister") == "RUS"


def test_without_a_year_all_who_bear_the_name_must_be_of_one_country() -> None:
    assert country_of("Vladimir Putin", None) == "RUS"
    assert country_of("Fernando Gomes", None, named="GNB GIN") is None


def test_a_former_leader_is_no_prime_minister_and_a_deputy_no_leader() -> None:
    assert country_of("Trump", 2018, title="Vice President") is None


def test_the_office_that_fits_the_year_is_told() -> None:
    person = KNOWN.person("Recep Tayyip Erdogan", 2018)
    assert person is not None
    assert person.nearest(2018) == Tenure("president", 2014, 2026)


def own(country: str, *names: str, tenures: tuple[Tenure, ...] = ()) -> Person:
    return Person(names[0], tuple(map(bare_name, names)), keys_of(names), country, tenures, given=True)


def test_a_users_own_person_wins_over_ours_and_may_have_one_name() -> None:
    known = Known([own("CAN", "Donald Trump", "Donaldo")])
    found = [known.person(name, 2018) for name in ("Donald Trump", "Donaldo", "Donald")]
    assert [person.country if person else None for person in found] == ["CAN", "CAN", None]


def test_a_users_own_person_counts_in_the_years_given_and_in_no_others() -> None:
    known = Known([own("NOR", "Kari Lund", tenures=(Tenure("", 2010, 2014),))])
    assert [known.person("Kari Lund", year) is not None for year in (2009, 2010, 2014, 2015)] == [
        False,
        True,
        True,
        False,
    ]


def test_namesakes_of_two_countries_in_ones_own_file_stay_unknown() -> None:
    assert Known([own("NOR", "Kari Lund"), own("SWE", "Kari Lund")]).person("Kari Lund", 2020) is None
