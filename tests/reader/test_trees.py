"""Decoding arc scores into trees."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

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


def best_by_trying_all(scores: np.ndarray) -> float:
    n = len(scores) - 1
    return max(
        sum(scores[i + 1, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(n + 1), repeat=n)
        if is_tree(list(heads))
    )


@pytest.mark.parametrize("seed", range(40))
def test_decoded_heads_always_form_a_tree_with_one_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(9, 9)).astype(np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(60))
def test_under_the_chosen_root_no_tree_scores_higher(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    heads = best_tree(scores)
    root = heads.index(0) + 1
    rooted = scores.copy()
    rooted[1:, 0] = -100.0
    rooted[root, 0] = 0.0
    got = sum(rooted[i + 1, h] for i, h in enumerate(heads))
    assert got == pytest.approx(best_by_trying_all(rooted), abs=1e-4)


def test_a_single_word_is_its_own_root() -> None:
    assert best_tree(np.zeros((2, 2), dtype=np.float32)) == [0]


def test_a_cycle_of_three_is_broken_at_its_weakest_arc() -> None:
    scores = np.full((4, 4), -10.0, dtype=np.float32)
    scores[1, 2] = scores[2, 3] = scores[3, 1] = 5.0
    scores[2, 0] = 4.0
    assert best_tree(scores) == [2, 0, 1]
