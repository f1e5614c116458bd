"""Entity tag scores -> the best sequence in which no entity continues that has not begun (Viterbi over BIO)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt


@lru_cache(maxsize=4)
def _allowed(tags: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """0 where tag j may follow tag i, else minus infinity."""
    steps = np.zeros((len(tags), len(tags)))
    for i, before in enumerate(tags):
        for j, tag in enumerate(tags):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                steps[i, j] = -np.inf
    return steps


def best_tags(scores: npt.NDArray[Any], tags: tuple[str, ...], *, outside: float = 0.0) -> list[str]:
    """One tag a word. Words whose own best tags already form a legal sequence keep them, which is nearly always.

    ``outside`` is added to the score of no entity.
    """
    first = tags.index("O")
    scores = scores.copy()
    scores[:, first] += outside
    own = scores.argmax(1).tolist()
    steps = _allowed(tags)
    if all(steps[a, b] == 0.0 for a, b in zip([first, *own[:-1]], own, strict=True)):
        return [tags[t] for t in own]
    best = scores[0].astype(np.float64) + steps[first]
    back: list[npt.NDArray[np.int64]] = []
    for row in scores[1:]:
        ways = best[:, None] + steps
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [tags[t] for t in reversed(path)]
