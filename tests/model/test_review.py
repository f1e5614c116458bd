"""A review says who, when, of which coding, what; what it lacks is refused when it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest

from dateline.errors import ReportError
from dateline.model import Review, Verdict, Versions
from dateline.model.contract import record_from_json, record_to_json

WHEN = datetime(2026, 3, 1, 12, 30, 5, 123456, tzinfo=UTC)
VERSIONS = Versions("dateline", "0.2.0", "en-2", "plover-2.0")


def review(**changes: Any) -> Review:
    given: dict[str, Any] = {"who": "ana", "when": WHEN, "report": "r1", "versions": VERSIONS, "verdict": "right"}
    return Review(**given | changes)


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_it_becomes_json_and_comes_back(verdict: Any) -> None:
    given = review(
        verdict=verdict, record="e1", field="place", value='"p2"', claim='"p1"', start=3, end=7, text="Oslo",
        answers="v1", sample="s1", note="not the town\n\u2028",
    )  # fmt: skip
    plain = record_to_json(given)
    assert plain["when"] == "2026-03-01T12:30:05.123456+00:00"
    assert record_from_json(Review, plain, "") == given


def test_its_id_tells_all_that_it_says_and_nothing_else() -> None:
    assert review().id == review().id
    changed = [
        review(who="bo"), review(when=WHEN + timedelta(microseconds=1)), review(report="r2"), review(verdict="unsure"),
        review(versions=replace(VERSIONS, coder="llm")), review(record="e1"), review(note=""), review(note="None"),
        review(record="e1", field="None"), review(value="null"), review(claim="null"), review(start=1, end=2, text="a"),
    ]  # fmt: skip
    assert len({r.id for r in [review(), *changed]}) == len(changed) + 1


def test_an_id_of_another_review_is_not_taken_over() -> None:
    plain = record_to_json(review()) | {"id": "v" + 32 * "0"}
    assert record_from_json(Review, plain, "").id == review().id


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"when": datetime(2026, 3, 1)}, "in UTC"),  # noqa: DTZ001 that is the point
        ({"when": WHEN.astimezone(timezone(timedelta(hours=2)))}, "in UTC"),
        ({"who": "  "}, "names its reviewer"),
        ({"report": ""}, "names its reviewer and its report"),
        ({"verdict": "corrected", "record": "e1", "field": "place"}, "corrected needs its value"),
        ({"verdict": "missed_event"}, "needs its value"),
        ({"verdict": "duplicate", "value": '"e2"'}, "needs its record"),
        ({"verdict": "no_event"}, "needs its record"),
        ({"verdict": "same_actor", "record": "a1"}, "needs its value"),
        ({"verdict": "withdrawn"}, "needs its answers"),
        ({"value": "Oslo"}, "value is JSON"),
        ({"claim": "NaN"}, "claim is JSON"),
        ({"value": "[" * 100_000}, "value is JSON"),
        ({"start": 3, "end": 7}, "none of the three"),
        ({"text": "Oslo"}, "none of the three"),
        ({"start": 7, "end": 3, "text": "Oslo"}, "must not be empty or negative"),
        ({"start": -7, "end": -3, "text": "Oslo"}, "must not be empty or negative"),
        ({"start": 3, "end": 8, "text": "Oslo"}, "claims a text of 4 characters"),
    ],
)
def test_what_it_lacks_is_told(changes: dict[str, Any], cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        review(**changes)


def test_a_verdict_that_there_is_not_is_refused() -> None:
    with pytest.raises(ReportError, match="verdict is 'maybe'"):
        record_from_json(Review, record_to_json(review()) | {"verdict": "maybe"}, "")
