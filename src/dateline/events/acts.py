"""Recognise, choose, compose: a sentence's clauses in, the acts that it tells out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codebook import Codebook
from dateline.errors import WrongValueError
from dateline.events.base import Act, Proposal, Recogniser
from dateline.events.choose import choose
from dateline.events.compose import Composer
from dateline.events.frames import FrameRecogniser
from dateline.grammar.clauses import Clauses

_KNOWN = "propose what the codebook has, or add it there (`dateline codebook show` lists its types)"


def recognisers(codebook: Codebook) -> tuple[Recogniser, ...]:
    """Whatever proposes acts, in no order: what they propose is chosen by its score. One line a recogniser."""
    return (FrameRecogniser(codebook),)


class ActFinder:
    """Finds the acts of sentences; keeps nothing from one to the next."""

    def __init__(self, codebook: Codebook, asked: Sequence[Recogniser] | None = None) -> None:
        self.codebook = codebook
        self._recognisers = tuple(asked) if asked is not None else recognisers(codebook)
        self._composer = Composer(codebook)

    def find(self, clauses: Clauses, text: str) -> list[Act]:
        """The acts that a sentence tells, in text order, at most one a telling word."""
        proposals = [p for recogniser in self._recognisers for p in recogniser.propose(clauses)]
        for proposal in proposals:
            self._check(proposal, len(clauses.sentence.words))
        return self._composer.compose(clauses, text, choose(proposals)) if proposals else []

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
