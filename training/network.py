"""The reader's network: one encoder, a learned mix of its layers for each group of heads, and the heads over words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.across import Across
from training.batches import PassageBatch
from training.bilinear import Bilinear, mlp
from training.dropout import Dropout
from training.encoder import HIDDEN, WHOLE, Encoder, Size
from training.example import GUIDELINES, KINDS, TAGS

ARC, LABEL, ROLE = 256, 96, 128
NAMES = ("names.", "tag.", "guided.", "tag_steps")  # the parts that read names
SHARED_TAGS = (
    "O",
    "B-MISC",
    "I-MISC",
)  # the classes that the sets do not quarrel about, or that only some of them have


class LayerMix(nn.Module):
    """A softmax-weighted sum over the encoder's layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1.0, 1.0, layers))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, dim=0)
        return sum((s * x for s, x in zip(shares.unbind(), layers, strict=True)), torch.zeros_like(layers[0]))


class Reader(nn.Module):
    """Words are positions of the piece sequence; position 0 ([CLS]) stands for the root of the sentence."""

    def __init__(self, *, shapes: int, classes: Mapping[str, int], size: Size = WHOLE, dropout: float = 0.3) -> None:
        """``classes``: how many there are of each list of labels, by its name in the inventory."""
        super().__init__()
        self.encoder = Encoder(shapes, size)
        self.syntax, self.meaning = LayerMix(size.layers), LayerMix(size.layers)
        self.word_shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.word_shapes.weight, std=0.02)
        self.drop = Dropout(dropout)
        self.morphology = mlp(HIDDEN, dropout)
        self.upos, self.xpos, self.lemma = (nn.Linear(HIDDEN, classes[name]) for name in ("upos", "xpos", "lemmas"))
        self.dependent, self.governor = mlp(ARC, dropout), mlp(ARC, dropout)
        self.arc, self.arc_bias = nn.Linear(ARC, ARC), nn.Linear(ARC, 1)
        self.label_dependent, self.label_governor = mlp(LABEL, dropout), mlp(LABEL, dropout)
        self.label = Bilinear(LABEL, classes["labels"])
        self.names, self.tag = mlp(HIDDEN, dropout, inputs=2 * HIDDEN), nn.Linear(HIDDEN, len(TAGS))
        self.guided = nn.ModuleList(nn.Linear(HIDDEN, len(TAGS)) for _ in GUIDELINES)
        for own in self.guided:
            nn.init.zeros_(own.weight)
            nn.init.zeros_(own.bias)
        self.tag_steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("quarrelled", torch.tensor([float(t not in SHARED_TAGS) for t in TAGS]), persistent=False)
        self.acts = mlp(HIDDEN, dropout)
        self.predicate, self.event_noun = nn.Linear(HIDDEN, 1), nn.Linear(HIDDEN, 1)
        self.kind = nn.Linear(HIDDEN, len(KINDS))
        self.role_predicate, self.role_argument = mlp(ROLE, dropout), mlp(ROLE, dropout)
        self.role = Bilinear(ROLE, classes["roles"])
        self.across = Across(types=classes["types"], modes=classes["modes"], dropout=dropout)

    def words(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors for (batch, words): the mean of each word's first and last piece, from the two layer mixes."""
        rows, length = pieces.shape
        begin = torch.arange(rows, device=pieces.device)[:, None] * length
        layers = [x.reshape(-1, HIDDEN) for x in self.encoder(pieces, shapes)]
        return self._words(layers, shapes.flatten(), begin + first, begin + last)

    def passage_words(self, batch: PassageBatch) -> tuple[Tensor, Tensor]:
        """The same for the sentences of passages, in their order."""
        parts = batch.batches
        layers = self.encoder.packed([b.pieces for b in parts], [b.shapes for b in parts])
        begins = [0, *accumulate(b.pieces.numel() for b in parts)]
        first, last = (
            torch.cat(
                [
                    F.pad(
                        getattr(b, end) + begin + torch.arange(len(b.examples))[:, None] * b.pieces.shape[1],
                        (0, batch.width - b.width),
                    )
                    for b, begin in zip(parts, begins, strict=False)
                ]
            )[batch.order]
            for end in ("first", "last")
        )
        return self._words(layers, torch.cat([b.shapes.flatten() for b in parts]), first, last)

    def _words(self, layers: list[Tensor], shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Of pieces one after the other those at which words begin and end, (rows, words) -> vectors for (rows, words)."""
        at_first, at_last = first.flatten(), last.flatten()
        # Words are picked before the layers are mixed: there are fewer words than pieces.
        ends = [x.index_select(0, at_first) + x.index_select(0, at_last) for x in layers]
        word_shapes = self.word_shapes(shapes[at_first]).view(*first.shape, HIDDEN)
        syntax, meaning = (
            self.drop(mix(ends).view(*first.shape, HIDDEN) / 2 + word_shapes) for mix in (self.syntax, self.meaning)
        )
        return syntax, meaning

    def arcs(self, syntax: Tensor) -> Tensor:
        """(batch, dependent, governor) scores."""
        governor = self.governor(syntax)
        scores = self.arc(self.dependent(syntax)) @ governor.transpose(1, 2)
        return scores + self.arc_bias(governor).transpose(1, 2)  # type: ignore[no-any-return]

    def tags(self, names: Tensor, guideline: int) -> Tensor:
        """(…, words, tags) scores: one reading of names for all sets, and what this set's guideline changes of it."""
        return self.tag(names) + self.guided[guideline](names) * self.quarrelled  # type: ignore[no-any-return]

    def tags_by(self, names: Tensor, guidelines: Sequence[int]) -> Tensor:
        """The same for (rows, words), each row by the guideline of its own set."""
        weights = torch.stack([self.guided[g].weight for g in guidelines])
        biases = torch.stack([self.guided[g].bias for g in guidelines])
        own = names @ weights.transpose(1, 2) + biases[:, None]
        return self.tag(names) + own * self.quarrelled  # type: ignore[no-any-return]
