"""Frames and network weighed: what both say is likelier than what one says, and what neither supports is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.codebook import load_codebook
from dateline.events.acts import ActFinder
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.reader.sentence import Sentence, Told
from tests.parsed import parsed

SENTENCE, TEXT = parsed(
    "Police police NOUN NNS 2 nsubj\narrested arrest VERB VBD 0 root\nthree three NUM CD 4 nummod\nprotesters protester NOUN NNS 2 obj"
    "\nnear near ADP IN 6 case\nOslo Oslo PROPN NNP 2 obl"
)


def acts(sentence: Sentence = SENTENCE, text: str = TEXT, **shares: float) -> list[Act]:
    statuses = {"happened": 1.0}
    told = {1: Told(1, shares, None, statuses, ())} if shares else {}
    return ActFinder(load_codebook()).find(Clauses(replace(sentence, told=told)), text)


def test_what_both_say_is_likelier_than_what_one_says() -> None:
    (both,) = acts(COERCE=0.9, none=0.1)
    (unsure,) = acts(COERCE=0.3, none=0.7)
    assert both.type == unsure.type == "COERCE"
    assert both.by == "frames"
    assert both.confidence > unsure.confidence


def test_a_frame_that_the_network_does_not_believe_is_not_told() -> None:
    assert acts(none=0.99, COERCE=0.01) == []


def test_the_network_alone_may_tell_an_act() -> None:
    sentence, text = parsed(
        "Gunmen gunman NOUN NNS 2 nsubj\nzorked zork VERB VBD 0 root\nvillagers villager NOUN NNS 2 obj"
    )
    (act,) = acts(sentence, text, ASSAULT=0.95, none=0.05)
    assert (act.type, act.by, act.trigger.text) == ("ASSAULT", "head", "zorked")


def test_of_two_readings_of_a_word_the_likelier_is_told_and_the_other_stays_as_an_alternative() -> None:
    (act,) = acts(COERCE=0.01, ASSAULT=0.98, none=0.01)
    assert act.type == "ASSAULT"
    assert [other.type for other in act.alternatives] == ["COERCE"]


@pytest.mark.parametrize(("planned", "status"), [(0.99, "planned"), (0.6, "happened")])
def test_the_network_changes_the_status_that_grammar_gives_only_where_it_is_sure(planned: float, status: str) -> None:
    told = Told(1, {"COERCE": 0.9, "none": 0.1}, None, {"happened": 1 - planned, "planned": planned}, ())
    (act,) = ActFinder(load_codebook()).find(Clauses(replace(SENTENCE, told={1: told})), TEXT)
    assert act.status == status
