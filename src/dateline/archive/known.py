"""Content hashes as a sorted array, 16 bytes each: what many processes of one machine can share without a copy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.uint64]
"""Hashes as rows of two numbers: their first 16 hexadecimal digits and their last."""

_HALF = 2**64


def in_order(pairs: Pairs) -> Pairs:
    """The hashes by their first halves, as :class:`Known` looks them up."""
    return pairs[np.argsort(pairs[:, 0], kind="stable")]


class Known:
    """Asks an array that is :func:`in_order` for a hash; the array is neither copied nor changed."""

    def __init__(self, pairs: Pairs) -> None:
        self._first, self._last = pairs[:, 0], pairs[:, 1]

    def __contains__(self, content_hash: str) -> bool:
        first, last = divmod(int(content_hash, 16), _HALF)
        start = int(np.searchsorted(self._first, np.uint64(first)))
        end = int(np.searchsorted(self._first, np.uint64(first), side="right"))
        return bool((self._last[start:end] == np.uint64(last)).any())
