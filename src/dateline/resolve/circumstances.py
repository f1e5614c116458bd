"""What an act is told with beside its sides, where, when and how many it befell: what it is about, by the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.model import Because, Report, Span


class About(NamedTuple):
    """Contexts, and the words that show them."""

    names: tuple[str, ...]
    because: tuple[Because, ...]


class Circumstances:
    """Asks the clauses of one report."""

    def __init__(self, codebook: Codebook, report: Report, clauses: Sequence[Clauses]) -> None:
        self._codebook, self._report, self._clauses = codebook, report, clauses
        self._contexts: dict[int, dict[str, Span]] = {}

    def contexts(self, act: Act) -> About:
        """Those of the mode, of the frame, and those that the sentence's words show."""
        mode = self._codebook.types[act.type].modes.get(act.mode or "")
        shown = dict.fromkeys((*(mode.contexts if mode else ()), *act.contexts), act.trigger)
        for name, span in self._shown_in(act.sentence).items():
            shown.setdefault(name, span)
        return About(tuple(shown), tuple(Because("contexts", span, name) for name, span in shown.items()))

    def _shown_in(self, sentence: int) -> dict[str, Span]:
        if sentence not in self._contexts:
            words = self._clauses[sentence].sentence.words
            found = self._codebook.contexts_of([w.lemma for w in words])
            self._contexts[sentence] = {
                name: self._report.span(words[first].start, words[end - 1].end) for name, (first, end) in found.items()
            }
        return self._contexts[sentence]
