"""A BERT encoder in plain torch (the layout of all-MiniLM-L6-v2), small enough to export as one clean graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from training.dropout import Dropout

HIDDEN, ATTENTION_HEADS, VOCABULARY, POSITIONS = 384, 12, 30522, 512


@dataclass(frozen=True, slots=True)
class Size:
    """How deep an encoder is, and how wide its feed-forward layers are."""

    layers: int
    inner: int


#: The base model's own size, which the teacher keeps; and the size that is shipped.
WHOLE, SMALL = Size(6, 1536), Size(6, 768)


#: Queries, keys and values -> what each position has seen of its sentence.
Attention = Callable[[Tensor], Tensor]


def attention(qkv: Tensor, mask: Tensor) -> Tensor:
    """(sentences, pieces, 3 x HIDDEN) -> (sentences, pieces, HIDDEN)"""
    batch, length, _ = qkv.shape
    q, k, v = qkv.view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
    # Written out: the backward pass of torch's own attention takes a quarter of the training on a CPU.
    scores = q @ k.transpose(-1, -2) / (q.shape[-1] ** 0.5) + mask.to(q.dtype)
    seen = torch.softmax(scores, dim=-1).to(v.dtype) @ v
    return seen.transpose(1, 2).reshape(batch, length, HIDDEN)


def attention_in(masks: Sequence[Tensor], qkv: Tensor) -> Tensor:
    """The same for sentences of several lengths, one after the other: (all pieces, 3 x HIDDEN) -> (all pieces, HIDDEN)"""
    shapes = [(mask.shape[0], mask.shape[-1]) for mask in masks]
    parts = qkv.split([rows * length for rows, length in shapes])
    seen = [
        attention(part.view(*shape, 3 * HIDDEN), mask) for part, shape, mask in zip(parts, shapes, masks, strict=True)
    ]
    return torch.cat([x.reshape(-1, HIDDEN) for x in seen])


def _mask(pieces: Tensor) -> Tensor:
    return (pieces == 0)[:, None, None, :].float() * -1e4


class Layer(nn.Module):
    def __init__(self, inner: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, inner)
        self.down = nn.Linear(inner, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, attend: Attention) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(attend(self.qkv(x)))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces and the shape of the word each belongs to -> one vector a piece after every layer."""

    def __init__(self, shapes: int, size: Size = WHOLE, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size.inner, dropout) for _ in range(size.layers))

    def forward(self, pieces: Tensor, shapes: Tensor) -> list[Tensor]:
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        return self._states(pieces, positions, shapes, partial(attention, mask=_mask(pieces)))

    def packed(self, pieces: Sequence[Tensor], shapes: Sequence[Tensor]) -> list[Tensor]:
        """The same for sentences in batches of several lengths, all of whose pieces stand one after the other."""
        positions = torch.cat([torch.arange(p.shape[1]).repeat(p.shape[0]) for p in pieces])
        flat, flat_shapes = (torch.cat([x.flatten() for x in given]) for given in (pieces, shapes))
        return self._states(flat, positions, flat_shapes, partial(attention_in, [_mask(p) for p in pieces]))

    def _states(self, pieces: Tensor, positions: Tensor, shapes: Tensor, attend: Attention) -> list[Tensor]:
        x = self.words(pieces) + self.positions(positions) + self.token_type + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, attend)
            states.append(x)
        return states

    def load_base(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from its safetensors file."""
        base = load_file(str(path))
        state = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "positions.weight": base["embeddings.position_embeddings.weight"],
            "token_type": base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
            "shapes.weight": self.shapes.weight.data,
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(WHOLE.layers):
            prefix = f"encoder.layer.{i}"
            for kind in ("weight", "bias"):
                qkv = [base[f"{prefix}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{kind}"] = base[f"{prefix}.{theirs}.{kind}"]
        self.load_state_dict(state)
