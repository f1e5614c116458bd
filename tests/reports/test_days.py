"""Dates as files write them: read as the day written, or not at all."""

from datetime import UTC, date, datetime

import pytest

from dateline.reports.days import day_of, is_no_day, is_of_two_readings, order_of


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-03",
        "2024-05-03T23:59:00-11:00",
        "2024-05-03 10:00",
        "2024-05-03+02:00",
        "20240503",
        "20240503T101500Z",
        "20240503101500",
        "Fri, 03 May 2024 23:30:00 -0500",
        "Fri, 03 May 24 23:30:00 -0500",
        "Friday, 03-May-24 00:30:00 GMT",
        "3 May 24 10:15",
        "Friday, May 3, 2024",
        "May 3, 2024 Friday 10:15 AM GMT",
        "3 May 2024",
        "3rd May 2024",
        "13.5.2024".replace("13", "3"),
        "2024/05/03",
        "2024/5/3",
        "2024-5-3",
        "202405031015",
        "3-May-2024",
        "Fri May 03 10:00:00 +0000 2024",
        "Fri May  3 10:00:00 2024",
        "1714694400",
        "1714694400.0",
        "1714694400000",
        "20240503.0",
        20240503.0,
        date(2024, 5, 3),
        datetime(2024, 5, 3, 23, 59, tzinfo=UTC),
        20240503,
        1714694400,
        1714694400000,
        1714694400.5,
    ],
)
def test_a_day_is_read_as_it_is_written(value: object) -> None:
    assert day_of(value) == date(2024, 5, 3)


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", "May 2024", "2024", "05/03/2024", "3/5/2024", "2024-13-03", "0001-01-01", 7, True, 1e30, float("nan"), [], "20241503", "May 3", "3/5/24", "0000-00-00 00:00:00", "2024-02-30", "Fri, 31 Feb 24 10:00:00 GMT", "3 May 24", "17146944", float("inf"), "2024-05-3x"],
)  # fmt: skip
def test_what_is_no_day_or_may_be_two_is_none(value: object) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize("words", ["3/5/2024", "03.05.2024", "3-5-2024 10:15", "3/5/24", "03/05/24, 10:15"])
def test_who_says_which_comes_first_has_days_in_figures_read(words: str) -> None:
    assert day_of(words, day_first=True) == date(2024, 5, 3)
    assert day_of(words, day_first=False) == date(2024, 3, 5)


def test_a_day_that_can_be_read_one_way_alone_is_read_so_whatever_is_said() -> None:
    assert day_of("25/3/2024", day_first=False) == date(2024, 3, 25)
    assert day_of("3/25/2024", day_first=True) == date(2024, 3, 25)
    assert day_of("2024-05-03", day_first=True) == date(2024, 5, 3)
    assert day_of("31/31/2024", day_first=True) is None


def test_only_days_that_both_orders_give_are_of_two_readings() -> None:
    assert is_of_two_readings("3/5/2024")
    assert not any(is_of_two_readings(words) for words in ("25/3/2024", "3.5.2024", "soon", "2024-05-03", "31/31/2024"))


@pytest.mark.parametrize(
    ("words", "order"),
    [("25/4/2021", True), ("4/25/2021", False), ("25.4.21", True), ("3/4/2021", None), ("2021-04-25", None), ("31/31/2021", None)],
)  # fmt: skip
def test_figures_that_can_be_read_one_way_show_which_order_they_are_written_in(words: str, order: bool | None) -> None:
    assert order_of(words) is order


def test_what_databases_write_for_no_day_is_no_day_and_no_mistake() -> None:
    assert is_no_day("0000-00-00 00:00:00")
    assert is_no_day("0001-01-01T00:00:00Z")
    assert not is_no_day("1000-01-01")
    assert not is_no_day(None)
