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


class _Spans:
    """A number for every span of words: a row a first word, by the last word, and a row a last word, by the first."""

    def __init__(self, words: int) -> None:
        self._by_begin, self._by_end = np.zeros((words, words)), np.zeros((words, words))

    def put(self, length: int, numbers: npt.NDArray[np.float64]) -> None:
        """The numbers of all spans of a length, in text order."""
        self._by_begin[: len(numbers), length] = numbers
        self._by_end[length:, -1 - length] = numbers

    def beginning(self, length: int, least: int, most: int) -> npt.NDArray[np.float64]:
        """A row for every span of ``length``: of those that begin with it, as long as ``least`` to before ``most``."""
        found: npt.NDArray[np.float64] = self._by_begin[: len(self._by_begin) - length, least:most]
        return found

    def ending(self, length: int, most: int, least: int) -> npt.NDArray[np.float64]:
        """The same of those that end with it, from as long as ``most`` down to ``least``."""
        words = len(self._by_end)
        found: npt.NDArray[np.float64] = self._by_end[length:, words - 1 - most : words - least]
        return found

    @property
    def from_first(self) -> npt.NDArray[np.float64]:
        """Those of the spans from the first word to each."""
        found: npt.NDArray[np.float64] = self._by_begin[0]
        return found

    @property
    def to_last(self) -> npt.NDArray[np.float64]:
        """Those of the spans from each word to the last."""
        found: npt.NDArray[np.float64] = self._by_end[-1]
        return found


def projective_tree(scores: Scores) -> list[int]:
    """Governors (0 = root) of words 1..n, one root, from an (n+1, n+1) matrix of scores[dependent, governor]."""
    arcs, roots = scores[1:, 1:].astype(np.float64), scores[1:, 0].astype(np.float64)
    n = len(roots)
    # The best score of every span of words, by its first word and length, and by its last word and length, so that all the spans
    # that one question takes up lie side by side: headed by its last word or its first, all its words taken up …
    by_last, by_first = _Spans(n), _Spans(n)
    # … or with an arc between the two, still open: to the last word from the first, and the other way
    from_last, from_first = _Spans(n), _Spans(n)
    split, split_last, split_first = (np.zeros((n, n), dtype=int) for _ in range(3))
    for length in range(1, n):
        a = np.arange(n - length)
        b = a + length
        joined = by_first.beginning(length, 0, length) + by_last.ending(length, length - 1, 0)
        cut = joined.argmax(1)
        split[a, b] = a + cut
        best = joined[a, cut]
        from_last.put(length, best + arcs[a, b])
        from_first.put(length, best + arcs[b, a])
        ended = by_last.beginning(length, 0, length) + from_last.ending(length, length, 1)
        cut = ended.argmax(1)
        split_last[a, b] = a + cut
        by_last.put(length, ended[a, cut])
        begun = from_first.beginning(length, 1, length + 1) + by_first.ending(length, length - 1, 0)
        cut = begun.argmax(1)
        split_first[a, b] = a + 1 + cut
        by_first.put(length, begun[a, cut])
    root = int((by_last.from_first + by_first.to_last + roots).argmax())
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
        middle_word = int(split[a_word, b_word])
        spans += [rest, (a_word, middle_word, True), (middle_word + 1, b_word, False)]
    return heads
