"""What a chosen reading becomes: one act a telling word, with trigger, scope, places, status and alternatives."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook import Codebook
from dateline.events.acts import ActFinder
from dateline.events.base import Proposal
from dateline.events.frames import FrameRecogniser
from dateline.grammar.clauses import Clauses
from tests.events.conftest import Tell, forms, shown
from tests.parsed import parsed

HELD = """
Peru Peru PROPN NNP 2 nsubj
held hold VERB VBD 0 root
talks talk NOUN NNS 2 obj
with with ADP IN 5 case
Chile Chile PROPN NNP 3 nmod
in in ADP IN 7 case
Lima Lima PROPN NNP 2 obl
"""
TWO_CLAUSES = """
Rebels rebel NOUN NNS 2 nsubj
raided raid VERB VBD 0 root
Bol Bol PROPN NNP 2 obj
and and CCONJ CC 6 cc
envoys envoy NOUN NNS 6 nsubj
quit quit VERB VBD 2 conj
"""
DENIED = """
Rebels rebel NOUN NNS 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
raid raid VERB VB 0 root
Bol Bol PROPN NNP 4 obj
"""
ON_MONDAY = """
Rebels rebel NOUN NNS 2 nsubj
raided raid VERB VBD 0 root
Bol Bol PROPN NNP 2 obj
on on ADP IN 5 case
Monday Monday PROPN NNP 2 obl
"""


def test_a_light_verb_is_told_with_its_noun(told: Tell) -> None:
    assert shown(HELD, told(HELD)) == [("CONSULT", "held talks", ["Peru"], ["Chile"])]


SIGNED = """
Peru Peru PROPN NNP 2 nsubj
signed sign VERB VBD 0 root
a a DET DT 4 det
pact pact NOUN NN 2 obj
with with ADP IN 6 case
Chile Chile PROPN NNP 4 nmod
"""


def test_verb_and_noun_tell_one_act_by_the_verb_if_it_asks_for_the_noun_else_by_the_noun(told: Tell) -> None:
    assert [a.frame for a in told(SIGNED)] == ["sign-pact"]
    assert [a.frame for a in told(SIGNED.replace("pact pact", "treaty treaty"))] == ["treaty"]


def test_a_place_of_the_verb_is_a_place_of_the_act(told: Tell) -> None:
    (act,) = told(HELD)
    assert "Lima" in forms(HELD, act.places)


def test_the_acts_of_a_sentence_stand_in_its_order_each_with_its_own_clause(told: Tell) -> None:
    acts = told(TWO_CLAUSES)
    assert [a.trigger.text for a in acts] == ["raided", "quit"]
    assert acts[1].scope == (3, 5)
    assert acts[0].scope == (0, 2)


def test_a_denied_act_is_denied_and_says_by_which_word(told: Tell) -> None:
    (act,) = told(DENIED)
    assert (act.type, act.status, act.ruling and act.ruling.word) == ("ASSAULT", "denied", 2)


def test_what_an_operator_says_of_the_status_does_not_hold_against_a_denial(told: Tell) -> None:
    lines = """
    Peru Peru PROPN NNP 4 nsubj
    did do AUX VBD 4 aux
    not not PART RB 4 advmod
    intend intend VERB VB 0 root
    to to PART TO 6 mark
    visit visit VERB VB 4 xcomp
    Chile Chile PROPN NNP 6 obj
    """
    positive = "\n".join(lines.strip().splitlines()[:1] + lines.strip().splitlines()[3:])
    positive = (
        positive.replace(" 4 nsubj", " 2 nsubj")
        .replace("6 mark", "4 mark")
        .replace("VERB VB 4 xcomp", "VERB VB 2 xcomp")
        .replace("6 obj", "4 obj")
    )
    assert [(a.type, a.status) for a in told(lines)] == [("AGREE", "denied")]
    assert [(a.type, a.status) for a in told(positive)] == [("AGREE", "planned")]


def test_an_act_that_simply_happened_has_no_word_that_says_so(told: Tell) -> None:
    (act,) = told(ON_MONDAY)
    assert (act.status, act.ruling) == ("happened", None)


def test_the_time_is_no_participant(told: Tell) -> None:
    (act,) = told(ON_MONDAY, roles={2: [(1, "ARG0"), (3, "ARG1"), (5, "ARGM-TMP")]})
    assert forms(ON_MONDAY, act.times) == ["Monday"]
    assert "Monday" not in forms(ON_MONDAY, (*act.actors, *act.recipients, *act.others))


def test_a_sentence_without_any_act_tells_none(told: Tell) -> None:
    assert told("Rain rain NOUN NN 2 nsubj\nfell fall VERB VBD 0 root") == []


class _Other:
    """A second recogniser: it calls every raid an act of aid."""

    name = "other"

    def __init__(self, score: float) -> None:
        self._score = score

    def propose(self, clauses: Clauses) -> Iterator[Proposal]:
        for word in clauses.sentence.words:
            if word.lemma == "raid":
                clause = clauses.of(word.index)
                yield Proposal("AID", None, clause, clause.subject, clause.objects, self._score, self.name)


def test_what_another_recogniser_proposes_goes_the_same_way_and_the_loser_stays_as_an_alternative(
    book: Codebook,
) -> None:
    sentence, text = parsed(DENIED)
    (act,) = ActFinder(book, [_Other(0.4), FrameRecogniser(book)]).find(Clauses(sentence), text)
    assert (act.type, act.by, act.frame) == ("ASSAULT", "frames", "raid")
    assert [(a.type, a.by) for a in act.alternatives] == [("AID", "other"), ("COERCE", "frames")]
    assert act.alternatives[0].score == 0.4
    (alone,) = ActFinder(book, [_Other(0.9)]).find(Clauses(sentence), text)
    assert (alone.type, alone.by, alone.frame, alone.status) == ("AID", "other", None, "denied")
