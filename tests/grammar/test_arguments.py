"""What the grammar says of a predicate's participants, form by form."""

from __future__ import annotations

import pytest

from dateline.grammar.arguments import antecedent, charged, charging, grammatical, is_passive, preposition_of
from tests.parsed import parsed


def said(lines: str, word: int) -> set[tuple[str, str]]:
    sentence, _ = parsed(lines)
    return {(key, sentence.words[at].text) for key, at in grammatical(sentence, sentence.words[word - 1])}


GAVE = """
Oslo Oslo PROPN NNP 2 nsubj
gave give VERB VBD 0 root
Togo Togo PROPN NNP 2 iobj
boats boat NOUN NNS 2 obj
because because ADP IN 7 case
of of ADP IN 5 fixed
floods flood NOUN NNS 2 obl
"""
KILLED = """
The the DET DT 2 det
envoy envoy NOUN NN 6 nsubj
killed kill VERB VBN 2 acl
by by ADP IN 5 case
rebels rebel NOUN NNS 3 obl
rested rest VERB VBD 0 root
"""
WHOM = """
The the DET DT 2 det
men man NOUN NNS 6 nsubj
whom whom PRON WP 5 obj
police police NOUN NNS 5 nsubj
held hold VERB VBD 2 acl:relcl
left leave VERB VBD 0 root
"""
PROMISED = """
Oslo Oslo PROPN NNP 2 nsubj
promised promise VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
to to PART TO 5 mark
send send VERB VB 2 xcomp
boats boat NOUN NNS 5 obj
"""
URGED = PROMISED.replace("promised promise", "urged urge")
PLAN = """
Oslo Oslo PROPN NNP 2 nsubj
has have VERB VBZ 0 root
a a DET DT 4 det
plan plan NOUN NN 2 obj
to to PART TO 6 mark
visit visit VERB VB 4 acl
Togo Togo PROPN NNP 6 obj
"""
MUST = """
Oslo Oslo PROPN NNP 2 nsubj
said say VERB VBD 0 root
Togo Togo PROPN NNP 5 nsubj
must must AUX MD 5 aux
leave leave VERB VB 2 ccomp
"""
WILL = MUST.replace("must must", "will will")
LEAVE = """
Oslo Oslo PROPN NNP 2 nsubj
demanded demand VERB VBD 0 root
that that SCONJ IN 5 mark
Togo Togo PROPN NNP 5 nsubj
leave leave VERB VB 2 ccomp
"""
SIGNED = """
Oslo Oslo PROPN NNP 2 nsubj
signed sign VERB VBD 0 root
an a DET DT 4 det
accord accord NOUN NN 2 obj
with with ADP IN 6 case
Togo Togo PROPN NNP 4 nmod
of of ADP IN 8 case
May May PROPN NNP 4 nmod
"""
ACCUSED = """
Oslo Oslo PROPN NNP 2 nsubj
accused accuse VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
of of SCONJ IN 5 mark
arming arm VERB VBG 2 advcl
rebels rebel NOUN NNS 5 obj
"""
RELEASE = """
The the DET DT 2 det
release release NOUN NN 9 nsubj
of of ADP IN 4 case
workers worker NOUN NNS 2 nmod
by by ADP IN 6 case
rebels rebel NOUN NNS 4 nmod
in in ADP IN 8 case
Togo Togo PROPN NNP 2 nmod
failed fail VERB VBD 0 root
"""
POSSESSED = """
Oslo Oslo PROPN NNP 3 nmod:poss
's 's PART POS 1 case
visit visit NOUN NN 5 nsubj
there there ADV RB 3 advmod
ended end VERB VBD 0 root
"""
READY = """
Oslo Oslo PROPN NNP 3 nsubj
is be AUX VBZ 3 cop
ready ready ADJ JJ 0 root
to to PART TO 5 mark
leave leave VERB VB 3 xcomp
"""
AWAY = """
Oslo Oslo PROPN NNP 2 nsubj
stayed stay VERB VBD 0 root
away away ADV RB 2 advmod
from from ADP IN 5 case
talks talk NOUN NNS 3 obl
"""
SHARED_PASSIVE = """
Rebels rebel NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
and and CCONJ CC 5 cc
were be AUX VBD 5 aux:pass
beaten beat VERB VBN 2 conj
"""


