"""Which proposal each clause is read by: a user's rule before ours, then the better score; the others stay as alternatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.events.base import Proposal

LEAST_SCORE = 0.5  # a reading whose conditions do not hold is worth less, and is never chosen by itself


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reading of one clause, and the other readings of it, the best first."""

    proposal: Proposal
    losers: tuple[Proposal, ...] = ()


def choose(proposals: Iterable[Proposal]) -> list[Chosen]:
    """At most one reading a clause, in the order in which they were proposed first. What scores too little is left out."""
    by_word: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        by_word.setdefault(proposal.clause.word.index, []).append(proposal)
    chosen = []
    for pool in by_word.values():
        best = max(pool, key=_rank)  # of equals the first
        if best.score >= LEAST_SCORE:
            losers = sorted((p for p in pool if p is not best and p.type != best.type), key=_rank, reverse=True)
            chosen.append(Chosen(best, tuple(losers)))
    return chosen


def _rank(proposal: Proposal) -> tuple[bool, float]:
    return proposal.own and proposal.score >= LEAST_SCORE, proposal.score
