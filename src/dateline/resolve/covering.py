"""Which mention a word of a report stands in, and which chain that belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.mentions.candidate import Candidate, Chain


class Covering:
    """The mentions of a report by their words: the smallest phrase around a word wins, but a head word always means its own."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        self.chains = chains
        self._chain_of = {c: chain for chain in chains for c in chain.candidates}
        self._at: dict[tuple[int, int], Candidate] = {}
        for c in sorted(self._chain_of, key=lambda c: c.first - c.last):
            for w in range(c.first, c.last + 1):
                self._at[c.sentence, w] = c
        by_sentence: dict[int, list[Candidate]] = defaultdict(list)
        for c in self._chain_of:
            self._at[c.sentence, c.head] = c
            by_sentence[c.sentence].append(c)
        #: The mentions of each sentence that has any.
        self.by_sentence: Mapping[int, Sequence[Candidate]] = by_sentence

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All mentions, chain by chain."""
        return list(self._chain_of)

    def at(self, sentence: int, word: int) -> Candidate | None:
        """The mention that a word stands in; None if it stands in none."""
        return self._at.get((sentence, word))

    def chain_of(self, candidate: Candidate) -> Chain:
        return self._chain_of[candidate]
