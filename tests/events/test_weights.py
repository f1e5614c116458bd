"""Measured weights: a probability grows with what the network says and with what a reading adds, and never leaves 0 to 1."""

from __future__ import annotations

import pytest

from dateline.events.weights import Weights, measured

WEIGHTS = Weights(0.0, 1.0, {"none": 0.0, "frame": 1.5})


def test_without_anything_else_the_networks_share_is_believed() -> None:
    assert WEIGHTS.probability("none", 0.8) == pytest.approx(0.8)


def test_a_reading_adds_to_the_networks_share() -> None:
    assert WEIGHTS.probability("frame", 0.5) > WEIGHTS.probability("none", 0.5)


def test_that_any_act_is_told_counts_for_a_reading_that_says_which() -> None:
    weights = Weights(0.0, 1.0, {"none": 0.0}, act=0.5)
    assert weights.probability("none", 0.3, 0.9) > weights.probability("none", 0.3, 0.3)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nothing_is_certain(share: float) -> None:
    assert 0 < WEIGHTS.probability("none", share) < 1


@pytest.mark.parametrize("name", ["framed", "heard", "taking", "placed", "dated"])
def test_the_weights_in_use_grow_with_the_network(name: str) -> None:
    weights = measured(name)
    for kind in weights.kinds:
        low, high = (weights.probability(kind, share) for share in (0.1, 0.9))
        assert 0 < low < high < 1
