"""Content hashes by the ten million: a set of them at 21 to 43 bytes each, where Python's own takes some 130.

An open table: a hash stands in the slot that its first half names, or in the next free one after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.uint64]
"""Hashes as rows of two numbers: their first 16 hexadecimal digits and their last."""

_FULLEST = 0.75
_LEAST = 1024
_HALF = 2**64


class Hashes:
    """A set of content hashes (32 hexadecimal digits) that only grows."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._table: Pairs = np.zeros((_LEAST, 2), np.uint64)
        self._count = 0
        for content_hash in hashes:
            self.add(content_hash)

    @classmethod
    def over(cls, table: Pairs, count: int) -> Hashes:
        """The set whose table and count these are, for asking only: the array may be another process's, and is not copied."""
        found = cls()
        found._table, found._count = table, count
        return found

    @property
    def table(self) -> Pairs:
        """The open table itself: pairs of 64-bit halves, zeros where it is empty. Do not change it."""
        return self._table

    def __len__(self) -> int:
        return self._count

    def __contains__(self, content_hash: object) -> bool:
        return isinstance(content_hash, str) and self._find(*_halves(content_hash))[1]

    def __iter__(self) -> Iterator[str]:
        for first, last in self._table[self._table[:, 1] != 0]:
            yield f"{int(first):016x}{int(last):016x}"

    def add(self, content_hash: str) -> bool:
        """Whether the hash is new; it is known from now on."""
        self._make_room(1)
        first, last = _halves(content_hash)
        slot, found = self._find(first, last)
        if not found:
            self._table[slot] = first, last
            self._count += 1
        return not found

    def add_pairs(self, pairs: Pairs) -> None:
        """Add many at once, some hundred times as fast as one by one."""
        self._make_room(len(pairs))
        pairs = pairs.copy()
        pairs[pairs[:, 1] == 0, 1] = 1
        mask = np.uint64(len(self._table) - 1)
        slots = pairs[:, 0] & mask
        while len(pairs):
            free = self._table[slots, 1] == 0
            # Of several that want one slot the last gets it; the others see that it is not theirs and go on.
            self._table[slots[free]] = pairs[free]
            self._count += len(np.unique(slots[free]))
            left = (self._table[slots] != pairs).any(axis=1)
            pairs, slots = pairs[left], (slots[left] + np.uint64(1)) & mask

    def _find(self, first: int, last: int) -> tuple[int, bool]:
        """The slot where the hash is, or where it would have to stand."""
        table, mask = self._table, len(self._table) - 1
        slot = first & mask
        while there := int(table[slot, 1]):
            if there == last and int(table[slot, 0]) == first:
                return slot, True
            slot = (slot + 1) & mask
        return slot, False

    def _make_room(self, more: int) -> None:
        size = len(self._table)
        while self._count + more > _FULLEST * size:
            size *= 2
        if size > len(self._table):
            old, count = self._table[self._table[:, 1] != 0], self._count
            self._table, self._count = np.zeros((size, 2), np.uint64), 0
            self.add_pairs(old)
            assert self._count == count


def _halves(content_hash: str) -> tuple[int, int]:
    """Both halves as numbers; a second half of zero would look like a free slot, and one in 2**64 hashes can bear it."""
    first, last = divmod(int(content_hash, 16), _HALF)
    return first, last or 1
