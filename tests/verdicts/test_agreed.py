"""Agreement field by field: who is compared with whom on what, in a sample, a read report, or anywhere."""

from __future__ import annotations

import pytest

from dateline.verdicts.agreed import agreement_of
from dateline.verdicts.agreement import AC1, ALPHA, COHEN, FLEISS, PERCENT
from tests.verdicts.drawn import drawn, judged
from tests.verdicts.made import said

SAMPLE = drawn({"all": (100, 20)})
ANA = {1: "no_event", 2: ("wrong_place", "place"), 3: "unsure", 4: "duplicate"}
BO = {1: "no_event", 2: "right", 3: "right", 4: "no_event", 5: ("wrong_side", "actors")}


def figure(result, field: str, name: str):  # type: ignore[no-untyped-def]
    return next(c for c in result.of(field).coefficients if c.name == name)


def test_two_coders_are_compared_on_what_both_say() -> None:
    result = agreement_of([*judged(SAMPLE, "ana", ANA), *judged(SAMPLE, "bo", BO)], SAMPLE)
    assert (result.coders, result.judged, result.twice) == ((("ana", 20), ("bo", 20)), 20, 20)
    assert [result.of(field).items for field in ("event", "place", "row")] == [19, 17, 19]
    assert figure(result, "event", PERCENT).value == pytest.approx(18 / 19)
    assert figure(result, "place", PERCENT).value == pytest.approx(16 / 17)
    assert figure(result, "sides", PERCENT).value == pytest.approx(16 / 17)
    assert figure(result, "row", PERCENT).value == pytest.approx(17 / 19)
    assert figure(result, "type", COHEN).value is None
    assert figure(result, "type", AC1).value == 1
    assert result.disputed == 3


def test_a_third_coder_has_fleiss_and_alpha_and_no_cohen() -> None:
    reviews = [r for who, said_so in (("ana", ANA), ("bo", BO), ("cy", BO)) for r in judged(SAMPLE, who, said_so)]
    result = agreement_of(reviews, SAMPLE)
    assert figure(result, "event", COHEN).why == "is of two coders, and there are 3"
    assert None not in {figure(result, "event", name).value for name in (FLEISS, ALPHA, AC1)}


def test_who_judged_alone_is_counted_and_not_compared() -> None:
    reviews = [*judged(SAMPLE, "ana", up_to=10), *judged(SAMPLE, "bo", dict.fromkeys(range(1, 11)))]
    result = agreement_of(reviews, SAMPLE)
    assert (result.coders, result.twice) == ((("ana", 10), ("bo", 10)), 0)
    assert figure(result, "row", PERCENT).why == "no item is judged by two coders"


def test_without_a_sample_all_that_was_judged_counts_but_what_is_said_of_actors() -> None:
    reviews = [said(who, "right", report="r1", record=record) for who in ("ana", "bo") for record in ("e1", "e2", "a1")]
    assert agreement_of(reviews).twice == 2
    assert agreement_of(reviews, SAMPLE).judged == 0


def test_in_reports_that_were_read_whole_their_events_are_compared() -> None:
    sample = drawn({"all": (10, 2)}, unit="report")
    reviews = [
        said(who, "right", report=report, record=record, sample=sample.id)
        for who in ("ana", "bo")
        for report in ("r1", "r2")
        for record in ("e1", "e2", None)
    ]
    assert agreement_of(reviews, sample).twice == 4


def test_what_somebody_decided_is_no_verdict_of_a_coder() -> None:
    ana, bo = judged(SAMPLE, "ana", ANA), judged(SAMPLE, "bo", BO)
    before = agreement_of([*ana, *bo], SAMPLE)
    after = agreement_of([*ana, *bo, said("cy", "right", report="r2", answers=ana[1].id)], SAMPLE)
    assert (before.disputed, after.disputed) == (3, 2)
    assert before.fields == after.fields
