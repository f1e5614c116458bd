"""Reliability: what is said against what is so, by bins; and the diagram of it."""

from __future__ import annotations

import pytest

from evals.corpus import Judged
from evals.reliability import Bin, binned, calibration_error, diagram


def values(said: float, right: int, wrong: int, what: str = "event") -> list[Judged]:
    return [Judged(what, said, True)] * right + [Judged(what, said, False)] * wrong


def test_what_holds_as_often_as_it_is_said_has_no_error() -> None:
    assert calibration_error(values(0.9, 9, 1) + values(0.5, 1, 1)) == pytest.approx(0)


def test_the_error_is_the_mean_distance_by_size() -> None:
    assert calibration_error(values(0.95, 15, 15) + values(0.25, 0, 10)) == pytest.approx((30 * 0.45 + 10 * 0.25) / 40)


def test_certainty_is_in_the_last_bin() -> None:
    assert binned(values(1.0, 3, 1)) == [Bin(1.0, 0.75, 4)]


def test_nothing_said_is_no_error() -> None:
    assert calibration_error([]) == 0


def test_the_diagram_has_a_panel_for_each_kind_of_value() -> None:
    drawn = diagram(values(0.9, 9, 1) + values(0.55, 20, 20, "participant"))
    assert drawn.startswith("<svg")
    assert all(f"{what}s" in drawn for what in ("event", "participant", "place", "date"))
