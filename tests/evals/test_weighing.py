"""The fit of the weights: what is right by chance and what by its kind is told apart, and the file keeps its words."""

from __future__ import annotations

import random

import yaml

from dateline.events.weights import Weights, log_odds
from evals.weighing import FILE, SECTIONS, Case, fitted, rewritten, shares_told, with_shares


def test_a_fit_finds_the_weights_that_cases_were_drawn_by() -> None:
    rng, drawn = random.Random(3), Weights(-0.5, {"head": 0.8, "act": 0.3, "frame": 1.2})
    cases = []
    for _ in range(20_000):
        known = {"head": log_odds(rng.uniform(0.02, 0.98)), "act": log_odds(rng.uniform(0.02, 0.98))}
        known |= rng.choice(({}, {"frame": 1.0}))
        cases.append(Case(known, rng.random() < drawn.probability(known)))
    found = fitted(cases, ["head", "act", "frame"])
    assert abs(found.constant - drawn.constant) < 0.15
    assert all(abs(found.numbers[name] - number) < 0.2 for name, number in drawn.numbers.items())


def test_new_weights_stand_in_their_own_section_alone() -> None:
    text = FILE.read_text(encoding="utf-8")
    before = yaml.safe_load(text)
    numbers = dict.fromkeys(before["placed"], 0.25)
    after = yaml.safe_load(rewritten(text, "placed", Weights(0.25, numbers)))
    assert after["placed"] == numbers
    assert {name: after[name] for name in after if name != "placed"} == {n: before[n] for n in before if n != "placed"}


EVENT = {"type": "AID", "mode": None, "optional": False, "place": {"country": "KEN"}, "date": None}


def test_shares_told_are_those_of_the_type_and_a_mode_counts_some_acts_of_its_type_more() -> None:
    events = [EVENT] * 3 + [{**EVENT, "place": None, "mode": "food"}]
    shares = shares_told([{"events": events}])
    assert (shares["place"]["AID"], shares["place"]["any"], shares["date"]["AID"]) == (0.75, 0.75, 0.0)
    assert shares["place"]["AID/food"] == round(5 * 0.75 / 6, 2)


def test_new_shares_stand_last_in_the_file() -> None:
    text = FILE.read_text(encoding="utf-8")
    after = yaml.safe_load(with_shares(text, {"place": {"any": 0.5}, "date": {"any": 0.25}}))
    assert after["told"] == {"place": {"any": 0.5}, "date": {"any": 0.25}}
    assert after["placed"] == yaml.safe_load(text)["placed"]


def test_each_section_of_weights_is_in_the_file() -> None:
    assert SECTIONS.keys() <= yaml.safe_load(FILE.read_text(encoding="utf-8")).keys()
