"""A share in a sample as a share in the whole: weighted by strata, with an interval that knows how the sample was drawn.

The share is a ratio estimate: each judged item stands for as many as its stratum has for each one judged in it. The interval is
Wilson's with the effective size of the sample: the number of items drawn at random, with replacement, that would know the share
as exactly. Strata, unequal chances, and the correction for a population that is not endless are all in that number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_Z = 1.959964  # of 95 %
_MORE = 4.0  # items of the usual kind that a stratum is taken to have; as many as Wilson's interval adds


class Cell(NamedTuple):
    """What was judged in one stratum: of ``judged`` items ``asked`` are those that the share is of, and ``right`` are right.

    ``right`` may be a fraction: an item on which coders differ is right by half.
    """

    population: int
    judged: int
    asked: int
    right: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; of ``judged`` items ``right`` were right. No value where nothing was judged."""

    value: float | None
    low: float | None
    high: float | None
    judged: int
    right: float


def weighted_share(cells: Sequence[Cell]) -> Share:
    """The share of what is right, in all strata of which anything was judged.

    >>> share = weighted_share([Cell(population=9000, judged=50, asked=50, right=45), Cell(1000, 50, 50, 30)])
    >>> [round(number, 2) for number in (share.value, share.low, share.high)]
    [0.87, 0.77, 0.93]
    """
    cells = [cell for cell in cells if cell.judged]
    asked, right = sum(cell.asked for cell in cells), sum(cell.right for cell in cells)
    if not asked:
        return Share(None, None, None, 0, 0.0)
    whole = sum(_weight(cell) * cell.asked for cell in cells)
    value = sum(_weight(cell) * cell.right for cell in cells) / whole
    size = _effective_size(cells, whole, (right + 1) / (asked + 2))
    low, high = wilson(value, size) if size is not None else (value, value)
    return Share(value, low, high, asked, right)


def wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share among so many."""
    more = _Z**2 / size
    middle = (share + more / 2) / (1 + more)
    half = _Z / (1 + more) * math.sqrt(share * (1 - share) / size + more / (4 * size))
    return max(0.0, middle - half), min(1.0, middle + half)


def _weight(cell: Cell) -> float:
    return cell.population / cell.judged


def _effective_size(cells: Sequence[Cell], whole: float, usual: float) -> float | None:
    """How many items would know as much; None if all items are judged, and nothing is left to chance.

    The share of a stratum is drawn towards the ``usual`` one, as if some more items were judged in it: a stratum of few items,
    all of them right, is not known to be without fault.
    """
    near = [(cell.right + _MORE * usual) / (cell.asked + _MORE) for cell in cells]
    middle = sum(_weight(c) * c.asked * share for c, share in zip(cells, near, strict=True)) / whole
    variance = 0.0
    for cell, share in zip(cells, near, strict=True):
        part = cell.asked / cell.judged
        within, between = share * (1 - share), (1 - part) * (share - middle) ** 2
        left = 1 - cell.judged / cell.population
        variance += _weight(cell) ** 2 * left * cell.asked * (within + between)
    variance /= whole**2
    return middle * (1 - middle) / variance if variance > 0 else None
