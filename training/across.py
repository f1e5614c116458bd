"""The heads that read reports: which words tell which act, who takes part, whom a pronoun means, and who says what.

They score pairs of words, also of two sentences: every word has a vector for each part that it may play in a pair.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.bilinear import Bilinear, mlp
from training.encoder import HIDDEN
from training.passage import PARTS, PIECES, STATUSES

PART, ANTECEDENT, SAYING = 128, 96, 96
#: How many sentences before (negative) or after, beyond which all are alike.
EARLIEST, LATEST = -4, 2
GAPS = LATEST - EARLIEST + 1


def gap_of(difference: Tensor) -> Tensor:
    """The sentence of the second word minus that of the first -> the number of its bucket."""
    return difference.clamp(EARLIEST, LATEST) - EARLIEST


class Across(nn.Module):
    def __init__(self, *, types: int, modes: int, dropout: float) -> None:
        super().__init__()
        self.told = mlp(HIDDEN, dropout)
        self.kind, self.mode, self.status = (nn.Linear(HIDDEN, n) for n in (types, modes, len(STATUSES)))
        self.part_act, self.part_word = mlp(PART, dropout), mlp(PART, dropout)
        self.part, self.part_gap = Bilinear(PART, len(PARTS)), nn.Embedding(GAPS, len(PARTS))
        self.anaphor, self.antecedent = mlp(ANTECEDENT, dropout), mlp(ANTECEDENT, dropout)
        self.same, self.same_gap = Bilinear(ANTECEDENT, 1), nn.Embedding(GAPS, 1)
        self.nobody = nn.Linear(ANTECEDENT, 1)
        self.again, self.before = mlp(ANTECEDENT, dropout), mlp(ANTECEDENT, dropout)
        self.retold, self.retold_gap = Bilinear(ANTECEDENT, 1), nn.Embedding(GAPS, 1)
        self.first_told = nn.Linear(ANTECEDENT, 1)
        self.cue = nn.Linear(HIDDEN, 1)
        self.say_cue, self.say_word = mlp(SAYING, dropout), mlp(SAYING, dropout)
        self.saying = Bilinear(SAYING, len(PIECES))
        for bias in (self.part_gap, self.same_gap, self.retold_gap):
            nn.init.zeros_(bias.weight)

    def parts(self, acts: Tensor, words: Tensor, gaps: Tensor) -> Tensor:
        """(acts, PART), (words, PART), (acts, words) -> (acts, words, classes)"""
        return self.part(acts[None], words[None])[0] + self.part_gap(gaps)  # type: ignore[no-any-return]

    def antecedents(self, anaphors: Tensor, words: Tensor, gaps: Tensor) -> Tensor:
        """(anaphors, ANTECEDENT), (words, ANTECEDENT), (anaphors, words) -> (anaphors, 1 + words), first for nobody."""
        scores = self.same(anaphors[None], words[None])[0, :, :, 0] + self.same_gap(gaps)[..., 0]
        return torch.cat([self.nobody(anaphors), scores], dim=1)

    def retellings(self, acts: Tensor, earlier: Tensor, gaps: Tensor) -> Tensor:
        """The same for acts and those told before: (acts, 1 + earlier), first that it is told for the first time."""
        scores = self.retold(acts[None], earlier[None])[0, :, :, 0] + self.retold_gap(gaps)[..., 0]
        return torch.cat([self.first_told(acts), scores], dim=1)