@pytest.mark.parametrize(
    ("lines", "word", "expected"),
    [
        (GAVE, 2, {("SUBJ", "Oslo"), ("ARG2", "Togo"), ("OBJ", "boats"), ("because_of", "floods")}),
        (KILLED, 3, {("OBJ", "envoy"), ("SUBJ", "rebels"), ("by", "rebels")}),
        (WHOM, 5, {("OBJ", "men"), ("SUBJ", "police")}),
        (PROMISED, 5, {("SUBJ", "Oslo"), ("OBJ", "boats")}),
        (URGED, 5, {("SUBJ", "Togo"), ("OBJ", "boats")}),
        (URGED, 2, {("SUBJ", "Oslo"), ("OBJ", "Togo"), ("COMP", "send"), ("INF", "send")}),
        (PLAN, 6, {("SUBJ", "Oslo"), ("OBJ", "Togo")}),
        (MUST, 2, {("SUBJ", "Oslo"), ("COMP", "leave"), ("MUST", "must"), ("OBLIGED", "Togo")}),
        (WILL, 2, {("SUBJ", "Oslo"), ("COMP", "leave")}),
        (LEAVE, 2, {("SUBJ", "Oslo"), ("COMP", "leave"), ("OBLIGED", "Togo")}),
        (SIGNED, 2, {("SUBJ", "Oslo"), ("OBJ", "accord"), ("with", "Togo")}),
        (ACCUSED, 2, {("SUBJ", "Oslo"), ("OBJ", "Togo"), ("of", "arming")}),
        (RELEASE, 2, {("of", "workers"), ("SUBJ", "rebels"), ("in", "Togo")}),
        (POSSESSED, 3, {("SUBJ", "Oslo")}),
        (READY, 3, {("SUBJ", "Oslo"), ("COMP", "leave"), ("INF", "leave")}),
        (AWAY, 2, {("SUBJ", "Oslo"), ("from", "talks")}),
        (SHARED_PASSIVE, 5, {("OBJ", "Rebels")}),
    ],
)
def test_each_form_names_the_same_participants(lines: str, word: int, expected: set[tuple[str, str]]) -> None:
    assert said(lines, word) == expected


@pytest.mark.parametrize(
    ("lines", "word", "expected"),
    [(KILLED, 3, True), (SHARED_PASSIVE, 5, True), (GAVE, 2, False), (WHOM, 5, False)],
)
def test_a_passive_shows_by_its_helper_its_subject_or_as_a_participle_behind_a_noun(
    lines: str, word: int, expected: bool
) -> None:
    sentence, _ = parsed(lines)
    assert is_passive(sentence, sentence.words[word - 1]) is expected


WIFE = """
They they PRON PRP 2 nsubj
met meet VERB VBD 0 root
wives wife NOUN NNS 2 obj
of of ADP IN 6 case
Mr. Mr. PROPN NNP 6 nmod:desc
Diaz Diaz PROPN NNP 3 nmod
, , PUNCT , 9 punct
who who PRON WP 9 nsubj
quit quit VERB VBD 3 acl:relcl
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (WIFE, 5),
        (WIFE.replace(", , PUNCT , 9 punct\nwho who PRON WP 9", "the the DET DT 9 det\nwho who PRON WP 9"), 2),
        (WIFE.replace("quit quit VERB VBD 3", "both both DET DT 10 nsubj\nquit quit VERB VBD 6"), 2),
    ],
)
def test_who_behind_a_comma_is_the_person_named_before_it_unless_several_are_told_of(lines: str, expected: int) -> None:
    sentence, _ = parsed(lines, tag={6: "B-PER"})
    assert antecedent(sentence, 7) == expected


def test_who_is_accused_did_it_in_the_active_and_in_the_passive() -> None:
    passive = """
Troops troop NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
accused accuse VERB VBN 0 root
by by ADP IN 5 case
Togo Togo PROPN NNP 3 obl:agent
of of SCONJ IN 7 mark
looting loot VERB VBG 3 advcl
"""
    sentence, _ = parsed(passive)
    assert charged(sentence, sentence.words[6]) == sentence.words[0]
    assert charging(sentence, 6) == sentence.words[2]
    assert ("SUBJ", "Troops") in said(passive, 7)
    assert ("SUBJ", "Togo") in said(ACCUSED, 5)


def test_of_two_subjects_the_one_behind_is_another_verbs() -> None:
    lines = """
Strikes strike NOUN NNS 2 nsubj
killed kill VERB VBD 6 ccomp
six six NUM CD 2 obj
, , PUNCT , 5 punct
unions union NOUN NNS 2 nsubj
said say VERB VBD 0 root
"""
    assert said(lines, 2) == {("SUBJ", "Strikes"), ("OBJ", "six")}


def test_a_relative_pronoun_stands_for_the_noun_before_its_clause_and_any_other_word_for_itself() -> None:
    sentence, _ = parsed(WHOM)
    assert [antecedent(sentence, at) for at in (2, 3)] == [1, 3]


def test_a_question_word_that_opens_no_relative_clause_stands_for_itself() -> None:
    sentence, _ = parsed("Who who PRON WP 2 nsubj\nleft leave VERB VBD 0 root")
    assert antecedent(sentence, 0) == 0


@pytest.mark.parametrize(("word", "expected"), [(7, "because_of"), (4, None)])
def test_a_preposition_of_several_words_is_joined(word: int, expected: str | None) -> None:
    sentence, _ = parsed(GAVE)
    assert preposition_of(sentence, word - 1) == expected


def test_out_of_is_from() -> None:
    sentence, _ = parsed("Go go VERB VB 0 root\nout out ADP IN 4 case\nof of ADP IN 4 case\nTogo Togo PROPN NNP 1 obl")
    assert preposition_of(sentence, 3) == "from"
