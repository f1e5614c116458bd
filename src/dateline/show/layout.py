"""Where the nodes of a network stand: a force-directed layout (Fruchterman and Reingold) that is the same every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 400
_GOLDEN = np.pi * (3 - np.sqrt(5))  # turns that never repeat: a start without symmetry and without chance


def place_nodes(nodes: int, edges: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """Positions between 0 and 1 for so many nodes; linked ones attract each other by the weight of the link, all repel."""
    if nodes < 2:
        return np.full((nodes, 2), 0.5)
    order = np.arange(nodes)
    radius = np.sqrt((order + 0.5) / nodes)
    at = np.stack([radius * np.cos(order * _GOLDEN), radius * np.sin(order * _GOLDEN)], axis=1)
    pull = np.zeros((nodes, nodes))
    for a, b, weight in edges:
        pull[a, b] = pull[b, a] = 1 + np.log1p(weight)
    ideal = 1.6 / np.sqrt(nodes)
    for step in range(_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = ideal**2 / distance**2 - pull * distance / ideal
        np.fill_diagonal(force, 0.0)
        # A light pull to the middle keeps what is linked to nothing else from drifting out of sight.
        move = (apart / distance[:, :, None] * force[:, :, None]).sum(axis=1) - 0.6 * at
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, 0.12 * (1 - step / _ROUNDS) + 0.001)
    low, high = at.min(axis=0), at.max(axis=0)
    return np.asarray((at - low) / np.maximum(high - low, 1e-9), dtype=np.float64)
