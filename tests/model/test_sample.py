"""A sample says what was drawn out of what; what does not fit together is refused when it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from dateline.model import Sample, SampleItem, Stratum
from dateline.model.contract import record_from_json, record_to_json

WHEN = datetime(2026, 3, 1, 12, 30, 5, 123456, tzinfo=UTC)


def sample(**changes: Any) -> Sample:
    given: dict[str, Any] = {
        "name": "pilot", "who": "ana", "when": WHEN, "unit": "event", "order": "stratified", "seed": 7,
        "frame": '{"types": ["AID"]}', "strata": (Stratum("AID", 40, 2), Stratum("AGREE", 9, 1)),
        "items": (SampleItem("r1", "e1", "AID"), SampleItem("r2", "e1", "AGREE"), SampleItem("r1", "e2", "AID")),
    }  # fmt: skip
    return Sample(**given | changes)


def test_it_becomes_json_and_comes_back() -> None:
    assert record_from_json(Sample, record_to_json(sample()), "") == sample()
    assert (sample().population, repr(sample())) == (
        49,
        f"<Sample {sample().id}: pilot, stratified, 3 of 49 events, seed 7>",
    )


def test_its_id_tells_all_that_it_says() -> None:
    changed = [
        sample(name="main"), sample(who="bo"), sample(when=WHEN + timedelta(microseconds=1)), sample(order="random"),
        sample(seed=8), sample(frame="{}"), sample(items=sample().items[::-1]),
        sample(strata=(replace(sample().strata[0], population=41), sample().strata[1])),
    ]  # fmt: skip
    assert len({each.id for each in [sample(), *changed]}) == len(changed) + 1


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"when": WHEN.astimezone(timezone(timedelta(hours=2)))}, "in UTC"),
        ({"name": " "}, "has a name"),
        ({"who": ""}, "says who drew it"),
        ({"frame": "RUS"}, "frame is JSON"),
        ({"items": ()}, "do not count its items"),
        ({"strata": (Stratum("AID", 1, 2), Stratum("AGREE", 9, 1))}, "more was drawn than there is"),
        ({"unit": "report"}, "one of reports does not"),
    ],
)
def test_what_does_not_fit_together_is_refused(changes: dict[str, Any], cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        sample(**changes)
