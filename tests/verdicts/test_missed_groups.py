"""Events that coders found missing: which stand side by side, on which coders differ, and what a decision leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.model import Review
from dateline.verdicts.missed_groups import MissedGroup, missed_groups
from tests.verdicts.drawn import drawn
from tests.verdicts.made import said

SAMPLE = drawn({"all": (50, 3)}, unit="report")


def of(who: str, verdict: str, record: str | None = None, **more: Any) -> Review:
    return said(who, verdict, report="r1", record=record, sample=SAMPLE.id, **more)


def missed(who: str, words: tuple[int, int], kind: str = "AID", **more: Any) -> Review:
    trigger = {"start": words[0], "end": words[1], "text": "x" * (words[1] - words[0])}
    return of(who, "missed_event", value=json.dumps({"type": kind, "trigger": trigger, **more}))


def groups(*reviews: Review) -> list[MissedGroup]:
    return list(missed_groups(SAMPLE, reviews))


#: What is named by whom, by which words; the namings that stand side by side; and whether coders differ on them.
CASES: list[tuple[str, list[Review], list[list[str]], list[bool]]] = [
    ("the same by overlapping words", [missed("ana", (5, 9)), missed("bo", (7, 12))], [["ana", "bo"]], [False]),
    ("nothing said is the same as none", [missed("ana", (5, 9), place=None), missed("bo", (7, 12))], [["ana", "bo"]], [False]),
    ("another type", [missed("ana", (5, 9)), missed("bo", (5, 9), "YIELD")], [["ana", "bo"]], [True]),
    ("another status", [missed("ana", (5, 9)), missed("bo", (5, 9), status="planned")], [["ana", "bo"]], [True]),
    ("two against one", [missed("ana", (5, 9)), missed("ana", (8, 12)), missed("bo", (5, 9))], [["ana", "ana", "bo"]], [True]),
    ("words apart", [missed("ana", (5, 9)), missed("bo", (9, 12))], [], []),
    ("one who read it whole names nothing", [missed("ana", (5, 9)), of("bo", "right")], [["ana"]], [True]),
    ("one who did not read it whole names nothing", [missed("ana", (5, 9)), of("bo", "right", "e1")], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("reviews", "named", "differ"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_may_be_one_event_stands_side_by_side(
    reviews: list[Review], named: list[list[str]], differ: list[bool]
) -> None:
    found = groups(*reviews)
    assert [sorted(one.review.who for one in group.named) for group in found] == named
    assert [group.is_disputed for group in found] == differ


def test_it_is_settled_when_every_naming_is_and_open_again_when_that_is_withdrawn() -> None:
    one, other = missed("ana", (5, 9)), missed("bo", (5, 9), "YIELD")
    keeps = of("cy", "right", one.id, answers=one.id)
    drops = of("cy", "no_event", other.id, answers=other.id)
    (half,) = groups(one, other, keeps)
    assert not half.is_settled
    (whole,) = groups(one, other, keeps, drops)
    assert whole.is_settled
    assert {named.review.who: named.kept for named in whole.named} == {"ana": True, "bo": False}
    (again,) = groups(one, other, keeps, drops, of("cy", "withdrawn", other.id, answers=drops.id))
    assert not again.is_settled


@pytest.mark.parametrize(
    "value", ['"x"', "[]", '{"type": "AID"}', '{"trigger": {"start": "1", "end": 2}}', "[" * 60 + "]" * 60]
)
def test_a_naming_that_nothing_can_be_made_of_is_left_out(value: str) -> None:
    assert groups(of("ana", "missed_event", value=value), missed("bo", (1, 2))) == []
