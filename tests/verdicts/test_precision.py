"""Precision from a judged sample: what counts as wrong, by which weights, and what is said of what it does not cover."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from dateline.model import Review
from dateline.verdicts.findings import FIELDS
from dateline.verdicts.precision import Judged, precision
from tests.verdicts.drawn import drawn, judged
from tests.verdicts.made import said

TYPES = {(f"r{n}", "e1"): "ASSAULT" if n % 2 else "CONSULT" for n in range(1, 200)}


def found(reviews: list[Review], strata: dict[str, tuple[int, int]] | None = None, **more: Any) -> Judged:
    return precision(drawn(strata or {"all": (100, 10)}, **more), reviews, TYPES)


def right(result: Judged) -> dict[str, float]:
    return {field: result.share(field).right for field in FIELDS}


SAMPLE = drawn({"all": (100, 10)})


@pytest.mark.parametrize(
    ("verdict", "lost"),
    [
        ("right", set[str]()),
        ("no_event", {*FIELDS}),
        ("duplicate", {*FIELDS}),
        (("wrong_place", "place"), {"place", "row"}),
        (("wrong_side", "recipients"), {"sides", "row"}),
        (("wrong_type", "mode"), {"mode", "row"}),
        (("wrong_value", "contexts"), {"row"}),
    ],
)
def test_a_verdict_is_a_fault_in_what_it_is_about(verdict: Any, lost: set[str]) -> None:
    shares = right(found(judged(SAMPLE, "ana", {3: verdict})))
    assert shares == {field: 9 if field in lost else 10 for field in FIELDS}


def test_what_nobody_is_sure_of_is_left_out_and_counted() -> None:
    result = found(judged(SAMPLE, "ana", {3: "unsure", 4: None}))
    assert (result.judged, result.unsure, result.share("row").judged) == (8, 1, 8)


def test_where_coders_differ_each_counts_until_somebody_decides() -> None:
    one, other = judged(SAMPLE, "ana", {3: "no_event"}), judged(SAMPLE, "bo", {4: ("wrong_date", "date")})
    result = found([*one, *other])
    assert (result.disputed, result.twice) == (2, 10)
    assert [result.share(field).right for field in ("event", "place", "date", "row")] == [9.5, 9.5, 9.0, 9.0]
    decided = [
        said("cy", "no_event", report="r3", answers=one[2].id),
        said("cy", "right", report="r4", answers=other[3].id),
    ]
    result = found([*one, *other, *decided])
    assert result.disputed == 0
    assert [result.share(field).right for field in ("event", "place", "date", "row")] == [9, 9, 9, 9]


def test_strata_are_weighted_and_types_have_rows_of_their_own() -> None:
    strata = {"sure": (900, 10), "unsure": (100, 10)}
    sample = drawn(strata)
    result = found(judged(sample, "ana", dict.fromkeys(range(11, 21), "no_event")), strata)
    assert result.share("event").value == pytest.approx(0.9)
    assert result.share("event", "stratum", "unsure").value == 0
    assert result.groups("type") == ("ASSAULT", "CONSULT")
    assert result.share("event", "type", "ASSAULT").value == pytest.approx(0.9)
    assert found(judged(drawn(strata, by=["type"]), "ana"), strata, by=["type"]).groups("stratum") == ()


def test_strata_without_verdicts_or_with_few_are_named() -> None:
    strata = {"a": (90, 6), "b": (50, 3), "c": (30, 3), "d": (2, 2)}
    result = found(judged(drawn(strata), "ana", {9: None, 10: None, 11: None, 12: None}), strata)
    assert [s.name for s in result.few] == ["b", "d"][:1]
    assert [s.name for s in result.uncovered] == ["c"]


def test_the_least_sure_tell_nothing_of_the_others() -> None:
    sample = drawn({"all": (100, 10)}, order="least_sure")
    result = precision(sample, judged(sample, "ana", {1: "no_event"}), TYPES)
    share = result.share("event")
    assert (result.weighted, share.value, share.low, share.high) == (False, 0.9, None, None)


def test_only_those_who_judged_the_sample_are_heard_and_with_what_they_say_last() -> None:
    by_chance = [said("bo", "no_event", report=f"r{n}") for n in range(1, 11)]
    assert found([*by_chance, *judged(SAMPLE, "ana")]).share("event").value == 1
    reviews = judged(SAMPLE, "ana")
    reviews.append(said("ana", "no_event", report="r1"))  # on the page of the report, and of no sample
    assert found(reviews).share("event").right == 9
    assert found([*by_chance]).judged == 0


def test_a_verdict_taken_back_is_none() -> None:
    reviews = judged(SAMPLE, "ana", {1: "no_event"})
    back = said("ana", "withdrawn", report="r1", answers=reviews[0].id)
    assert found([*reviews, back]).judged == 9


def test_intervals_of_archives_with_known_error_rates_hold_the_truth() -> None:
    """From the verdicts on: 200 archives of 600 events in three strata, of which 30, 20 and 10 are judged."""
    chance, held = np.random.default_rng(5), 0
    sizes = {"a": (400, 30), "b": (150, 20), "c": (50, 10)}
    sample = drawn(sizes)
    for _ in range(200):
        wrong = {
            name: chance.random(population) < rate
            for (name, (population, _)), rate in zip(sizes.items(), (0.1, 0.2, 0.5), strict=True)
        }
        truth = 1 - sum(map(np.sum, wrong.values())) / 600
        picked = np.concatenate(
            [chance.choice(wrong[name], number, replace=False) for name, (_, number) in sizes.items()]
        )
        share = precision(
            sample, judged(sample, "ana", {n: "no_event" for n, w in enumerate(picked, 1) if w}), {}
        ).share("event")
        assert share.low is not None
        assert share.high is not None
        held += bool(share.low <= truth <= share.high)
    assert 0.91 <= held / 200 <= 0.99


def test_no_number_is_nan() -> None:
    result = found([])
    assert json.dumps([row.share.value for row in result.rows], allow_nan=False)
    assert {row.share.value for row in result.rows} == {None}
