"""How many items of each stratum to draw, and which: sizes and a seed in, numbers of items out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

Allocation = Literal["proportional", "equal"]


class Lot(NamedTuple):
    """The item of this number in the stratum of this number, both from 0."""

    stratum: int
    item: int


def allocate(populations: Sequence[int], size: int, how: Allocation = "proportional", floor: int = 0) -> list[int]:
    """How many to draw of each stratum, ``size`` together: as large a share of each, or as many of each.

    Of no stratum fewer than ``floor`` are drawn while there are so many and ``size`` lasts, and of none more than it has.

    >>> allocate([900, 90, 10], 50, floor=5)
    [40, 5, 5]
    >>> allocate([900, 90, 10], 60, "equal")
    [25, 25, 10]
    """
    size = min(size, sum(populations))
    least = [min(floor, population) for population in populations]
    if sum(least) > size:
        return allocate(populations, size, how, floor - 1) if floor > 1 else _first(least, size)
    rates = [population if how == "proportional" else 1 for population in populations]

    def at(rate: float) -> list[float]:
        return [min(max(rate * r, low), high) for r, low, high in zip(rates, least, populations, strict=True)]

    below, above = 0.0, float(max(populations, default=0) or 1)
    for _ in range(200):
        middle = (below + above) / 2
        below, above = (middle, above) if sum(at(middle)) <= size else (below, middle)
    exact = at(below)
    whole = [int(share + 1e-9) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    room = [n for n in by_rest if whole[n] < populations[n]]
    for n in room[: size - sum(whole)]:
        whole[n] += 1
    return whole


def lots(populations: Sequence[int], drawn: Sequence[int], seed: int) -> list[Lot]:
    """Which items, in the order in which they are judged: by chance too, so that the first of them are a sample themselves."""
    chance = random.Random(seed)  # noqa: S311 a draw that anybody can repeat
    found = [
        Lot(stratum, item)
        for stratum, (population, number) in enumerate(zip(populations, drawn, strict=True))
        for item in sorted(chance.sample(range(population), number))
    ]
    chance.shuffle(found)
    return found


def _first(least: Sequence[int], size: int) -> list[int]:
    """One of each of as many strata as there is room for."""
    return [low if n < size else 0 for n, low in enumerate(least)]
