"""What operators make of the act below them: its type, its sides, and the word that tells it."""

from __future__ import annotations

import pytest

from tests.events.conftest import Tell, shown

THREATENED = """
Rebels rebel NOUN NNS 2 nsubj
threatened threaten VERB VBD 0 root
to to PART TO 4 mark
raid raid VERB VB 2 xcomp
Bol Bol PROPN NNP 4 obj
"""
AGREED = """
Peru Peru PROPN NNP 2 nsubj
agreed agree VERB VBD 0 root
to to PART TO 4 mark
visit visit VERB VB 2 xcomp
Chile Chile PROPN NNP 4 obj
"""
REFUSED_TO_AGREE = """
Peru Peru PROPN NNP 2 nsubj
refused refuse VERB VBD 0 root
to to PART TO 4 mark
agree agree VERB VB 2 xcomp
to to PART TO 6 mark
visit visit VERB VB 4 xcomp
Chile Chile PROPN NNP 6 obj
"""
OTHER_CLAUSE = """
Rebels rebel NOUN NNS 2 nsubj
threatened threaten VERB VBD 0 root
Peru Peru PROPN NNP 2 obj
when when ADV WRB 6 advmod
troops troop NOUN NNS 6 nsubj
raided raid VERB VBD 2 advcl
Bol Bol PROPN NNP 6 obj
"""
NOUN = """
Rebels rebel NOUN NNS 2 nsubj
refused refuse VERB VBD 0 root
talks talk NOUN NNS 2 obj
with with ADP IN 5 case
Peru Peru PROPN NNP 3 nmod
"""
WILL_VISIT = """
Peru Peru PROPN NNP 3 nsubj
will will AUX MD 3 aux
visit visit VERB VB 0 root
Chile Chile PROPN NNP 3 obj
"""


def test_an_operator_changes_the_type_and_tells_it(told: Tell) -> None:
    (act,) = told(THREATENED)
    assert shown(THREATENED, [act]) == [("THREATEN/violence", "threatened", ["Rebels"], ["Bol"])]
    assert act.frame == "threaten+raid"


def test_the_mode_of_what_it_governs_does_not_stay(told: Tell) -> None:
    assert shown(AGREED, told(AGREED)) == [("AGREE", "agreed", ["Peru"], ["Chile"])]


def test_an_operator_that_makes_nothing_of_a_side_leaves_the_act_as_it_is(told: Tell) -> None:
    lines = AGREED.replace("visit visit", "raid raid")
    assert shown(lines, told(lines)) == [("ASSAULT", "raid", ["Peru"], ["Chile"])]


def test_operators_stand_over_operators_the_inner_first(told: Tell) -> None:
    (act,) = told(REFUSED_TO_AGREE)
    assert (act.type, act.frame, act.trigger.text) == ("REJECT", "refuse+agree+visit", "refused")


def test_an_operator_does_not_reach_into_another_clause(told: Tell) -> None:
    assert [(a.type, a.frame) for a in told(OTHER_CLAUSE)] == [("ASSAULT", "raid")]


def test_an_operator_does_not_reach_through_a_clause_of_its_own(told: Tell) -> None:
    lines = """
    Rebels rebel NOUN NNS 2 nsubj
    threatened threaten VERB VBD 0 root
    to to PART TO 4 mark
    say say VERB VB 2 xcomp
    troops troop NOUN NNS 6 nsubj
    raided raid VERB VBD 4 ccomp
    Bol Bol PROPN NNP 6 obj
    """
    assert [a.frame for a in told(lines)] == ["raid"]


def test_a_mode_stays_where_the_type_does(told: Tell) -> None:
    lines = """
    Peru Peru PROPN NNP 2 nsubj
    accepted accept VERB VBD 0 root
    a a DET DT 4 det
    visit visit NOUN NN 2 obj
    """
    (act,) = told(lines, event_noun={4: 0.9})
    assert (act.type, act.mode, act.frame) == ("CONSULT", "visit", "accept+visit")


def test_a_noun_is_governed_as_a_verb_is(told: Tell) -> None:
    assert shown(NOUN, told(NOUN, event_noun={3: 0.9})) == [("REJECT", "refused", ["Rebels"], ["Peru"])]


def test_the_future_of_an_act_is_what_the_operator_says_that_stands_for_it(told: Tell) -> None:
    (act,) = told(WILL_VISIT)
    assert (act.type, act.status, act.frame, act.trigger.text) == ("AGREE", "planned", "intend+visit", "visit")


def test_what_the_operator_of_the_future_does_not_name_is_only_planned(told: Tell) -> None:
    (act,) = told(WILL_VISIT.replace("visit visit", "raid raid"))
    assert (act.type, act.status, act.frame) == ("ASSAULT", "planned", "raid")


@pytest.mark.parametrize(("word", "status"), [("may may", "hypothetical"), ("will will", "planned")])
def test_an_operator_in_doubt_leaves_its_own_status_to_the_grammar(told: Tell, word: str, status: str) -> None:
    lines = """
    Rebels rebel NOUN NNS 3 nsubj
    may may AUX MD 3 aux
    threaten threaten VERB VB 0 root
    to to PART TO 5 mark
    raid raid VERB VB 3 xcomp
    Bol Bol PROPN NNP 5 obj
    """.replace("may may", word)
    assert [(a.type, a.status) for a in told(lines)] == [("THREATEN", status)]


def test_whoever_is_told_to_do_it_does_not_tell_it(told: Tell) -> None:
    lines = """
    Papers paper NOUN NNS 3 nsubj:pass
    were be AUX VBD 3 aux:pass
    threatened threaten VERB VBN 0 root
    with with ADP IN 5 case
    raids raid NOUN NNS 3 obl
    """
    roles = {3: [(1, "ARG2"), (5, "ARG1")]}
    (act,) = told(lines, roles, event_noun={5: 0.9})
    assert shown(lines, [act]) == [("THREATEN/violence", "threatened", [], ["Papers"])]
    to_raid = lines.replace("with with ADP IN 5 case", "to to PART TO 5 mark").replace(
        "raids raid NOUN NNS 3 obl", "raid raid VERB VB 3 xcomp"
    )
    (act,) = told(to_raid, {3: [(1, "ARG2")]})
    assert shown(to_raid, [act]) == [("THREATEN/violence", "threatened", [], ["Papers"])]
