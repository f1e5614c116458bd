"""Dates as files write them: read as the day written, or not at all."""

from datetime import UTC, date, datetime

import pytest

from dateline.reports.days import day_of


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
        "Friday, May 3, 2024",
        "May 3, 2024 Friday 10:15 AM GMT",
        "3 May 2024",
        "3rd May 2024",
        "13.5.2024".replace("13", "3"),
        "2024/05/03",
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
    [None, "", "soon", "May 2024", "2024", "05/03/2024", "3/5/2024", "2024-13-03", "0001-01-01", 7, True, 1e30, float("nan"), [], "20241503", "May 3"],
)  # fmt: skip
def test_what_is_no_day_or_may_be_two_is_none(value: object) -> None:
    assert day_of(value) is None
