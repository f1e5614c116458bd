"""Days as bars: how fine, without gaps, and without losing those that stand far off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.desk.asking import Asked
from dateline.desk.chosen import Choice
from dateline.desk.figures.bins import Unit, bars, end_of, fitting_unit
from dateline.desk.shelf import Shelf


@pytest.fixture(scope="module")
def asked(made_archive: Path) -> Asked:
    shelf = Shelf(made_archive)
    return Asked(shelf.snapshot(), shelf, Choice())


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (date(2024, 1, 1), date(2024, 1, 1), "day"),
        (date(2024, 1, 1), date(2024, 4, 1), "day"),
        (date(2024, 1, 1), date(2025, 6, 1), "week"),
        (date(2010, 1, 1), date(2020, 6, 1), "month"),
        (date(1945, 1, 1), date(2025, 6, 1), "year"),
    ],
)
def test_a_unit_is_as_fine_as_can_be_read(first: date, last: date, unit: Unit) -> None:
    assert fitting_unit(first, last) == unit


def test_a_month_ends_on_its_last_day() -> None:
    assert end_of(date(2024, 2, 1), "month") == date(2024, 2, 29)
    assert end_of(date(2023, 1, 1), "year") == date(2023, 12, 31)


def test_every_event_is_in_a_bar_or_counted_beside(asked: Asked) -> None:
    for unit in ("day", "week", "month", "year"):
        drawn = bars(asked, unit=unit)
        total = sum(bar.events for bar in drawn.bars) + drawn.undated + drawn.earlier + drawn.later
        assert total == asked.snapshot.one("SELECT count(*) AS n FROM desk.events")["n"]
        assert all(sum(n for _, n in bar.of) == bar.events for bar in drawn.bars)


def test_bars_follow_each_other_without_a_gap(asked: Asked) -> None:
    drawn = bars(asked, unit="week")
    assert all((b.start - a.end).days == 1 for a, b in zip(drawn.bars, drawn.bars[1:], strict=False))
    assert drawn.bars[0].left == 0
    assert abs(drawn.bars[-1].left + drawn.bars[-1].wide - 1) < 1e-9


def test_the_strip_shows_the_days_before_and_after_the_chosen_ones(asked: Asked) -> None:
    whole = bars(asked)
    chosen = replace(asked, choice=Choice(since=date(2025, 10, 1), until=date(2025, 10, 31)))
    assert bars(chosen) == whole
    narrow = bars(chosen, narrow=True)
    assert narrow.first is not None
    assert narrow.first >= date(2025, 10, 1)


def test_no_events_are_no_bars(asked: Asked) -> None:
    assert bars(replace(asked, choice=Choice(type=("NONE",)))).bars == ()
