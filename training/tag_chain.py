"""Names as chains of tags (a linear-chain CRF): the loss where each word may be one of several tags."""

from __future__ import annotations

import torch
from torch import Tensor

from training.example import TAGS

_NEVER = -1e4
#: Added to the score of a step: an entity goes on only from its own beginning or middle.
LEGAL = torch.tensor([[_NEVER if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in TAGS] for a in TAGS])
_FIRST = LEGAL[TAGS.index("O")]


def chain_loss(scores: Tensor, steps: Tensor, allowed: Tensor, lengths: Tensor) -> Tensor:
    """Minus the log-probability of all permitted chains, per word.

    ``scores`` and ``allowed`` are (sentences, words, tags), ``steps`` (tags, tags) scores tag j after tag i,
    ``lengths`` counts the words of each sentence.
    """
    permitted = scores.masked_fill(~allowed, _NEVER)
    totals = _total(torch.cat([permitted, scores]), steps + LEGAL, torch.cat([lengths, lengths]))
    of_permitted, of_all = totals.chunk(2)
    missed = of_all - of_permitted
    # A sentence whose labels no legal chain fits is a slip of its data set.
    sound = missed < -_NEVER / 2
    return missed[sound].sum() / lengths[sound].sum().clamp(min=1)


def _total(scores: Tensor, steps: Tensor, lengths: Tensor) -> Tensor:
    """log of the summed exp of all chains of each sentence (the forward algorithm)."""
    total = scores[:, 0] + _FIRST
    for at in range(1, int(lengths.max())):
        onward = torch.logsumexp(total[:, :, None] + steps, dim=1) + scores[:, at]
        total = torch.where((at < lengths)[:, None], onward, total)
    return torch.logsumexp(total, dim=1)
