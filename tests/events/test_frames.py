"""Which frame a clause is read by, and who takes which side under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.codebook import Codebook
from dateline.events.frames import FrameRecogniser
from dateline.grammar.clauses import Clauses
from tests.events.conftest import Tell, shown
from tests.parsed import parsed

ACTIVE = """
Rebels rebel NOUN NNS 2 nsubj
raided raid VERB VBD 0 root
a a DET DT 4 det
village village NOUN NN 2 obj
"""
PASSIVE = """
A a DET DT 2 det
village village NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
raided raid VERB VBN 0 root
by by ADP IN 6 case
rebels rebel NOUN NNS 4 obl:agent
"""
HOME = ACTIVE.replace("village village", "home home")
LAID = """
Envoys envoy NOUN NNS 2 nsubj
laid lay VERB VBD 0 root
a a DET DT 4 det
wreath wreath NOUN NN 2 obj
at at ADP IN 6 case
Bol Bol PROPN NNP 2 obl
"""
SIEGE = LAID.replace("wreath wreath", "siege siege").replace("at at", "to to")
OF_VISIT = """
The the DET DT 2 det
visit visit NOUN NN 5 nsubj
of of ADP IN 4 case
Peru Peru PROPN NNP 2 nmod
ended end VERB VBD 0 root
"""
OF_RAID = OF_VISIT.replace("visit visit", "raid raid")
AIR_STRIKE = """
Air air NOUN NN 2 compound
strikes strike NOUN NNS 3 nsubj
stopped stop VERB VBD 0 root
"""
STRIKE = AIR_STRIKE.replace("Air air NOUN NN 2 compound", "The the DET DT 2 det")
CALLED_OFF = """
Oslo Oslo PROPN NNP 2 nsubj
called call VERB VBD 0 root
off off ADP RP 2 compound:prt
the the DET DT 5 det
match match NOUN NN 2 obj
"""
MET_WITH = """
Peru Peru PROPN NNP 2 nsubj
talked talk VERB VBD 0 root
with with ADP IN 4 case
Chile Chile PROPN NNP 2 obl
and and CCONJ CC 6 cc
Brazil Brazil PROPN NNP 4 conj
"""
QUIT = """
Kisaragi Kisaragi PROPN NNP 2 nsubj
quit quit VERB VBD 0 root
"""
DRILL = """
{0} {1} NOUN NNS 2 nsubj
drilled drill VERB VBD 0 root
"""
BARE = """
Cooperation cooperation NOUN NN 2 nsubj
includes include VERB VBZ 0 root
visit visit NOUN NN 2 obj
"""


@pytest.mark.parametrize("lines", [ACTIVE, PASSIVE])
def test_who_does_it_and_to_whom_is_the_same_in_active_and_passive(told: Tell, lines: str) -> None:
    ((kind, trigger, actors, recipients),) = shown(lines, told(lines))
    assert (kind, trigger, [a.lower() for a in actors], recipients) == ("ASSAULT", "raided", ["rebels"], ["village"])


def test_of_two_frames_that_fit_the_one_that_asks_for_more_wins(told: Tell) -> None:
    assert [a.frame for a in told(ACTIVE)] == ["raid"]
    assert [(a.frame, a.type) for a in told(HOME)] == [("raid-home", "COERCE")]


def test_a_frame_whose_words_are_not_there_does_not_fit(told: Tell) -> None:
    assert shown(LAID, told(LAID)) == [("SUPPORT", "laid", ["Envoys"], ["Bol"])]
    assert told(LAID.replace("wreath wreath", "brick brick")) == []


def test_a_frame_does_not_fit_where_a_word_stands_that_it_forbids(told: Tell) -> None:
    assert shown(SIEGE, told(SIEGE)) == [("ASSAULT", "laid", ["Envoys"], ["Bol"])]
    assert told(SIEGE.replace("Bol Bol PROPN NNP", "heart heart NOUN NN")) == []


def test_whoever_stands_behind_of_does_an_act_or_has_it_done_to_him_as_the_type_says(told: Tell) -> None:
    assert shown(OF_VISIT, told(OF_VISIT, event_noun={2: 0.9})) == [("CONSULT/visit", "visit", ["Peru"], [])]
    assert shown(OF_RAID, told(OF_RAID, event_noun={2: 0.9})) == [("ASSAULT", "raid", [], ["Peru"])]


def test_a_compound_with_a_frame_of_its_own_is_not_read_as_its_noun(told: Tell) -> None:
    assert [a.frame for a in told(AIR_STRIKE, predicate={2: 0.9})] == ["air-strike"]
    assert [a.frame for a in told(STRIKE, predicate={2: 0.9})] == ["strike"]


def test_a_particle_belongs_to_the_verb_and_to_the_trigger(told: Tell) -> None:
    assert shown(CALLED_OFF, told(CALLED_OFF)) == [("REJECT", "called off", ["Oslo"], ["match"])]
    assert told(CALLED_OFF.replace("off off ADP RP 2 compound:prt", "in in ADP RP 2 compound:prt")) == []


def test_all_that_are_joined_by_and_stand_on_the_same_side(told: Tell) -> None:
    (act,) = told(MET_WITH)
    assert shown(MET_WITH, [act]) == [("CONSULT", "talked", ["Peru"], ["Chile", "Brazil"])]
    assert act.symmetric


def test_a_named_person_will_do_where_a_frame_asks_for_one(told: Tell) -> None:
    assert [a.mode for a in told(QUIT, tag={1: "B-PER"})] == ["resign"]
    assert told(QUIT, tag={1: "B-LOC"}) == []


def test_a_named_person_will_do_for_officials_but_not_for_a_king(told: Tell) -> None:
    stepped = QUIT.replace("quit quit VERB VBD 0 root", "stepped step VERB VBD 0 root\ndown down ADP RP 2 compound:prt")
    assert [a.frame for a in told(stepped, tag={1: "B-PER"})] == ["step-down"]
    assert told(QUIT.replace("quit quit", "abdicated abdicate"), tag={1: "B-PER"}) == []


def test_a_noun_tells_an_act_only_if_the_reader_sees_one_in_it(told: Tell) -> None:
    assert told(STRIKE, event_noun={2: 0.1}, predicate={2: 0.1}) == []
    assert len(told(STRIKE, event_noun={2: 0.7})) == 1


def test_a_bare_noun_of_cooperation_speaks_of_no_single_act(told: Tell) -> None:
    assert told(BARE, event_noun={3: 0.9}) == []


def test_a_user_is_told_how_sure_the_reader_was(told: Tell) -> None:
    roles = {2: [(1, "ARG0"), (4, "ARG1")]}
    sure, unsure = (told(ACTIVE, roles, predicate={2: share})[0].confidence for share in (0.9, 0.1))
    assert 0.5 < unsure < sure < 1


def test_what_one_does_alone_is_another_act_when_two_do_it_together(told: Tell) -> None:
    alone = DRILL.format("Troops", "troop")
    together = """
    Oman Oman PROPN NNP 4 nsubj
    and and CCONJ CC 3 cc
    Qatar Qatar PROPN NNP 1 conj
    drilled drill VERB VBD 0 root
    """
    assert [a.frame for a in told(alone)] == ["drill"]
    assert [(a.frame, a.type) for a in told(together)] == [("drill-together", "COOPERATE")]


def test_every_participant_says_how_it_takes_part(told: Tell) -> None:
    (act,) = told(LAID)
    assert act.reasons == {0: "doer of laid", 5: "laid at"}


def test_a_frame_that_does_not_win_says_why(book: Codebook) -> None:
    """Which condition is not met, or which frame comes first and by which rule."""
    recogniser, clauses = FrameRecogniser(book), Clauses(parsed(HOME)[0])
    named = {frame.name: frame for frame in book.frames}
    asks = replace(named["raid-home"], name="raid-zebra", where=(("ARG1", frozenset({"zebra"})),))
    assert recogniser.why_not(asks, clauses) == "it asks for zebra at ARG1, where 'home' stands"
    bars = replace(asks, where=(), unless=(("ARG1", frozenset({"home"})),))
    assert recogniser.why_not(bars, clauses) == "it is not for home at ARG1, where 'home' stands"
    assert recogniser.why_not(named["march"], clauses) == "none of its predicates (march.v) stands there"
    assert recogniser.why_not(named["raid"], clauses) == "raid-home comes before it: it asks for more"
