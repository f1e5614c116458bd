"""The measures against the worked examples of the papers that define them."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from evals.coreference import Agreement, agreement, b_cubed, best_pairs, ceaf_phi4, muc


def chains(text: str) -> list[frozenset[str]]:
    """ "ab cd": two chains of one-letter mentions."""
    return [frozenset(word) for word in text.split()]


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        ("abcd", "ab cd", 2 / 3, 1),  # Vilain et al. 1995, their first examples
        ("ab cd", "abcd", 1, 2 / 3),
        ("abcd", "abcd", 1, 1),
        ("abcd", "ab", 1 / 3, 1),
        ("12345 67 89ABC", "12345 6789ABC", 1, 9 / 10),  # Bagga and Baldwin 1998
        ("12345 67 89ABC", "1234589ABC 67", 1, 9 / 10),
        ("abc defg", "ab cd fghi", 2 / 5, 2 / 5),  # Pradhan et al. 2014
    ],
)
def test_muc_counts_links(key: str, response: str, recall: float, precision: float) -> None:
    found = muc(chains(key), chains(response))
    assert (found.recall, found.precision) == pytest.approx((recall, precision))


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        ("12345 67 89ABC", "12345 6789ABC", 1, 0.762),  # Bagga and Baldwin 1998
        ("12345 67 89ABC", "1234589ABC 67", 1, 0.583),
        ("abc defg", "ab cd fghi", 0.417, 0.5),  # Pradhan et al. 2014
    ],
)
def test_b_cubed_counts_mentions(key: str, response: str, recall: float, precision: float) -> None:
    found = b_cubed(chains(key), chains(response))
    assert (found.recall, found.precision) == pytest.approx((recall, precision), abs=5e-4)


@pytest.mark.parametrize(
    ("response", "f1"),
    [  # Luo 2005, table 1, its four system outputs
        ("12345 6789ABC", 0.733),
        ("1234589ABC 67", 0.667),
        ("123456789ABC", 0.294),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.178),
    ],
)
def test_ceaf_pairs_chains(response: str, f1: float) -> None:
    assert ceaf_phi4(chains("12345 67 89ABC"), chains(response)).f1 == pytest.approx(f1, abs=5e-4)


def test_conll_f1_is_the_mean_of_the_three() -> None:
    found = agreement(chains("abc defg"), chains("ab cd fghi"))  # Pradhan et al. 2014
    assert (found.ceaf.recall, found.ceaf.precision) == pytest.approx((0.65, 0.433), abs=5e-4)
    assert [found.muc.f1, found.b_cubed.f1, found.ceaf.f1] == pytest.approx([0.4, 0.4545, 0.52], abs=5e-4)
    assert found.conll_f1 == pytest.approx(45.8, abs=0.05)


def test_documents_add_up_before_the_ratio_is_taken() -> None:
    one, other = agreement(chains("ab"), chains("ab")), agreement(chains("cd ef"), chains("ce"))
    both: Agreement = one + other
    assert both.muc.recall == pytest.approx(1 / 3)
    assert both.b_cubed.precision == pytest.approx((2 + 1) / 4)


def test_nothing_found_scores_nothing_and_does_not_fail() -> None:
    assert agreement(chains("ab"), []).conll_f1 == 0
    assert agreement([], []).conll_f1 == 0


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (2, 5), (5, 3)])
def test_the_pairing_is_the_best_there_is(shape: tuple[int, int]) -> None:
    rng = random.Random(7)
    for _ in range(30):
        table = np.array([[rng.choice([0, 0, 1, rng.random()]) for _ in range(shape[1])] for _ in range(shape[0])])
        pairs = best_pairs(table)
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == min(shape)
        short, long = sorted(shape)
        wide = table if shape[0] <= shape[1] else table.T
        best = max(sum(wide[i, j] for i, j in enumerate(order)) for order in itertools.permutations(range(long), short))
        assert sum(table[i, j] for i, j in pairs) == pytest.approx(best)
