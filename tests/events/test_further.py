"""Who else an act may be about, where its frame names no recipient: in the order in which they are tried."""

from __future__ import annotations

from tests.events.conftest import Tell, forms

PROBE = """
A a DET DT 2 det
probe probe NOUN NN 8 nsubj
into into ADP IN 4 case
claims claim NOUN NNS 2 nmod
that that SCONJ IN 7 mark
soldiers soldier NOUN NNS 7 nsubj
stole steal VERB VBD 4 acl
began begin VERB VBD 0 root
"""
MARCH = """
Farmers farmer NOUN NNS 2 nsubj
marched march VERB VBD 0 root
in in ADP IN 4 case
Oslo Oslo PROPN NNP 2 obl
against against ADP IN 6 case
Peru Peru PROPN NNP 2 obl
"""
BELOW = """
Rebels rebel NOUN NNS 2 nsubj
quit quit VERB VBD 0 root
to to PART TO 4 mark
promote promote VERB VB 2 advcl
peace peace NOUN NN 4 obj
in in ADP IN 7 case
Chad Chad PROPN NNP 5 nmod
"""
LAID_AGAINST = """
Envoys envoy NOUN NNS 2 nsubj
laid lay VERB VBD 0 root
a a DET DT 4 det
wreath wreath NOUN NN 2 obj
against against ADP IN 6 case
Peru Peru PROPN NNP 2 obl
"""


def others(told: Tell, lines: str, **columns: dict[int, object]) -> list[str]:
    (act,) = told(lines, **columns)
    return forms(lines, act.others)


def test_an_inquiry_is_about_whoever_did_what_is_looked_into(told: Tell) -> None:
    assert others(told, PROBE, event_noun={2: 0.9}) == ["soldiers"]


def test_a_march_is_only_against_whom_it_says_not_against_where_it_is(told: Tell) -> None:
    (act,) = told(MARCH)
    assert forms(MARCH, act.recipients) == ["Peru"]
    assert "Oslo" not in forms(MARCH, act.others)
    assert others(told, "\n".join(MARCH.strip().splitlines()[:4])) == []


def test_whoever_something_is_aimed_at_comes_first(told: Tell) -> None:
    assert others(told, LAID_AGAINST)[0] == "Peru"


def test_names_further_down_in_the_clause_come_last(told: Tell) -> None:
    assert others(told, BELOW, tag={1: "B-PER"}, kind={1: "person"})[-1:] == ["Chad"]


def test_nobody_is_named_twice_nor_beside_his_own_side(told: Tell) -> None:
    for lines in (PROBE, MARCH, LAID_AGAINST):
        (act,) = told(lines, event_noun={2: 0.9})
        assert len(set(act.others)) == len(act.others)
        assert set(act.others).isdisjoint((*act.actors, *act.recipients, act.word))
