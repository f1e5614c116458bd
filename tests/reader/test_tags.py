"""Entity tags are decoded into legal sequences only."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.tags import best_tags

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


@pytest.mark.parametrize("seed", range(50))
def test_no_entity_continues_that_has_not_begun(seed: int) -> None:
    tags = best_tags(np.random.default_rng(seed).normal(size=(8, 5)), TAGS)
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_a_legal_best_sequence_is_kept() -> None:
    scores = np.eye(5)[[1, 2, 0, 3, 4]]
    assert best_tags(scores, TAGS) == ["B-PER", "I-PER", "O", "B-ORG", "I-ORG"]
