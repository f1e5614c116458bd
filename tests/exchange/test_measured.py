"""Which samples precision and recall are taken from where nobody says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dateline.exchange.measured import coder_of, last_judged
from tests.verdicts.drawn import drawn, judged

CHANCE = drawn({"all": (100, 10)})
LATER = replace(CHANCE, name="later", when=CHANCE.when + timedelta(days=1))
UNSURE = replace(CHANCE, name="unsure", order="least_sure", when=CHANCE.when + timedelta(days=2))
WHOLE = drawn({"all": (100, 10)}, unit="report")


def test_it_is_the_last_of_each_kind_that_somebody_judged() -> None:
    samples = [LATER, CHANCE, WHOLE]
    assert last_judged(samples, []) == []
    assert last_judged(samples, judged(CHANCE, "ana")) == [CHANCE]
    assert last_judged(samples, [*judged(CHANCE, "ana"), *judged(LATER, "ana", up_to=1)]) == [LATER]
    assert {*last_judged(samples, [*judged(CHANCE, "ana"), *judged(WHOLE, "ana")])} == {CHANCE, WHOLE}


def test_one_that_chance_drew_comes_before_the_least_sure() -> None:
    reviews = [*judged(CHANCE, "ana"), *judged(UNSURE, "ana")]
    assert last_judged([CHANCE, UNSURE], reviews) == [CHANCE]
    assert last_judged([CHANCE, UNSURE], judged(UNSURE, "ana")) == [UNSURE]


def test_the_coder_is_the_one_whose_codings_were_sampled() -> None:
    assert coder_of([CHANCE]) is None
    assert coder_of([replace(CHANCE, frame='{"coder": "llm"}')]) == "llm"
