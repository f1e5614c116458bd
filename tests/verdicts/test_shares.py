"""A share in a sample as a share in the whole: published intervals, known weights, and how often an interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.verdicts.shares import Cell, Share, weighted_share, wilson


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_that_newcombe_gives(right: int, size: int, low: float, high: float) -> None:
    """Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, Table I, method 3."""
    assert wilson(right / size, size) == pytest.approx((low, high), abs=0.00005)
    share = weighted_share([Cell(10**9, size, size, right)])
    assert (share.low, share.high) == pytest.approx((low, high), abs=0.00005)


def test_strata_are_weighted_by_what_they_stand_for() -> None:
    share = weighted_share([Cell(9000, 50, 50, 45), Cell(1000, 50, 50, 30)])
    assert share.value == pytest.approx(0.9 * 0.9 + 0.1 * 0.6)
    assert (share.judged, share.right) == (100, 75)


def test_of_items_across_strata_each_stands_for_as_many_as_its_stratum_has() -> None:
    """Ten of a hundred judged in each: of type A are eight of the first ten (all right) and two of the others (none right)."""
    share = weighted_share([Cell(1000, 10, 8, 8), Cell(100, 10, 2, 0)])
    assert share.value == pytest.approx(800 / 820)


def test_who_has_judged_all_knows_all() -> None:
    assert weighted_share([Cell(40, 40, 40, 30), Cell(10, 10, 10, 9)]) == Share(0.78, 0.78, 0.78, 50, 39)


def test_the_more_of_a_small_population_is_judged_the_narrower_the_interval() -> None:
    def width(population: int) -> float:
        share = weighted_share([Cell(population, 100, 100, 80)])
        assert share.low is not None
        assert share.high is not None
        return share.high - share.low

    assert width(110) < 0.6 * width(150)
    assert width(150) < 0.6 * width(100_000)


def test_strata_of_which_nothing_was_judged_count_for_nothing() -> None:
    assert weighted_share([Cell(100, 20, 20, 10), Cell(900, 0, 0, 0)]) == weighted_share([Cell(100, 20, 20, 10)])
    assert weighted_share([Cell(100, 0, 0, 0)]) == weighted_share([]) == Share(None, None, None, 0, 0.0)


def test_a_few_items_that_are_all_right_do_not_say_that_all_are() -> None:
    share = weighted_share([Cell(5000, 3, 3, 3), Cell(5000, 100, 100, 100)])
    assert share.value == 1
    assert share.low is not None
    assert share.low < 0.85


@pytest.mark.parametrize(
    ("populations", "drawn"),
    [
        ([(10_000, 0.9, 1.0)], [100]),
        ([(300, 0.85, 1.0)], [150]),
        ([(5000, 0.9, 1.0), (3000, 0.8, 1.0), (1500, 0.7, 1.0), (400, 0.5, 1.0), (100, 0.3, 1.0)], [40] * 5),
        ([(5000, 0.9, 1.0), (3000, 0.8, 1.0), (1500, 0.7, 1.0), (400, 0.5, 1.0)], [100, 60, 30, 8]),
        ([(5000, 0.9, 0.3), (3000, 0.8, 0.2), (1500, 0.7, 0.5)], [40, 40, 40]),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(
    populations: list[tuple[int, float, float]], drawn: list[int]
) -> None:
    """Archives of known error rates, sampled 1,500 times each. Of a stratum: its events, the share that is right, and the share that
    is of the type asked for. Of 1,500 draws chance moves a coverage of 95 % by about half a percent.
    """
    chance = np.random.default_rng(11)
    strata = [(chance.random(n) < right, chance.random(n) < asked) for n, right, asked in populations]
    truth = sum(int((r & a).sum()) for r, a in strata) / sum(int(a.sum()) for _, a in strata)
    held = 0
    for _ in range(1_500):
        cells = []
        for (right, asked), number in zip(strata, drawn, strict=True):
            some = chance.choice(len(right), number, replace=False)
            cells.append(Cell(len(right), number, int(asked[some].sum()), int((right & asked)[some].sum())))
        share = weighted_share(cells)
        assert share.low is not None
        assert share.high is not None
        held += share.low <= truth <= share.high
    assert 0.93 <= held / 1_500 <= 0.98
