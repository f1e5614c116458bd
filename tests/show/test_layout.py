"""Where the nodes of a network stand."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.show.layout import place_nodes


@pytest.mark.parametrize("nodes", [0, 1, 2, 7])
def test_every_node_has_a_place_in_the_unit_square(nodes: int) -> None:
    at = place_nodes(nodes, [(0, n, 1.0) for n in range(1, nodes)])
    assert at.shape == (nodes, 2)
    assert ((at >= 0) & (at <= 1)).all()


def test_the_same_network_always_looks_the_same() -> None:
    edges = [(0, 1, 3.0), (1, 2, 1.0), (3, 4, 2.0)]
    assert np.array_equal(place_nodes(6, edges), place_nodes(6, edges))


def test_who_is_linked_stands_closer_than_who_is_not() -> None:
    at = place_nodes(6, [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0), (3, 4, 5.0), (4, 5, 5.0), (3, 5, 5.0)])
    apart = np.linalg.norm(at[:, None] - at[None], axis=2)
    assert apart[:3, :3].max() < apart[:3, 3:].min()
