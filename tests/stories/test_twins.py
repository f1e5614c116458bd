"""Twins: what one sentence tells twice, and what it tells apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.stories.story import Party
from dateline.stories.twins import are_twins, gathered
from tests.stories.rows import KYIV, RUSSIA, attack


def test_the_whole_says_what_either_part_says() -> None:
    vague = attack(
        "a", None, mode=None, actors=(), killed=3, recipients=(Party("3 people", "group"),), **dict.fromkeys(KYIV)
    )
    exact = attack("a", trigger_start=30, injured=5)
    ((whole, parts),) = gathered([vague, exact])
    assert parts == [vague, exact]
    assert (whole.killed, whole.injured, whole.date_start, whole.place_name) == (3, 5, date(2025, 3, 10), "Sumy")
    assert (whole.actors, whole.mode, whole.trigger_start) == ((RUSSIA,), "drone", 0)


@pytest.mark.parametrize(
    "given",
    [{"sentence": 2}, {"type": "COERCE"}, {"mode": "abduct"}, {"status": "planned"}, {"day": date(2025, 3, 9)}, KYIV,
     {"actors": (Party("Ukraine", "state", "UKR"),)}],
)  # fmt: skip
def test_what_keeps_two_acts_apart(given: dict[str, Any]) -> None:
    assert not are_twins(attack("a"), attack("a", **given))


def test_two_reports_are_never_folded() -> None:
    assert len(list(gathered([attack("a"), attack("b")]))) == 2
