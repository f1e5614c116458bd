"""The clauses of a sentence: worked out once, the same for whoever asks."""

from __future__ import annotations

import pytest

from dateline.grammar.clauses import Clauses
from tests.parsed import parsed

MET = """
Peru Peru PROPN NNP 2 nsubj
met meet VERB VBD 0 root
Chile Chile PROPN NNP 2 obj
during during ADP IN 6 case
a a DET DT 6 det
visit visit NOUN NN 2 obl
to to ADP IN 8 case
Brazil Brazil PROPN NNP 6 nmod
"""
STRIKES = """
Turkish turkish ADJ JJ 2 amod
strikes strike NOUN NNS 5 nsubj
on on ADP IN 4 case
fighters fighter NOUN NNS 2 nmod
stopped stop VERB VBD 0 root
"""
LIGHT = """
Peru Peru PROPN NNP 2 nsubj
held hold VERB VBD 0 root
talks talk NOUN NNS 2 obj
"""


def texts(clauses: Clauses, words: tuple[int, ...]) -> list[str]:
    return [clauses.sentence.words[w].text for w in words]


def test_a_clause_names_its_subject_its_objects_and_what_stands_behind_its_prepositions() -> None:
    clauses = Clauses(parsed(MET)[0])
    met = clauses.of(1)
    assert (texts(clauses, met.subject), texts(clauses, met.objects)) == (["Peru"], ["Chile"])
    assert {key: texts(clauses, words) for key, words in met.obliques.items()} == {"during": ["visit"]}
    assert met.fillers("against") == ()


def test_a_clause_is_worked_out_once() -> None:
    clauses = Clauses(parsed(MET)[0])
    assert clauses.of(1) is clauses.of(1)
    assert clauses.participants(1) is clauses.participants(1)


def test_whoever_did_what_the_clause_tells_did_what_its_adverbial_names() -> None:
    clauses = Clauses(parsed(MET)[0])
    assert texts(clauses, clauses.of(5).fillers("ARG0")) == ["Peru"]
    elsewhere = Clauses(parsed(MET.replace("during during", "before before"))[0])
    assert elsewhere.of(5).fillers("ARG0") == ()


def test_a_nationality_before_a_noun_is_its_doer() -> None:
    clauses = Clauses(parsed(STRIKES)[0])
    assert texts(clauses, clauses.of(1).fillers("ARG0")) == ["Turkish"]


def test_a_light_verb_lends_its_subject() -> None:
    clauses = Clauses(parsed(LIGHT)[0])
    talks = clauses.of(2)
    assert talks.light_verb is not None
    assert (talks.light_verb.text, texts(clauses, talks.fillers("ARG0"))) == ("held", ["Peru"])


@pytest.mark.parametrize(
    ("columns", "expected"),
    [({}, False), ({"predicate": {2: 0.3}}, True), ({"event_noun": {2: 0.6}}, True), ({"event_noun": {2: 0.5}}, False)],
)
def test_a_noun_tells_an_act_if_the_reader_says_so(columns: dict[str, dict[int, object]], expected: bool) -> None:
    assert Clauses(parsed(STRIKES, **columns)[0]).tells(1) is expected


def test_a_noun_under_a_light_verb_and_any_verb_tell_an_act() -> None:
    clauses = Clauses(parsed(LIGHT)[0])
    assert clauses.tells(2)
    assert clauses.tells(1)
    assert not clauses.tells(0)


def test_certainty_is_the_readers_that_the_word_tells_an_act() -> None:
    clauses = Clauses(parsed(STRIKES, predicate={2: 0.4, 5: 0.8}, event_noun={2: 0.7})[0])
    assert (clauses.of(1).certainty, clauses.of(4).certainty) == (0.7, 0.8)
