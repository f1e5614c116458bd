"""The reader's network: one encoder, a learned mix of its layers for each group of heads, and the heads over words."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import HIDDEN, LAYERS, Encoder
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

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, dim=0)
        return sum((s * x for s, x in zip(shares.unbind(), layers, strict=True)), torch.zeros_like(layers[0]))


def mlp(size: int, dropout: float, inputs: int = HIDDEN) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, size), nn.GELU(), nn.Dropout(dropout))


class Bilinear(nn.Module):
    """Scores of every class for pairs (left, right): left @ W_c @ right + linear terms, W_c of the small size of the MLPs."""

    def __init__(self, size: int, classes: int) -> None:
        super().__init__()
        self.classes = classes
        self.size = size
        self.left = nn.Linear(size, classes * size)
        self.right = nn.Linear(size, classes)
        nn.init.normal_(self.left.weight, std=0.02)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """(N, I, size) x (N, J, size) -> (N, I, J, classes)"""
        n, i, size = left.shape
        through = self.left(left).view(n, i * self.classes, size)
        # Sizes are spelled out: a batch without predicates has none to infer one from.
        scores = (through @ right.transpose(1, 2)).view(n, i, self.classes, right.shape[1]).transpose(2, 3)
        return scores + self.right(right)[:, None]  # type: ignore[no-any-return]

    def paired(self, left: Tensor, right: Tensor) -> Tensor:
        """(N, size) x (N, size) -> (N, classes): one right partner for each left."""
        through = self.left(left).view(-1, self.classes, self.size)
        return (through @ right[:, :, None]).squeeze(-1) + self.right(right)  # type: ignore[no-any-return]


class Reader(nn.Module):
    """Words are positions of the piece sequence; position 0 ([CLS]) stands for the root of the sentence."""

    def __init__(
        self, *, shapes: int, upos: int, xpos: int, lemmas: int, labels: int, roles: int, dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.encoder = Encoder(shapes)
        self.syntax, self.meaning = LayerMix(), LayerMix()
        self.word_shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.word_shapes.weight, std=0.02)
        self.drop = nn.Dropout(dropout)
        self.morphology = mlp(HIDDEN, dropout)
        self.upos, self.xpos, self.lemma = nn.Linear(HIDDEN, upos), nn.Linear(HIDDEN, xpos), nn.Linear(HIDDEN, lemmas)
        self.dependent, self.governor = mlp(ARC, dropout), mlp(ARC, dropout)
        self.arc, self.arc_bias = nn.Linear(ARC, ARC), nn.Linear(ARC, 1)
        self.label_dependent, self.label_governor = mlp(LABEL, dropout), mlp(LABEL, dropout)
        self.label = Bilinear(LABEL, labels)
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
        self.role = Bilinear(ROLE, roles)

    def words(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors for (batch, words): the mean of each word's first and last piece, from the two layer mixes."""
        rows, length = pieces.shape
        begin = torch.arange(rows, device=pieces.device)[:, None] * length
        at_first, at_last = ((begin + index).flatten() for index in (first, last))
        layers = [x.reshape(-1, HIDDEN) for x in self.encoder(pieces, shapes)]
        # Words are picked before the layers are mixed: there are fewer words than pieces.
        ends = [x.index_select(0, at_first) + x.index_select(0, at_last) for x in layers]
        word_shapes = self.word_shapes(torch.gather(shapes, 1, first))
        syntax, meaning = (
            self.drop(mix(ends).view(rows, -1, HIDDEN) / 2 + word_shapes) for mix in (self.syntax, self.meaning)
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
