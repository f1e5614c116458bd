"""Decoding arc scores into trees."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dateline.reader.projective import crosses, projective_tree
from dateline.reader.trees import best_tree


def is_tree(heads: list[int]) -> bool:
    for start in range(1, len(heads) + 1):
        seen, node = set(), start
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return heads.count(0) == 1


def best_by_trying_all(scores: np.ndarray, *, projective: bool = False) -> float:
    n = len(scores) - 1
    return max(
        sum(scores[i + 1, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(n + 1), repeat=n)
        if is_tree(list(heads)) and not (projective and crosses(heads))
    )


def total(scores: np.ndarray, heads: list[int]) -> float:
    return sum(scores[i + 1, h] for i, h in enumerate(heads))


@pytest.mark.parametrize("seed", range(40))
def test_decoded_heads_always_form_a_tree_with_one_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(9, 9)).astype(np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(60))
def test_under_the_chosen_root_no_tree_scores_higher_but_one_whose_arcs_cross(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    heads = best_tree(scores)
    if total(scores, heads) == pytest.approx(best_by_trying_all(scores, projective=True), abs=1e-4):
        return
    rooted = scores.copy()
    rooted[1:, 0] = -100.0
    rooted[heads.index(0) + 1, 0] = 0.0
    assert total(rooted, heads) == pytest.approx(best_by_trying_all(rooted), abs=1e-4)


@pytest.mark.parametrize("seed", range(60))
def test_no_tree_without_crossing_arcs_scores_higher(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(6, 6)).astype(np.float32)
    heads = projective_tree(scores)
    assert is_tree(heads)
    assert not crosses(heads)
    assert total(scores, heads) == pytest.approx(best_by_trying_all(scores, projective=True), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_no_arcs_of_a_decoded_tree_cross(seed: int) -> None:
    assert not crosses(best_tree(np.random.default_rng(seed).normal(size=(15, 15)).astype(np.float32)))


@pytest.mark.parametrize(("heads", "crossing"), [([2, 0, 2], False), ([3, 4, 0, 3], True), ([0, 1, 1, 1], False)])
def test_arcs_cross_if_one_ends_inside_another_and_begins_outside(heads: list[int], crossing: bool) -> None:
    assert crosses(heads) is crossing


def test_a_single_word_is_its_own_root() -> None:
    assert best_tree(np.zeros((2, 2), dtype=np.float32)) == [0]


def test_a_cycle_of_three_is_broken_at_its_weakest_arc() -> None:
    scores = np.full((4, 4), -10.0, dtype=np.float32)
    scores[1, 2] = scores[2, 3] = scores[3, 1] = 5.0
    scores[3, 0] = 4.0
    assert best_tree(scores) == [2, 3, 0]
