"""Measured weights: how likely a value is right, by where it was read and by what the reader's network says of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_UNSEEN = 0.01  # the share of what the network does not hand on
#: Digits of a probability: more are not measured.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights: a constant, the network's log odds, one for each kind of reading; and what the network's log odds that
    a word tells any act at all count for a reading that says which."""

    constant: float
    head: float
    kinds: dict[str, float]
    act: float = 0.0

    def probability(self, kind: str, share: float, act: float = 0.5, more: float = 0.0) -> float:
        """``kind`` is how a value was read, ``share`` the network's for it, ``act`` its share that there is any act; ``more``:
        log odds that are not measured."""
        odds = self.constant + self.kinds[kind] + self.head * log_odds(share) + self.act * log_odds(act) + more
        return round(1 / (1 + math.exp(-odds)), _DIGITS)


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
    """The weights of that name in ``scores.yaml``; the kind "none" adds nothing."""
    raw = scores()[name]
    kinds = {"none": 0.0} | {kind: float(x) for kind, x in raw["kinds"].items()}
    return Weights(float(raw["constant"]), float(raw["head"]), kinds, float(raw.get("act", 0.0)))
