"""Entity tag scores -> the best chain of tags (Viterbi), with a learned score for each step; no entity goes on that has not
begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class TagChain:
    """``steps[i][j]`` is what it adds if tag j follows tag i; ``outside`` is added to the score of "O", the first tag."""

    tags: tuple[str, ...]
    steps: tuple[tuple[float, ...], ...]
    outside: float = 0.0

    @cached_property
    def _steps(self) -> npt.NDArray[np.float64]:
        steps = np.array(self.steps)
        for i, before in enumerate(self.tags):
            for j, tag in enumerate(self.tags):
                if tag.startswith("I-") and before[2:] != tag[2:]:
                    steps[i, j] = -np.inf
        return steps

    @cached_property
    def _sure(self) -> float:
        """A word whose "O" is better than all else by this much is outside in the best chain, whatever its neighbours are."""
        learned = np.array(self.steps)
        return 2 * float(learned.max() - learned.min())

    def best(self, scores: Scores) -> list[str]:
        """One tag a word. Only the stretches between words that are surely outside need a search."""
        exact = scores.astype(np.float64)
        exact[:, 0] += self.outside
        found = ["O"] * len(exact)
        for first, end in _stretches((exact[:, 0] - exact[:, 1:].max(1) <= self._sure).tolist()):
            found[first:end] = self._search(exact[first:end])
        return found

    def _search(self, scores: npt.NDArray[np.float64]) -> list[str]:
        best = scores[0] + self._steps[0]
        back: list[npt.NDArray[np.int64]] = []
        for row in scores[1:]:
            ways = best[:, None] + self._steps
            back.append(ways.argmax(0))
            best = ways.max(0) + row
        path = [int((best + self._steps[:, 0]).argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return [self.tags[t] for t in reversed(path)]


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """(first, end) of each run of true flags."""
    first = None
    for i, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = i
        elif not flag and first is not None:
            yield first, i
            first = None
