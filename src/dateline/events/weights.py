"""Measured weights: how likely a value is right, by where it was read and by what the reader's network says of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
_UNSEEN = 0.01  # the share of what the network does not hand on
#: Digits of a probability: more are not measured.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights: a constant, and a number for each thing that is known of a value."""

    constant: float
    numbers: Mapping[str, float]

    def probability(self, known: Mapping[str, float], more: float = 0.0) -> float:
        """``known``: what is known of a value, by the names of the weights; what has no weight counts nothing. ``more``: log odds
        that are not measured.

        >>> Weights(0.0, {"head": 1.0}).probability({"head": log_odds(0.8)})
        0.8
        """
        odds = self.constant + sum(self.numbers.get(name, 0.0) * value for name, value in known.items()) + more
        return round(1 / (1 + math.exp(-odds)), _DIGITS)

    def likeliest(self, known: Mapping[T, Mapping[str, float]], least: float) -> tuple[T, float] | None:
        """Of several values, each with what is known of it, the likeliest and how likely it is; None if none is as likely as
        ``least``. Of equals it is the first."""
        likely = {value: self.probability(of_it) for value, of_it in known.items()}
        best = max(likely, key=lambda value: likely[value], default=None)
        return (best, likely[best]) if best is not None and likely[best] >= least else None


def log_odds(share: float) -> float:
    """Of a share that may be none or all, of which the network is never quite sure."""
    held = min(1 - _UNSEEN, max(_UNSEEN, share))
    return math.log(held / (1 - held))


@cache
def scores() -> dict[str, Any]:
    """``scores.yaml``: all that was measured, by section."""
    found: dict[str, Any] = yaml.safe_load((files("dateline.events") / "scores.yaml").read_text(encoding="utf-8"))
    return found


def measured(name: str) -> Weights:
    """The weights of that name in ``scores.yaml``."""
    raw = {key: float(number) for key, number in scores()[name].items()}
    return Weights(raw.pop("constant"), raw)


def odds_told(what: str) -> Callable[[str, str | None], float]:
    """The log odds that an act has its place, or its date, told: asked with its type and mode."""
    shares: dict[str, float] = scores()["told"][what]
    return lambda kind, mode: log_odds(shares.get(f"{kind}/{mode or 'none'}", shares.get(kind, shares["any"])))
