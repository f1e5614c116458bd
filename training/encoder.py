"""A BERT encoder in plain torch (the layout of all-MiniLM-L6-v2), small enough to export as one clean graph."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / (q.shape[-1] ** 0.5) + mask
            seen = torch.softmax(scores, dim=-1) @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        seen = seen.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces and the shape of the word each belongs to -> one vector a piece after every layer."""

    def __init__(self, shapes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor) -> list[Tensor]:
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(positions) + self.token_type + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mask = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        states = []
        for layer in self.layers:
            x = layer(x, mask)
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
        for i in range(LAYERS):
            prefix = f"encoder.layer.{i}"
            for kind in ("weight", "bias"):
                qkv = [base[f"{prefix}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{kind}"] = base[f"{prefix}.{theirs}.{kind}"]
        self.load_state_dict(state)
