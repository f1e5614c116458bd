"""Measured weights: a probability grows with what the network says and with what a reading adds, and never leaves 0 to 1."""

from __future__ import annotations

import pytest

from dateline.events.weights import Weights, log_odds, measured, odds_told

WEIGHTS = Weights(0.0, {"head": 1.0, "frame": 1.5})


def heard(share: float, *ways: str) -> dict[str, float]:
    return {"head": log_odds(share), **dict.fromkeys(ways, 1.0)}


def test_without_anything_else_the_networks_share_is_believed() -> None:
    assert WEIGHTS.probability(heard(0.8)) == pytest.approx(0.8)


def test_a_reading_adds_to_the_networks_share() -> None:
    assert WEIGHTS.probability(heard(0.5, "frame")) > WEIGHTS.probability(heard(0.5))


def test_what_has_no_weight_counts_nothing() -> None:
    assert WEIGHTS.probability(heard(0.5, "moon")) == WEIGHTS.probability(heard(0.5))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nothing_is_certain(share: float) -> None:
    assert 0 < WEIGHTS.probability(heard(share)) < 1


@pytest.mark.parametrize("name", ["framed", "heard", "taking", "placed", "dated"])
def test_the_weights_in_use_grow_with_the_network(name: str) -> None:
    weights = measured(name)
    for way in weights.numbers:
        low, high = (
            weights.probability({**heard(share), way: 1.0} if way != "head" else heard(share)) for share in (0.1, 0.9)
        )
        assert 0 < low < high < 1


def test_an_attack_has_its_place_told_more_often_than_a_rejection_and_a_type_of_ones_own_as_often_as_any() -> None:
    told = odds_told("place")
    assert told("ASSAULT", "explosives") > told("MINE", None) > told("REJECT", "meet")


def test_a_mode_without_a_share_of_its_own_has_that_of_its_type() -> None:
    told = odds_told("date")
    assert told("ASSAULT", "trebuchet") == told("ASSAULT", "another unknown one")


def test_the_likeliest_of_several_values_is_taken_if_it_is_likely_enough_and_of_equals_the_first() -> None:
    known = {"low": heard(0.2), "high": heard(0.7), "as high": heard(0.7)}
    assert WEIGHTS.likeliest(known, 0.5) == ("high", pytest.approx(0.7))
    assert WEIGHTS.likeliest(known, 0.8) is None
    assert WEIGHTS.likeliest({}, 0.0) is None
