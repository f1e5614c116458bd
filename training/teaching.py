"""What a teacher makes of sentences: its word vectors, which a smaller reader learns to give too. Each sentence is read once."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from dateline.reader.pieces import Pieces
from training.batches import batches
from training.example import Example
from training.network import Reader


class Teaching:
    """Remembers the vectors by sentence: it must outlive none of the examples that it is asked about."""

    def __init__(self, teacher: Reader, pieces: Pieces, budget: int) -> None:
        self._teacher, self._pieces, self._budget = teacher.eval(), pieces, budget
        self._vectors: dict[int, Tensor] = {}  # by the example's id: (words, 2 x HIDDEN), the root first

    def distance(self, examples: Sequence[Example], syntax: Tensor, meaning: Tensor) -> Tensor:
        """How far the word vectors of sentences, (rows, words, HIDDEN), are from the teacher's: the mean square of the two mixes.

        The teacher reads each sentence as it was written, also where it is shown in other letters: case is to make no difference.
        """
        self._read([e for e in examples if id(e) not in self._vectors])
        theirs = [self._vectors[id(e)] for e in examples]
        lengths = torch.tensor([len(v) for v in theirs])
        own = torch.cat([syntax, meaning], dim=-1)[:, : int(lengths.max())].float()
        apart = F.mse_loss(own, pad_sequence(theirs, batch_first=True).float(), reduction="none").mean(-1)
        inside = torch.arange(own.shape[1])[None] < lengths[:, None]
        return 2 * (apart * inside).sum() / inside.sum()

    def _read(self, examples: Sequence[Example]) -> None:
        for batch in batches(examples, self._pieces, budget=self._budget, rng=None):
            with torch.no_grad():
                both = torch.cat(self._teacher.words(batch.pieces, batch.shapes, batch.first, batch.last), dim=-1)
            for row, example in enumerate(batch.examples):
                self._vectors[id(example)] = both[row, : len(example.words) + 1].bfloat16().clone()
