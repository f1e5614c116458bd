"""Light verbs lend their subject and prepositions to the noun that tells the act."""

from __future__ import annotations

import pytest

from dateline.grammar.clauses import Clauses
from dateline.grammar.light_verbs import light_verb_of
from tests.parsed import parsed

HELD_TALKS = """
Envoys envoy NOUN NNS 2 nsubj
held hold VERB VBD 0 root
talks talk NOUN NNS 2 obj
with with ADP IN 5 case
rebels rebel NOUN NNS 3 nmod
"""
ROUND = """
Envoys envoy NOUN NNS 2 nsubj
held hold VERB VBD 0 root
a a DET DT 4 det
round round NOUN NN 2 obj
of of ADP IN 6 case
talks talk NOUN NNS 4 nmod
"""
TOOK_PART = """
Ships ship NOUN NNS 2 nsubj
took take VERB VBD 0 root
part part NOUN NN 2 obj
in in ADP IN 5 case
exercises exercise NOUN NNS 2 obl
"""
ATE_TALKS = HELD_TALKS.replace("held hold", "hated hate")


@pytest.mark.parametrize(
    ("lines", "noun", "verb"),
    [(HELD_TALKS, 3, "held"), (ROUND, 6, "held"), (TOOK_PART, 5, "took"), (ATE_TALKS, 3, None)],
)
def test_the_light_verb_of_a_noun(lines: str, noun: int, verb: str | None) -> None:
    sentence, _ = parsed(lines)
    found = light_verb_of(sentence, sentence.words[noun - 1])
    assert (found.text if found else None) == verb


@pytest.mark.parametrize(("lines", "noun"), [(HELD_TALKS, 3), (ROUND, 6), (TOOK_PART, 5)])
def test_the_verbs_subject_does_what_the_noun_tells(lines: str, noun: int) -> None:
    clauses = Clauses(parsed(lines)[0])
    assert clauses.tells(noun - 1)
    assert clauses.of(noun - 1).fillers("ARG0") == (0,)


def test_a_noun_that_tells_no_act_is_no_predicate() -> None:
    assert not Clauses(parsed(ATE_TALKS)[0]).tells(2)


def test_a_noun_in_which_the_reader_sees_an_event_is_one() -> None:
    assert Clauses(parsed(ATE_TALKS, event_noun={3: 0.9})[0]).tells(2)
