"""How many are drawn of each stratum, and that everybody draws the same with the same seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.verdicts.lots import Allocation, allocate, lots


@pytest.mark.parametrize(
    ("populations", "size", "how", "floor", "drawn"),
    [
        ([700, 200, 100], 100, "proportional", 0, [70, 20, 10]),
        ([985, 10, 5], 100, "proportional", 5, [90, 5, 5]),
        ([985, 10, 3], 100, "proportional", 5, [92, 5, 3]),
        ([700, 200, 100], 90, "equal", 0, [30, 30, 30]),
        ([700, 200, 10], 90, "equal", 0, [40, 40, 10]),
        ([5, 5], 100, "proportional", 2, [5, 5]),
        ([100, 100, 100], 4, "proportional", 2, [2, 1, 1]),
        ([100, 100, 100], 2, "proportional", 2, [1, 1, 0]),
        ([], 10, "proportional", 2, []),
        ([0, 7], 3, "equal", 2, [0, 3]),
    ],
)
def test_a_sample_is_shared_out(
    populations: list[int], size: int, how: Allocation, floor: int, drawn: list[int]
) -> None:
    assert allocate(populations, size, how, floor) == drawn


@given(
    st.lists(st.integers(0, 5_000), max_size=30), st.integers(0, 3_000), st.sampled_from(["proportional", "equal"]),
    st.integers(0, 9),
)  # fmt: skip
def test_exactly_so_many_are_drawn_and_of_no_stratum_more_than_it_has(
    populations: list[int], size: int, how: Allocation, floor: int
) -> None:
    drawn = allocate(populations, size, how, floor)
    assert sum(drawn) == min(size, sum(populations))
    assert all(0 <= n <= population for n, population in zip(drawn, populations, strict=True))
    if sum(min(floor, population) for population in populations) <= size:
        assert all(n >= min(floor, population) for n, population in zip(drawn, populations, strict=True))


def test_the_same_seed_draws_the_same_and_another_one_others() -> None:
    once = lots([1000, 50], [40, 10], 7)
    assert once == lots([1000, 50], [40, 10], 7)
    assert once != lots([1000, 50], [40, 10], 8)
    assert len(set(once)) == 50
    assert Counter(lot.stratum for lot in once) == {0: 40, 1: 10}
    assert all(0 <= lot.item < [1000, 50][lot.stratum] for lot in once)
    assert once != sorted(once)


def test_every_item_is_drawn_as_often_as_every_other() -> None:
    drawn = Counter(lot for seed in range(2_000) for lot in lots([10, 4], [3, 2], seed))
    assert all(abs(drawn[lot] / 2_000 - (0.3, 0.5)[lot.stratum]) < 0.05 for lot in drawn)
    assert len(drawn) == 14
