"""The layers that the heads are made of."""

from __future__ import annotations

from torch import Tensor, nn

from training.dropout import Dropout
from training.encoder import HIDDEN


def mlp(size: int, dropout: float, inputs: int = HIDDEN) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, size), nn.GELU(), Dropout(dropout))


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
