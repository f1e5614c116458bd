"""The fit of the weights: what is right by chance and what by its kind is told apart, and the file keeps its words."""

from __future__ import annotations

import random

import yaml

from dateline.events.weights import Weights
from evals.weighing import FILE, SECTIONS, Case, fitted, rewritten


def test_a_fit_finds_the_weights_that_cases_were_drawn_by() -> None:
    rng, drawn = random.Random(3), Weights(-0.5, 0.8, {"none": 0.0, "frame": 1.2}, 0.3)
    cases = []
    for _ in range(20_000):
        kind, share, act = rng.choice(("none", "frame")), rng.uniform(0.02, 0.98), rng.uniform(0.02, 0.98)
        cases.append(Case(kind, share, rng.random() < drawn.probability(kind, share, act), act))
    found = fitted(cases, ["frame"])
    assert abs(found.constant - drawn.constant) < 0.15
    assert abs(found.head - drawn.head) < 0.1
    assert abs(found.act - drawn.act) < 0.1
    assert abs(found.kinds["frame"] - drawn.kinds["frame"]) < 0.2


def test_new_weights_stand_in_their_own_section_alone() -> None:
    text = FILE.read_text(encoding="utf-8")
    before = yaml.safe_load(text)
    kinds = {"none": 0.0, **dict.fromkeys(before["placed"]["kinds"], 0.25)}
    after = yaml.safe_load(rewritten(text, "placed", Weights(-1.5, 0.5, kinds)))
    assert after["placed"] == {"constant": -1.5, "head": 0.5, "kinds": dict.fromkeys(before["placed"]["kinds"], 0.25)}
    assert {name: after[name] for name in after if name != "placed"} == {n: before[n] for n in before if n != "placed"}


def test_each_section_of_weights_is_in_the_file() -> None:
    assert SECTIONS.keys() <= yaml.safe_load(FILE.read_text(encoding="utf-8")).keys()
