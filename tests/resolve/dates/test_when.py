"""Which days an act has by the words of a whole report: what goes on ends with the report, what a clause opens, days told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import dateline


@pytest.fixture(scope="module")
def coder() -> Any:
    return dateline.load()


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("Gunmen killed 40 villagers in Borno this month, police said.", "killed", (2024, 5, 1), (2024, 5, 15)),
        ("Gunmen killed 40 villagers in Borno last month, police said.", "killed", (2024, 4, 1), (2024, 4, 30)),
        ("The French president will visit Egypt this month.", "visit", (2024, 5, 1), (2024, 5, 31)),
        (
            "Guards have watched the market since March 3, when gunmen killed 12 traders.",
            "killed",
            (2024, 3, 3),
            (2024, 3, 3),
        ),
        (
            "Two years after police shot a student in Lagos, a court in the city jailed an officer on Tuesday.",
            "shot",
            (2022, 1, 1),
            (2022, 12, 31),
        ),
        (
            "Two years after police shot a student in Lagos, a court in the city jailed an officer on Tuesday.",
            "jailed",
            (2024, 5, 14),
            (2024, 5, 14),
        ),
        ("Soldiers shelled the town two days after Sunday's coup in Niger.", "shelled", (2024, 5, 14), (2024, 5, 14)),
        ("Soldiers shelled the town two days after Sunday's coup in Niger.", "coup", (2024, 5, 12), (2024, 5, 12)),
        (
            "Rebels attacked a base in Mali on May 10. Soldiers killed six rebels the next day.",
            "killed",
            (2024, 5, 11),
            (2024, 5, 11),
        ),
        (
            "Turkey denounced Syria on Monday, the tenth anniversary of the bombing of Aleppo.",
            "denounced",
            (2024, 5, 13),
            (2024, 5, 13),
        ),
        (
            "On the tenth anniversary of the bombing of Aleppo by Syria, Turkey denounced Damascus.",
            "bombing",
            (2014, 1, 1),
            (2014, 12, 31),
        ),
    ],
)
def test_an_act_has_the_days_that_the_report_gives_it(
    coder: Any, text: str, trigger: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    events = coder.code(text, published="2024-05-15").events
    (event,) = [e for e in events if any(v.trigger.text == trigger for v in e.evidence)]
    assert (event.date.start, event.date.end) == (date(*first), date(*last))


def test_a_day_that_is_told_goes_before_one_that_an_anniversary_counts(coder: Any) -> None:
    text = "On the sixth anniversary of the May 3, 2001, bombing of Aleppo by Syria, Turkey denounced Damascus."
    (event,) = [e for e in coder.code(text, published="2007-09-15").events if e.evidence[0].trigger.text == "bombing"]
    assert (event.date.start, event.date.end) == (date(2001, 5, 3), date(2001, 5, 3))


def test_a_month_inside_the_name_of_a_town_is_no_date(coder: Any) -> None:
    text = "The Chilean president attended a summit of American leaders in Mar del Plata."
    (event,) = coder.code(text, published="2024-05-15").events
    assert event.date.precision == "not_after"


def test_an_anniversary_does_not_date_what_is_done_on_it(coder: Any) -> None:
    text = "Laos congratulated North Korea on the 75th anniversary of its founding."
    (event,) = coder.code(text, published="2024-05-15").events
    assert (event.date.start, event.date.precision, event.status) == (None, "not_after", "happened")
