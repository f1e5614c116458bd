"""Recall from reports that were read whole: which count, what is missed, and how often an interval holds the truth."""

from __future__ import annotations

import json

import numpy as np
import pytest

from dateline.model import Review
from dateline.verdicts.recall import Undecided, _Weights, recall
from tests.verdicts.drawn import drawn
from tests.verdicts.made import said

SAMPLE = drawn({"all": (50, 3)}, unit="report")
CODED = {"r1": [("e1", "ASSAULT"), ("e2", "CONSULT")], "r2": [("e3", "ASSAULT")]}


def of(who: str, report: str, verdict: str, record: str | None = None, **more: str) -> Review:
    return said(who, verdict, report=report, record=record, sample=SAMPLE.id, **more)


def missed(who: str, report: str, kind: str) -> Review:
    return of(
        who,
        report,
        "missed_event",
        value=json.dumps({"type": kind, "trigger": {"start": 0, "end": 1, "text": kind[0]}}),
    )


def all_right(who: str = "ana") -> list[Review]:
    """All events right, all reports read; r3 tells nothing and has nothing coded."""
    events = [of(who, report, "right", record) for report, there in CODED.items() for record, _ in there]
    return [*events, *(of(who, report, "right") for report in ("r1", "r2", "r3"))]


def test_what_is_missed_is_told_and_not_coded() -> None:
    result = recall(SAMPLE, [*all_right(), missed("ana", "r2", "AID"), missed("ana", "r3", "AID")], CODED)
    assert (result.reports, result.coders, result.undecided, result.missed) == (3, ("ana",), (), 2)
    share = result.share("event")
    assert (share.value, share.judged, share.right) == (pytest.approx(3 / 5), 5, 3)
    assert result.types() == ("AID", "ASSAULT", "CONSULT")
    assert [result.share("event", kind).value for kind in result.types()] == [0, 1, 1]


def test_an_event_of_another_type_is_coded_without_its_type_and_what_is_none_is_not_told() -> None:
    reviews = all_right()
    reviews += [
        of("ana", "r1", "corrected", "e1", field="type", value='"AID"'),
        of("ana", "r1", "wrong_place", "e2", field="place"),
        of("ana", "r2", "no_event", "e3"),
    ]
    result = recall(SAMPLE, reviews, CODED)
    assert [result.share(field).right for field in ("event", "type", "row")] == [2, 1, 0]
    assert [result.share("event", kind).judged for kind in result.types()] == [1, 1]
    assert result.types() == ("AID", "CONSULT")


def test_a_report_counts_when_all_its_events_are_decided() -> None:
    reviews = [review for review in all_right() if review.record != "e2"]
    result = recall(SAMPLE, reviews, CODED)
    assert result.reports == 2
    assert result.undecided == (Undecided("r1", "ana has not decided on 1 of its 2 events"),)
    half = [review for review in all_right() if (review.report, review.record) != ("r1", None)]
    assert (recall(SAMPLE, half, CODED).reports, recall(SAMPLE, half, CODED).undecided) == (2, ())


def test_who_reads_by_chance_is_not_heard_and_of_several_readers_the_mean_counts() -> None:
    by_chance = [
        said("bo", "right", report="r1", record=None),
        said("bo", "missed_event", report="r1", record=None, value='{"type": "AID"}'),
    ]
    assert recall(SAMPLE, [*all_right(), *by_chance], CODED).share("event").value == 1
    both = [*all_right(), *all_right("bo"), missed("bo", "r1", "AID")]
    assert recall(SAMPLE, both, CODED).share("event").value == pytest.approx(3 / 3.5)


def test_without_a_report_there_is_no_share() -> None:
    result = recall(SAMPLE, [], CODED)
    assert (result.reports, result.share("event").value, result.rows[0].of) == (0, None, "all")


def test_strata_are_weighted() -> None:
    sample = drawn({"AP": (90, 1), "TASS": (10, 1)}, unit="report")
    reviews = [
        said("ana", "right", report=f"r{n}", record=record, sample=sample.id) for n in (1, 2) for record in ("e1", None)
    ]
    reviews.append(said("ana", "missed_event", report="r2", record=None, sample=sample.id, value='{"type": "AID"}'))
    coded = {"r1": [("e1", "AID")], "r2": [("e1", "AID")]}
    assert recall(sample, reviews, coded).share("event").value == pytest.approx((90 + 10) / (90 + 20))


def test_nothing_missed_in_a_few_reports_does_not_say_that_nothing_ever_is() -> None:
    share = recall(SAMPLE, all_right(), CODED).share("event")
    assert share.value == 1
    assert share.low is not None
    assert share.low < 0.5


@pytest.mark.parametrize(("found", "reports"), [(0.7, 20), (0.7, 40), (0.95, 40)])
def test_intervals_hold_the_truth_as_often_as_they_say(found: float, reports: int) -> None:
    """Archives of 1,000 reports with 0 to 10 events each, some reports read better than others; 300 samples of each."""
    chance, held = np.random.default_rng(3), 0
    told = chance.poisson(4, 1_000)
    coded = chance.binomial(told, chance.beta(found * 5, (1 - found) * 5, 1_000))
    truth = coded.sum() / told.sum()
    weights = _Weights.of(drawn({"all": (1_000, reports)}, unit="report"), [f"r{n}" for n in range(1, reports + 1)])
    for _ in range(300):
        some = chance.choice(1_000, reports, replace=False)
        share = weights.share(list(zip(coded[some], told[some], strict=True)))
        assert share.low is not None
        assert share.high is not None
        held += bool(share.low <= truth <= share.high)
    assert 0.91 <= held / 300 <= 0.99


def test_of_missed_events_that_were_decided_on_those_that_stand_are_told_by_every_reader() -> None:
    one, other = missed("ana", "r2", "AID"), missed("bo", "r2", "YIELD")
    reviews = [*all_right(), *all_right("bo"), one, other]

    def told(*verdicts: str) -> tuple[float, set[str]]:
        both = zip((one, other), verdicts, strict=False)
        settling = [of("cy", "r2", verdict, naming.id, answers=naming.id) for naming, verdict in both]
        result = recall(SAMPLE, [*reviews, *settling], CODED)
        return result.missed, {*result.types()} - {"ASSAULT", "CONSULT"}

    assert told() == (1, {"AID", "YIELD"})  # half of each, for each is named by one of two
    assert told("right", "no_event") == (1, {"AID"})
    assert told("right", "right") == (2, {"AID", "YIELD"})
    assert told("no_event", "no_event") == (0, set())
