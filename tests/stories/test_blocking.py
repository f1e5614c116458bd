"""Blocks: what is compared at all, and that it stays little."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.stories.blocking import COMPARED, WINDOW, Blocks
from dateline.stories.traits import told
from tests.stories.rows import KYIV, attack


def test_a_shared_town_and_day_are_worth_comparing() -> None:
    blocks = Blocks()
    first = told(attack("a", actors=()), 0)
    assert blocks.near(first) == []
    assert blocks.near(told(attack("b", actors=(), sentence_text=""), 1)) == [first]


def test_another_day_or_type_is_not() -> None:
    blocks = Blocks()
    blocks.near(told(attack("a"), 0))
    assert blocks.near(told(attack("b", date(2025, 3, 9)), 1)) == []
    assert blocks.near(told(attack("c", type="COERCE"), 2)) == []


def test_long_words_find_what_has_neither_place_nor_name() -> None:
    blocks = Blocks()
    nowhere = dict.fromkeys(KYIV)
    first = told(attack("a", actors=(), **nowhere), 0)
    blocks.near(first)
    assert blocks.near(told(attack("b", actors=(), **nowhere), 1)) == [first]


def test_a_flood_of_reports_does_not_mean_a_flood_of_pairs() -> None:
    blocks = Blocks()
    assert max(len(blocks.near(told(attack(f"r{n}"), n))) for n in range(500)) <= COMPARED


def test_days_long_past_are_forgotten() -> None:
    blocks = Blocks()
    blocks.near(told(attack("a"), 0))
    blocks.forget((date(2025, 3, 10) + timedelta(WINDOW + 1)).toordinal())
    assert blocks.near(told(attack("b"), 1)) == []
