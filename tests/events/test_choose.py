"""Which of several proposals for one clause is taken, and what becomes of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.events.base import Proposal
from dateline.events.choose import LEAST_SCORE, choose
from dateline.grammar.clauses import Clauses
from tests.parsed import parsed

SENTENCE, _ = parsed("Rebels rebel NOUN NNS 2 nsubj\nraided raid VERB VBD 0 root\nfled flee VERB VBD 2 conj")
CLAUSES = Clauses(SENTENCE)


def proposal(kind: str, score: float, word: int = 1, *, by: str = "frames", own: bool = False) -> Proposal:
    return Proposal(kind, None, CLAUSES.of(word), (0,), (), score, by, own=own)


def test_the_better_score_wins_whoever_proposed_it() -> None:
    ours, head = proposal("ASSAULT", 0.7), proposal("COERCE", 0.8, by="head")
    (chosen,) = choose([ours, head])
    assert (chosen.proposal, chosen.losers) == (head, (ours,))


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_that_cannot_be_compared_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match=r"head gives AID the score .*, and a score is from 0 to 1"):
        proposal("AID", score, by="head")


def test_of_equals_the_first_wins() -> None:
    first, second = proposal("ASSAULT", 0.7), proposal("COERCE", 0.7)
    assert choose([first, second])[0].proposal is first


def test_a_users_rule_wins_over_a_better_score() -> None:
    own, ours = proposal("AID", 0.6, own=True), proposal("ASSAULT", 0.99)
    assert choose([ours, own])[0].proposal is own


def test_a_users_rule_that_does_not_hold_wins_over_nothing() -> None:
    own, ours = proposal("AID", LEAST_SCORE - 0.1, own=True), proposal("ASSAULT", 0.6)
    (chosen,) = choose([own, ours])
    assert (chosen.proposal, chosen.losers) == (ours, (own,))


def test_what_scores_too_little_is_never_chosen() -> None:
    assert choose([proposal("ASSAULT", LEAST_SCORE - 0.01)]) == []
    assert len(choose([proposal("ASSAULT", LEAST_SCORE)])) == 1


def test_losers_stand_in_order_of_their_scores_and_are_of_other_types() -> None:
    best = proposal("ASSAULT", 0.9)
    low, high, same = proposal("AID", 0.2), proposal("COERCE", 0.4), proposal("ASSAULT", 0.8)
    assert choose([low, best, same, high])[0].losers == (high, low)


def test_each_clause_is_chosen_for_by_itself() -> None:
    raided, fled = proposal("ASSAULT", 0.9), proposal("RETREAT", 0.6, word=2)
    assert [c.proposal for c in choose([raided, fled])] == [raided, fled]
    assert [c.losers for c in choose([raided, replace(fled)])] == [(), ()]
