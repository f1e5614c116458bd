"""The agreement of two coders: figures that can be counted by hand, intervals over reports, and nothing where nothing is."""

from __future__ import annotations

import pytest

from dateline.verdicts.agreement import COHEN, PERCENT
from dateline.verdicts.between_coders import TwiceCoded, between
from tests.verdicts.test_matched_events import event


def report(key: str, first: list[str], second: list[str]) -> TwiceCoded:
    """A report of which each coder tells so many events, one after the other, of these types."""
    told = (
        tuple(event(f"{key}{n}", kind, (10 * n, 10 * n + 5)) for n, kind in enumerate(kinds) if kind)
        for kinds in (first, second)
    )
    return TwiceCoded(key, *told)


REPORTS = [
    report("r1", ["COERCE", "AID", "AID"], ["COERCE", "AID", ""]),
    report("r2", ["COERCE", "AID", ""], ["COERCE", "COERCE", "AID"]),
    report("r3", [], ["AID"]),
    report("r4", [], []),
]


def test_the_figures_are_those_that_are_counted_by_hand() -> None:
    told = between(("ours", "theirs"), REPORTS, (2, 1))
    assert (told.reports, told.events, told.only) == (4, (5, 6), (2, 1))
    found, kind, mode = (told.of(name) for name in ("event", "type", "mode"))
    assert (found.pairs, found.agreed, found.f1.value) == (4, 4, pytest.approx(8 / 11))
    assert (kind.pairs, kind.agreed, kind.f1.value) == (4, 3, pytest.approx(6 / 11))
    assert (mode.pairs, mode.agreed) == (3, 3)
    by = {one.name: one.value for one in kind.coefficients}
    assert by[PERCENT] == 0.75
    assert by[COHEN] == pytest.approx((0.75 - 0.5) / (1 - 0.5))
    assert found.coefficients == ()
    assert [one.name for one in told.of("sides").coefficients] == [PERCENT]


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    told = between(("ours", "theirs"), REPORTS, (0, 0))
    assert told == between(("ours", "theirs"), REPORTS, (0, 0))
    f1 = told.of("type").f1
    assert f1.low is not None
    assert f1.high is not None
    assert f1.value is not None
    assert f1.low < f1.value < f1.high


@pytest.mark.parametrize("reports", [[], [report("r", [], [])]])
def test_where_nothing_is_told_nothing_is_said(reports: list[TwiceCoded]) -> None:
    told = between(("ours", "theirs"), reports, (0, 0))
    assert {field.f1.value for field in told.fields} == {None}
    assert {one.value for field in told.fields for one in field.coefficients} == {None}
