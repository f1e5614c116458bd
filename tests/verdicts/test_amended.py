"""The same verdicts given twice add nothing; others take back what they replace."""

from __future__ import annotations

from dateline.verdicts.amended import amended
from dateline.verdicts.standing import judgements
from tests.verdicts.made import said


def test_what_is_held_already_is_not_said_again() -> None:
    held = [said("ana", "right"), said("ana", "wrong_place", "place", record="e2")]
    assert amended(held, [said("ana", "right"), said("ana", "wrong_place", "place", record="e2")]) == ()


def test_what_is_not_said_any_more_is_taken_back() -> None:
    held = [said("ana", "wrong_place", "place"), said("ana", "wrong_date", "date")]
    given = [said("ana", "wrong_place", "place"), said("ana", "corrected", "status", '"planned"')]
    new = amended(held, given)
    assert [(review.verdict, review.answers) for review in new] == [("withdrawn", held[1].id), ("corrected", None)]
    (now,) = judgements([*held, *new])
    assert now.wrong == {"place", "status"}


def test_other_coders_and_other_records_are_left_alone() -> None:
    held = [said("bo", "no_event"), said("ana", "no_event", record="e2")]
    assert [review.verdict for review in amended(held, [said("ana", "right")])] == ["right"]


def test_a_missed_event_that_is_no_more_named_is_taken_back() -> None:
    held = [said("ana", "right", record=None), said("ana", "missed_event", record=None, value='{"type": "AID"}')]
    new = amended(held, [said("ana", "right", record=None)])
    assert [(review.verdict, review.answers) for review in new] == [("withdrawn", held[1].id)]


def test_the_same_verdict_for_another_sample_takes_nothing_back() -> None:
    held = [said("ana", "right", sample="s1")]
    new = amended(held, [said("ana", "right", sample="s2")])
    assert [(review.verdict, review.sample) for review in new] == [("right", "s2")]
