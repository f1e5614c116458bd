"""Which event of one coder is which of another's, and in which fields the two differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.verdicts.matched_events import COMPARED, ComparedEvent, EventPair, differing, matched

POLICE, CROWD, MINISTER = (frozenset({bounds}) for bounds in ((0, 6), (16, 32), (60, 69)))


def event(key: str, kind: str = "COERCE", trigger: tuple[int, int] = (7, 15), **labels: Any) -> ComparedEvent:
    said = {
        "type": kind,
        "mode": "arrest",
        "status": "happened",
        "place": "p1",
        "date": (date(2024, 5, 5), None),
    } | labels
    return ComparedEvent(key, kind, (trigger,), said, (POLICE,), (CROWD,), mutual=False)


ARREST = event("e1")


def test_events_are_matched_by_overlapping_words_of_one_type_first() -> None:
    first = (event("a", "ASSAULT"), event("b"), event("c", trigger=(40, 44)))
    second = (event("x"), event("y", "PROTEST"), event("z", trigger=(44, 50)))
    pairs = matched(first, second)
    assert {(pair.first.id, pair.second.id) for pair in pairs} == {("b", "x"), ("a", "y")}


def test_one_event_is_matched_with_one() -> None:
    assert len(matched((ARREST, event("e2")), (event("x"),))) == 1
    assert matched((), (ARREST,)) == matched((ARREST,), ()) == ()


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (ARREST, []),
        (event("x", mode=None), ["mode"]),
        (event("x", status="planned"), ["status"]),
        (event("x", place="p2", date=None), ["place", "date"]),
        (event("x", "ASSAULT"), [*COMPARED]),
        (replace(ARREST, recipients=()), ["sides"]),
        (replace(ARREST, recipients=(MINISTER,)), ["sides"]),
        (replace(ARREST, actors=(CROWD,), recipients=(POLICE,)), ["sides"]),
        (replace(ARREST, actors=(CROWD,), recipients=(POLICE,), mutual=True), []),
        (replace(ARREST, actors=(POLICE, CROWD), recipients=(), mutual=True), []),
        (replace(ARREST, actors=(POLICE, MINISTER), recipients=(), mutual=True), ["sides"]),
        (replace(ARREST, actors=(frozenset({(0, 5), (90, 94)}),)), []),
        (replace(ARREST, actors=(frozenset({(4, 20)}),)), ["sides"]),
    ],
)
def test_fields_differ_where_something_else_is_said(other: ComparedEvent, differ: list[str]) -> None:
    assert list(differing(EventPair(ARREST, other))) == differ
    assert list(differing(EventPair(other, ARREST))) == differ
