"""Verdicts replace each other as coders mean them to, and what coders differ on is nobody's until it is settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from dateline.model import Review
from dateline.verdicts.standing import (
    EXISTENCE,
    IDENTITY,
    Settled,
    fully_read,
    in_force,
    judgements,
    missed_events,
    settled,
)
from tests.verdicts.made import START, said

OSLO, BERGEN = '{"name": "Oslo", "country": "NOR"}', '{"name": "Bergen", "country": "NOR"}'


def the(reviews: list[Review]) -> Settled:
    (one,) = settled(reviews).values()
    return one


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (("right",), ("no_event",), ["no_event"]),
        (("right",), ("unsure",), ["unsure"]),
        (("no_event",), ("right",), ["right"]),
        (("right",), ("wrong_place", "place"), ["wrong_place"]),
        (("no_event",), ("wrong_place", "place"), ["wrong_place"]),
        (("wrong_place", "place"), ("right",), ["right"]),
        (("wrong_place", "place"), ("corrected", "place", OSLO), ["corrected"]),
        (("corrected", "place", OSLO), ("corrected", "place", BERGEN), ["corrected"]),
        (("corrected", "place", OSLO), ("right", "place"), ["right"]),
        (("wrong_place", "place"), ("wrong_type", "type"), ["wrong_place", "wrong_type"]),
        (("wrong_type", "type"), ("wrong_type", "mode"), ["wrong_type", "wrong_type"]),
        (("wrong_side", "actors"), ("wrong_side", "recipients"), ["wrong_side", "wrong_side"]),
        (("wrong_side", "actors"), ("wrong_side",), ["wrong_side"]),
        (("same_actor", None, '{"name": "B"}'), ("other_actor", None, '{"name": "C"}'), ["other_actor"]),
        (("same_actor", None, '{"name": "B"}'), ("right",), ["same_actor", "right"]),
        (("right",), ("same_actor", None, '{"name": "B"}'), ["right", "same_actor"]),
    ],
)
def test_a_verdict_replaces_what_it_contradicts_and_nothing_else(before: Any, after: Any, left: list[str]) -> None:
    first, second = said("ana", *before), said("ana", *after)
    for order in permutations([first, second]):
        assert [review.verdict for review in in_force(order)] == left
    other = said("bo", *after)
    assert in_force([first, other]) == (first, other)
    elsewhere = said("ana", *after, record="e2")
    assert in_force([first, elsewhere]) == (first, elsewhere)


def test_what_its_coder_withdraws_is_gone_and_nobody_elses_withdrawal_counts() -> None:
    first = said("ana", "right")
    second = said("ana", "wrong_place", "place")
    assert in_force([first, second, said("ana", "withdrawn", answers=second.id)]) == (first,)
    assert in_force([first, second, said("bo", "withdrawn", answers=second.id)]) == (second,)
    early = said("ana", "withdrawn", answers=second.id, when=START - timedelta(days=1))
    assert in_force([first, second, early]) == (first,), "a clock that was set back withdraws all the same"


def test_missed_events_stand_beside_each_other_and_beside_the_verdict_on_the_report() -> None:
    missed = [said("ana", "missed_event", value=f'{{"type": "{kind}"}}', record=None) for kind in ("AID", "AGREE")]
    read = said("ana", "right", record=None)
    for reviews in ([*missed, read], [read, *missed]):
        assert set(in_force(reviews)) == {*missed, read}
        assert set(missed_events(reviews)) == {*missed}
        assert fully_read(reviews) == {"r1": ("ana",)}
    assert fully_read([read, said("ana", "unsure", record=None)]) == {}
    assert fully_read([read, said("bo", "right", record=None)]) == {"r1": ("ana", "bo")}
    assert judgements([*missed, read]) == ()
    assert settled([*missed, read]) == {}


def test_a_judgement_has_what_is_wrong_and_what_is_right_instead() -> None:
    reviews = [
        said("ana", "wrong_type", "mode", sample="s1"),
        said("ana", "corrected", "place", OSLO),
        said("bo", "wrong_value"),
        said("bo", "duplicate", None, '"e1"', record="e2"),
    ]
    ana, bo, double = judgements(reviews)
    assert (ana.who, ana.verdict, ana.sample) == ("ana", "wrong", "s1")
    assert ana.wrong == {"mode", "place"}
    assert ana.corrected == (("place", {"name": "Oslo", "country": "NOR"}),)
    assert ana.reviews == (reviews[0].id, reviews[1].id)
    assert (bo.verdict, bo.wrong) == ("wrong", frozenset())
    assert (double.verdict, double.duplicate_of, double.wrong) == ("duplicate", "e1", frozenset())


def test_what_settles_others_is_no_judgement_of_its_coder() -> None:
    ana, bo = said("ana", "right"), said("bo", "wrong_place", "place")
    settling = said("ana", "wrong_place", "place", answers=ana.id)
    assert ana in in_force([ana, bo, settling])
    assert [(j.who, j.verdict) for j in judgements([ana, bo, settling])] == [("ana", "right"), ("bo", "wrong")]


def voices(*verdicts: tuple[Any, ...]) -> list[Review]:
    return [said(who, *verdict) for who, verdict in zip(("ana", "bo", "cy"), verdicts, strict=False)]


@pytest.mark.parametrize(
    ("verdicts", "finding", "by", "wrong", "disputed"),
    [
        ([("right",)], "right", "one coder", [], []),
        ([("right",), ("right",)], "right", "agreement", [], []),
        ([("right",), ("unsure",)], "right", "one coder", [], []),
        ([("unsure",), ("unsure",)], "unsure", "agreement", [], []),
        ([("no_event",), ("no_event",)], "no_event", "agreement", [], []),
        ([("no_event",), ("right",)], "unsure", "agreement", [], [EXISTENCE]),
        ([("no_event",), ("duplicate", None, '"e2"')], "unsure", "agreement", [], [EXISTENCE]),
        ([("right",), ("wrong_place", "place")], "unsure", "agreement", [], ["place"]),
        ([("wrong_place", "place"), ("wrong_place",)], "wrong", "agreement", ["place"], []),
        ([("wrong_place", "place"), ("wrong_date", "date")], "unsure", "agreement", [], ["date", "place"]),
        ([("wrong_place", "place"), ("corrected", "place", OSLO)], "wrong", "agreement", ["place"], []),
        ([("corrected", "place", BERGEN), ("corrected", "place", OSLO)], "unsure", "agreement", [], ["place"]),
        ([("wrong_value",), ("wrong_value",)], "wrong", "agreement", [], []),
        ([("wrong_value",)], "wrong", "one coder", [], []),
        ([("right",), ("right",), ("wrong_status",)], "unsure", "agreement", [], ["status"]),
    ],
)  # fmt: skip
def test_coders_agree_or_dispute_field_by_field(
    verdicts: list[tuple[Any, ...]], finding: str, by: str, wrong: list[str], disputed: list[str]
) -> None:
    one = the(voices(*verdicts))
    assert (one.verdict, one.by, sorted(one.wrong), sorted(one.disputed)) == (finding, by, wrong, disputed)


def test_a_value_that_one_gives_and_nobody_contests_corrects() -> None:
    one = the(voices(("wrong_place", "place"), ("corrected", "place", OSLO)))
    assert one.corrected == (("place", {"name": "Oslo", "country": "NOR"}),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('[{"actor": "a1"}, {"actor": "a2"}]', '[{"actor": "a2"}, {"actor": "a1"}]', True),
        ('[{"actor": "a1"}]', '[{"actor": "a2"}]', False),
        ('[{"name": "UN", "start": 1, "end": 3, "text": "UN"}]', '[{"name": "UN", "start": 8, "end": 10, "text": "UN"}]', True),
        ('{"start": "2026-01-01", "end": null}', '{"start": "2026-01-02", "end": null}', False),
    ],
)  # fmt: skip
def test_corrections_are_compared_by_what_they_mean(one: str, other: str, same: bool) -> None:
    assert (not the(voices(("corrected", "actors", one), ("corrected", "actors", other))).disputed) is same


ADJUDICATED: list[tuple[str, Callable[[Review], Review], str, list[str], list[str]]] = [
    ("the whole record", lambda r: said("di", "right", answers=r.id), "right", [], []),
    ("that there is none", lambda r: said("di", "no_event", answers=r.id), "no_event", [], []),
    ("nothing", lambda r: said("di", "unsure", answers=r.id), "unsure", [], []),
    ("one field as wrong", lambda r: said("di", "wrong_place", "place", answers=r.id), "wrong", ["place"], ["date"]),
    ("one field as coded", lambda r: said("di", "right", "place", answers=r.id), "unsure", [], ["date"]),
]


@pytest.mark.parametrize(
    ("settle", "finding", "wrong", "disputed"), [c[1:] for c in ADJUDICATED], ids=[c[0] for c in ADJUDICATED]
)
def test_who_settles_decides(settle: Any, finding: str, wrong: list[str], disputed: list[str]) -> None:
    reviews = [
        *voices(("right",), ("wrong_place", "place")),
        said("bo", "corrected", "date", '{"start": null, "end": null}'),
    ]
    assert sorted(the(reviews).disputed) == ["date", "place"]
    one = the([*reviews, settle(reviews[1])])
    assert (one.verdict, one.by) == (finding, "adjudication")
    assert (sorted(one.wrong), sorted(one.disputed)) == (wrong, disputed)


def test_whoever_settles_a_field_says_that_the_event_is_one() -> None:
    reviews = voices(("no_event",), ("corrected", "place", OSLO))
    one = the([*reviews, said("di", "right", "type", answers=reviews[0].id)])
    assert (one.verdict, one.disputed, dict(one.corrected)["place"]["name"]) == ("wrong", frozenset(), "Oslo")


def test_the_last_who_settles_counts() -> None:
    reviews = voices(("right",), ("wrong_place", "place"))
    one = said("di", "right", answers=reviews[1].id)
    other = said("ed", "corrected", "place", OSLO, answers=reviews[1].id)
    assert the([*reviews, one, other]).verdict == "wrong"
    again = said("di", "right", answers=reviews[1].id)
    assert the([*reviews, one, other, again]).verdict == "right"


def test_joining_actors_finds_no_fault_and_disputes_only_other_joinings() -> None:
    joined = said("ana", "same_actor", None, '{"name": "Vladimir Putin"}', record="a1")
    one = the([joined, said("bo", "right", record="a1")])
    assert (one.verdict, one.wrong, one.disputed) == ("right", frozenset(), frozenset())
    assert dict(one.corrected)[IDENTITY] == {"verdict": "same_actor", "value": {"name": "Vladimir Putin"}}
    apart = said("bo", "other_actor", None, '{"name": "Putin (the judge)"}', record="a1")
    assert the([joined, apart]).disputed == {IDENTITY}
