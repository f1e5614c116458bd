"""Arc scores -> the best tree whose arcs do not cross (Eisner's algorithm), all spans of one length at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]


def crosses(heads: Sequence[int]) -> bool:
    """Whether two arcs of a tree cross. ``heads``: governors of words 1..n, 0 = root."""
    arcs = sorted((min(word, head), -max(word, head)) for word, head in enumerate(heads, 1))
    open_until: list[int] = []
    for start, minus_end in arcs:
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and -minus_end > open_until[-1]:
            return True
        open_until.append(-minus_end)
    return False


def projective_tree(scores: Scores) -> list[int]:
    """Governors (0 = root) of words 1..n, one root, from an (n+1, n+1) matrix of scores[dependent, governor]."""
    arcs, roots = scores[1:, 1:].astype(np.float64), scores[1:, 0].astype(np.float64)
    n = len(roots)
    # the best score of the span [first, last] of words: headed by its last word or its first, all its words taken up …
    by_last, by_first = np.zeros((n, n)), np.zeros((n, n))
    # … or with an arc between the two, still open: to the last word from the first, and the other way
    from_last, from_first = np.zeros((n, n)), np.zeros((n, n))
    split, split_last, split_first = (np.zeros((n, n), dtype=int) for _ in range(3))
    for length in range(1, n):
        a = np.arange(n - length)
        b = a + length
        first, last, middle = a[:, None], b[:, None], a[:, None] + np.arange(length)[None]
        joined = by_first[first, middle] + by_last[middle + 1, last]
        split[a, b] = a + joined.argmax(1)
        best = joined.max(1)
        from_last[a, b], from_first[a, b] = best + arcs[a, b], best + arcs[b, a]
        ended = by_last[first, middle] + from_last[middle, last]
        by_last[a, b], split_last[a, b] = ended.max(1), a + ended.argmax(1)
        begun = from_first[first, middle + 1] + by_first[middle + 1, last]
        by_first[a, b], split_first[a, b] = begun.max(1), a + 1 + begun.argmax(1)
    root = int((by_last[0] + by_first[:, n - 1] + roots).argmax())
    heads = [0] * n
    spans = [(0, root, False), (root, n - 1, True)]
    while spans:
        first_word, last_word, headed_by_first = spans.pop()
        if first_word == last_word:
            continue
        middle_word = int((split_first if headed_by_first else split_last)[first_word, last_word])
        if headed_by_first:
            a_word, b_word, rest = first_word, middle_word, (middle_word, last_word, True)
            heads[b_word] = a_word + 1
        else:
            a_word, b_word, rest = middle_word, last_word, (first_word, middle_word, False)
            heads[a_word] = b_word + 1
        cut = int(split[a_word, b_word])
        spans += [rest, (a_word, cut, True), (cut + 1, b_word, False)]
    return heads
