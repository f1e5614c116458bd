"""Recognise, choose, compose: a sentence's clauses in, the acts that it tells out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codebook import Codebook
from dateline.events.base import Act, Recogniser
from dateline.events.choose import choose
from dateline.events.compose import Composer
from dateline.events.frames import FrameRecogniser
from dateline.grammar.clauses import Clauses


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
        return self._composer.compose(clauses, text, choose(proposals)) if proposals else []
