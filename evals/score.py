"""What a stage measures: scores with their noise, and the mistakes behind them by class."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

#: Types whose two sides do the same, so that either may be called the actor.
EITHER_ORDER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_SEED = 20251108
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Score:
    """One figure, from 0 to 100. ``margin`` is half the width of its 95 % interval, None where
    the items hang together too closely to draw anew; ``size`` counts the items."""

    stage: str
    data: str
    metric: str
    value: float
    margin: float | None
    size: int

    @property
    def figure(self) -> str:
        return f"{self.value:.1f}" if self.margin is None else f"{self.value:.1f} ± {self.margin:.1f}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing missed or made up: its class, where it stands, and the words needed to understand it."""

    kind: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What one stage found on one data set."""

    scores: tuple[Score, ...]
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document (or sentence) adds: found rightly, found in all, and there to be found."""

    hit: int
    made: int
    there: int


def f1(counts: Sequence[Counts]) -> float:
    """Twice the hits over what was found and what there was, from 0 to 100."""
    both = sum(c.made + c.there for c in counts)
    return 200 * sum(c.hit for c in counts) / both if both else 0.0


def share(counts: Sequence[Counts]) -> float:
    """The hits among what there was to find, from 0 to 100."""
    there = sum(c.there for c in counts)
    return 100 * sum(c.hit for c in counts) / there if there else 0.0


def f1_score(stage: str, data: str, metric: str, counts: Sequence[Counts]) -> Score:
    """F1 over all documents, with its noise by resampling whole documents."""
    return Score(stage, data, metric, f1(counts), resampled_margin(counts, f1), sum(c.there for c in counts))


def share_score(stage: str, data: str, metric: str, counts: Sequence[Counts]) -> Score:
    """A share over all documents, with its noise by resampling whole documents."""
    return Score(stage, data, metric, share(counts), resampled_margin(counts, share), sum(c.there for c in counts))


def resampled_margin(items: Sequence[_T], measure: Callable[[Sequence[_T]], float], resamples: int = 400) -> float:
    """Half the width of the 95 % interval of a measure, by drawing the items anew; the same at every call."""
    if len(items) < 2:
        return 0.0
    rng = random.Random(_SEED)  # noqa: S311  resampling is no cryptography
    values = sorted(measure(rng.choices(items, k=len(items))) for _ in range(resamples))
    return (values[int(0.975 * resamples)] - values[int(0.025 * resamples)]) / 2
