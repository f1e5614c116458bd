"""Entity tags are decoded into the best legal chain."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from dateline.reader.tags import TagChain

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
FLAT = tuple((0.0,) * 5 for _ in TAGS)


def _legal(tags: tuple[str, ...]) -> bool:
    return not any(t.startswith("I-") and b[2:] != t[2:] for b, t in zip(("O", *tags), tags, strict=False))


@pytest.mark.parametrize("seed", range(30))
def test_the_chain_found_is_the_best_of_all_legal_ones(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, steps = rng.normal(size=(4, 5)) * 3, rng.normal(size=(5, 5))

    def total(tags: tuple[str, ...]) -> float:
        at = [TAGS.index(t) for t in ("O", *tags, "O")]
        return sum(scores[i, t] for i, t in enumerate(at[1:-1])) + sum(steps[a, b] for a, b in pairwise(at))

    found = TagChain(TAGS, tuple(map(tuple, steps.tolist()))).best(scores)
    best = max((t for t in product(TAGS, repeat=4) if _legal(t)), key=total)
    assert tuple(found) == best


@pytest.mark.parametrize("seed", range(20))
def test_no_entity_continues_that_has_not_begun(seed: int) -> None:
    assert _legal(tuple(TagChain(TAGS, FLAT).best(np.random.default_rng(seed).normal(size=(8, 5)))))


def test_a_legal_best_sequence_is_kept() -> None:
    assert TagChain(TAGS, FLAT).best(np.eye(5)[[1, 2, 0, 3, 4]]) == ["B-PER", "I-PER", "O", "B-ORG", "I-ORG"]


def test_a_higher_score_of_outside_gives_fewer_names() -> None:
    scores = np.array([[0.0, 0.5, 0.0, 0.0, 0.0]])
    assert TagChain(TAGS, FLAT).best(scores) == ["B-PER"]
    assert TagChain(TAGS, FLAT, outside=1.0).best(scores) == ["O"]
