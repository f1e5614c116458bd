"""A reader made smaller: some of its layers, and of each feed-forward layer the neurons that weigh most."""

from __future__ import annotations

import torch
from torch import Tensor

from training.encoder import Layer, Size
from training.network import Reader

#: Which layers of the six stay, by how many are kept.
KEPT = {6: (0, 1, 2, 3, 4, 5), 5: (0, 1, 2, 3, 5), 4: (0, 1, 3, 5), 3: (0, 2, 5)}


def narrow_into(small: Reader, teacher: Reader, size: Size) -> None:
    """Fill ``small`` with what it can hold of ``teacher``; all heads and embeddings are the teacher's."""
    kept = KEPT[size.layers]
    state: dict[str, Tensor] = {}
    for name, value in teacher.state_dict().items():
        if name.startswith("encoder.layers."):
            _, _, number, rest = name.split(".", 3)
            if int(number) in kept:
                layer = teacher.encoder.layers[int(number)]
                state[f"encoder.layers.{kept.index(int(number))}.{rest}"] = _narrow(rest, value, layer, size.inner)
        elif name in ("syntax.weights", "meaning.weights"):
            state[name] = value[list(kept)]
        else:
            state[name] = value
    small.load_state_dict(state)


def _narrow(rest: str, value: Tensor, layer: Layer, inner: int) -> Tensor:
    if not rest.startswith(("up.", "down.")) or rest == "down.bias":
        return value
    weight = layer.up.weight.norm(dim=1) * layer.down.weight.norm(dim=0)
    heaviest = torch.topk(weight, inner).indices.sort().values
    return value[:, heaviest] if rest == "down.weight" else value[heaviest]
