"""How far coders agree beyond chance: percent agreement, the kappas of Cohen and Fleiss, Krippendorff's alpha, Gwet's AC1.

All are nominal, and take what not every coder has judged. Fleiss' kappa and AC1 with missing verdicts are those of Gwet (2014);
with as many verdicts on each item Fleiss' kappa is that of 1971. Intervals are percentiles of a bootstrap over items, or over
the reports that these stand in, for two events of one report are not two independent tries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Of the bootstrap: so that the same verdicts give the same intervals.
SEED = 20_240_304
_DRAWS = 2_000
_AT_ONCE = 4_000_000  # cells of weights, so that a large sample takes little memory
_LEVEL = 95
_FEWEST = 0.5  # share of the draws in which a coefficient must be defined

Ratings = Sequence[Sequence[object | None]]
"""A row an item, a column a coder: what the coder finds of it, None if nothing."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient. ``why`` says what keeps it, or only its interval, from being known."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    """The ratings as counts: ``counts`` has a row an item and a column a category; ``both`` the pairs of two coders."""

    counts: _Array
    both: _Array | None

    @classmethod
    def of(cls, ratings: Ratings, categories: Sequence[object]) -> _Counted:
        at = {category: number for number, category in enumerate(categories)}
        counts = np.zeros((len(ratings), len(at)))
        coders = len(ratings[0]) if ratings else 0
        both = np.zeros((len(ratings), len(at), len(at))) if coders == 2 else None
        for number, row in enumerate(ratings):
            given = [at[rating] for rating in row if rating is not None]
            np.add.at(counts[number], given, 1)
            if both is not None and len(given) == 2:
                both[number, given[0], given[1]] = 1
        return cls(counts, both)


def coefficients(
    ratings: Ratings, categories: Sequence[object] | None = None, clusters: Sequence[object] | None = None
) -> tuple[Coefficient, ...]:
    """The coefficients of these ratings with 95 % intervals.

    ``categories`` are what a coder could say, where that is more than what was said; AC1 counts them. ``clusters`` says of each
    item what it is drawn with: its report.

    >>> [(c.name, round(c.value, 3)) for c in coefficients([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])][:2]
    [('percent agreement', 0.75), ("Cohen's kappa", 0.5)]
    """
    said = {rating for row in ratings for rating in row if rating is not None}
    kinds = list(categories) if categories is not None else sorted(said, key=str)
    counted = _Counted.of(ratings, kinds)
    coders = len(ratings[0]) if ratings else 0
    twice = int((counted.counts.sum(axis=1) >= 2).sum())
    if not twice:
        return tuple(Coefficient(name, None, why="no item is judged by two coders") for name in _NAMES)
    whole = _all_of(counted, np.ones((1, len(ratings))))
    drawn = [_all_of(counted, weights) for weights in _weights(clusters or range(len(ratings)))]
    found = []
    for name in _NAMES:
        if name == COHEN and coders != 2:
            found.append(Coefficient(name, None, why=f"is of two coders, and there are {coders}"))
        else:
            found.append(_told(name, float(whole[name][0]), np.concatenate([some[name] for some in drawn])))
    return tuple(found)


PERCENT, COHEN, FLEISS, ALPHA, AC1 = (
    "percent agreement",
    "Cohen's kappa",
    "Fleiss' kappa",
    "Krippendorff's alpha",
    "Gwet's AC1",
)
_NAMES = (PERCENT, COHEN, FLEISS, ALPHA, AC1)


def _told(name: str, value: float, drawn: _Array) -> Coefficient:
    if np.isnan(value):
        return Coefficient(name, None, why="all verdicts are the same, so chance alone would agree too")
    held = drawn[~np.isnan(drawn)]
    if len(held) < _FEWEST * len(drawn):
        return Coefficient(name, value, why="too few verdicts differ for an interval")
    low, high = np.percentile(held, [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    if low == high:
        why = "no two coders differ" if value == 1 else "too few verdicts differ"
        return Coefficient(name, value, why=f"{why}, so no interval can be drawn from them")
    return Coefficient(name, value, float(low), float(high))


def _weights(clusters: Sequence[object]) -> Iterator[_Array]:
    """How often each item is drawn, a row a draw of the bootstrap: items of one cluster are drawn together."""
    number = {
        cluster: n for n, cluster in enumerate(sorted({*clusters}, key=str))
    }  # the same in whatever order they come
    of_item = np.array([number[cluster] for cluster in clusters])
    chance = np.random.default_rng(SEED)
    at_once = max(1, _AT_ONCE // len(of_item))
    for start in range(0, _DRAWS, at_once):
        size = min(at_once, _DRAWS - start)
        drawn = chance.multinomial(len(number), np.full(len(number), 1 / len(number)), size=size)
        yield drawn[:, of_item].astype(np.float64)


def _all_of(counted: _Counted, weights: _Array) -> dict[str, _Array]:
    """Each coefficient under each row of weights; NaN where it is not defined."""
    counts = counted.counts
    ratings = counts.sum(axis=1)
    judged, paired = ratings >= 1, ratings >= 2
    same = (counts * (counts - 1)).sum(axis=1)
    agreed = _ratio(same, ratings * (ratings - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (weights[:, paired] @ agreed[paired]) / weights[:, paired].sum(axis=1)
        shares = counts[judged] / ratings[judged, None]
        usual = (weights[:, judged] @ shares) / weights[:, judged].sum(axis=1)[:, None]
        by_chance = (usual**2).sum(axis=1)
        kinds = counts.shape[1]
        spread = (1 - by_chance) / (kinds - 1) if kinds > 1 else np.full(len(weights), np.nan)
        return {
            PERCENT: observed,
            COHEN: np.full(len(weights), np.nan) if counted.both is None else _cohen(counted.both, weights),
            FLEISS: _beyond(observed, by_chance),
            ALPHA: _alpha(counts[paired], _ratio(same, ratings - 1)[paired], weights[:, paired]),
            AC1: _beyond(observed, spread),
        }


def _cohen(both: _Array, weights: _Array) -> _Array:
    """Each coder's own habit is what chance has: those of one may be others than those of the other."""
    table = np.tensordot(weights, both, axes=1)
    table /= table.sum(axis=(1, 2), keepdims=True)
    by_chance = (table.sum(axis=1) * table.sum(axis=2)).sum(axis=1)
    return _beyond(np.trace(table, axis1=1, axis2=2), by_chance)


def _alpha(counts: _Array, same: _Array, weights: _Array) -> _Array:
    """By the matrix of coincidences: of items that two have judged, each value as often as it can be paired."""
    values = weights @ counts
    total = values.sum(axis=1)
    observed = (weights @ same) / total
    by_chance = (values * (values - 1)).sum(axis=1) / (total * (total - 1))
    return _beyond(observed, by_chance)


def _beyond(observed: _Array, by_chance: _Array) -> _Array:
    left = 1 - by_chance
    return np.where(left > 1e-12, (observed - by_chance) / np.where(left > 1e-12, left, 1), np.nan)


def _ratio(part: _Array, whole: _Array) -> _Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
