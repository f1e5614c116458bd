"""Likeness: what speaks for one event, and what forbids it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.stories.similarity import LINK, kilometres, score
from dateline.stories.story import EventRow, Party
from dateline.stories.traits import told
from tests.stories.rows import KYIV, RUSSIA, attack, meeting

UKRAINE = Party("Ukraine", "state", "UKR")


def likeness(a: EventRow, b: EventRow) -> float | None:
    forth, back = score(told(a, 0), told(b, 1)), score(told(b, 1), told(a, 0))
    assert forth == pytest.approx(back)
    return forth


def test_a_copy_is_as_alike_as_can_be() -> None:
    assert (likeness(attack("a"), attack("b")) or 0) > 1


@pytest.mark.parametrize(
    "given",
    [
        {"day": date(2025, 3, 9)},
        {"type": "COERCE"},
        {"status": "historical"},
        KYIV,
        {"place_country": "RUS", "geonames_id": 1},
        {"recipients": (Party("Poland", "state", "POL"),)},
    ],
)
def test_what_forbids_one_event(given: dict[str, Any]) -> None:
    assert likeness(attack("a", recipients=(UKRAINE,)), attack("b", **({"recipients": (UKRAINE,)} | given))) is None


def test_who_did_it_may_be_in_dispute_where_all_else_fits() -> None:
    assert (likeness(attack("a"), attack("b", actors=(UKRAINE,))) or 0) >= LINK
    assert (
        likeness(attack("a", actors=(RUSSIA,)), attack("b", actors=(UKRAINE,), geonames_id=None, place_name=None))
        is None
    )


def test_equal_numbers_speak_for_and_far_ones_against() -> None:
    same, near, far = (
        likeness(attack("a", killed=12), attack("b", killed=n, sentence_text="Drones killed guards."))
        for n in (12, 14, 80)
    )
    assert same is not None
    assert near is not None
    assert far is not None
    assert same > near > far


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Viktor Goremykin", "Goremykin", True),
    ("Viktor Goremykin", "Victor Goremykin", True),
    ("Viktor Goremykin", "Sergei Lavin", False),
])  # fmt: skip
def test_people_are_known_by_their_names(one: str, other: str, same: bool) -> None:
    host = Party("No Kwang-chol", "person", "PRK")
    found = likeness(meeting("a", Party(one, "person", "RUS"), host), meeting("b", Party(other, "person", "RUS"), host))
    assert (found is not None) == same


def test_a_plan_is_its_fulfilment_only_if_both_name_the_day() -> None:
    assert likeness(attack("a", status="planned"), attack("b")) is not None
    assert likeness(attack("a", status="planned"), attack("b", None)) is None


def test_kilometres() -> None:
    assert kilometres((50.45, 30.52), (50.92, 34.8)) == pytest.approx(307, abs=5)
    assert kilometres((0, 0), (0, 0)) == 0
