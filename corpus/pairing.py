"""Things of two readings that answer for each other: one to one, the best fitting first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
Fit = TypeVar("Fit", bound=tuple[float, ...])


def one_to_one(left: Sequence[A], right: Sequence[B], fit: Callable[[A, B], Fit | None]) -> dict[int, tuple[int, Fit]]:
    """For each index of ``left`` that has a partner its index in ``right`` and how they fit. ``fit`` says how well two do (the
    greater the better) or None; of equal fits the earlier pair is taken."""
    pairs = [(how, i, j) for i, a in enumerate(left) for j, b in enumerate(right) if (how := fit(a, b)) is not None]
    found: dict[int, tuple[int, Fit]] = {}
    used: set[int] = set()
    for how, i, j in sorted(pairs, key=lambda p: (p[0], -p[1], -p[2]), reverse=True):
        if i not in found and j not in used:
            found[i] = j, how
            used.add(j)
    return found
