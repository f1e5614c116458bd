"""Recognise, choose, compose: a sentence's clauses in, the acts that it tells out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codebook import Codebook
from dateline.errors import WrongValueError
from dateline.events.base import Act, Proposal, Recogniser
from dateline.events.choose import Chosen, choose
from dateline.events.compose import Composer
from dateline.events.frames import FrameRecogniser
from dateline.events.head import NAME as HEAD
from dateline.events.head import HeadRecogniser
from dateline.events.weigh import Weighed
from dateline.grammar.clauses import Clauses

_KNOWN = "propose what the codebook has, or add it there (`dateline codebook show` lists its types)"


def recognisers(codebook: Codebook) -> tuple[Recogniser, ...]:
    """Whatever proposes acts, in no order: what they propose is chosen by its score. One line a recogniser."""
    return FrameRecogniser(codebook), HeadRecogniser(codebook)


class ActFinder:
    """Finds the acts of sentences; keeps nothing from one to the next."""

    def __init__(self, codebook: Codebook, asked: Sequence[Recogniser] | None = None) -> None:
        self.codebook = codebook
        self._recognisers = tuple(asked) if asked is not None else recognisers(codebook)
        self._composer = Composer(codebook, heard=any(r.name == HEAD for r in self._recognisers))

    def find(self, clauses: Clauses, text: str) -> list[Act]:
        """The acts that a sentence tells, in text order, at most one a telling word."""
        framed, heard = self._proposed(clauses)
        return self._composer.compose(clauses, text, framed, heard) if framed or heard else []

    def readings(self, clauses: Clauses) -> dict[int, list[Weighed]]:
        """Everything that its words may be read as, with how likely each reading is: for whoever measures the choice."""
        return self._composer.readings(clauses, *self._proposed(clauses))

    def _proposed(self, clauses: Clauses) -> tuple[list[Chosen], list[Proposal]]:
        """The best reading of each clause, to be put under operators, and the final ones."""
        proposals = [p for recogniser in self._recognisers for p in recogniser.propose(clauses)]
        for proposal in proposals:
            self._check(proposal, len(clauses.sentence.words))
        return choose(p for p in proposals if not p.final), [p for p in proposals if p.final]

    def _check(self, proposal: Proposal, words: int) -> None:
        """A recogniser may be anybody's: what it says is held against the codebook and the sentence."""
        kind = self.codebook.types.get(proposal.type)
        if kind is None:
            raise WrongValueError(proposal.by, f"proposes the type {proposal.type!r}", _KNOWN)
        if proposal.mode is not None and proposal.mode not in kind.modes:
            raise WrongValueError(proposal.by, f"proposes the mode {proposal.mode!r} of {proposal.type}", _KNOWN)
        for word in (*proposal.actors, *proposal.recipients):
            if not 0 <= word < words:
                raise WrongValueError(
                    proposal.by, f"names word {word} of a sentence with {words}", "count words from 0"
                )
