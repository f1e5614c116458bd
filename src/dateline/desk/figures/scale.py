"""What figures share: round numbers for an axis, areas for counts, and the class that gives a kind its colour."""

from __future__ import annotations

import math

from dateline.codebook import event_types
from dateline.show.intensity import quad_class

#: What a place is read from, the surest first, and how it is told.
BASES = {
    "clause": "said of the act",
    "telling": "said of another telling of it",
    "scene": "where the report is set",
    "participant": "where a participant is",
}
_STATUSES = ("happened", "planned", "hypothetical", "denied", "historical")


def ticks(most: float, wanted: int = 4) -> list[int]:
    """Round numbers from 0 to at most ``most``, about as many as are wanted.

    >>> ticks(173)
    [0, 50, 100, 150]
    """
    rough = max(most / wanted, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough)
    return list(range(0, int(most) + 1, step))


def kind_class(cut: str, kind: str) -> str:
    """The class of a quad, of a type (that of its quad) or of a status."""
    if cut == "type":
        known = event_types().get(kind)
        return quad_class(known.quad if known is not None else "")
    if cut == "status":
        return f"status-{kind}" if kind in _STATUSES else "q-other"
    return quad_class(kind)


def radius(events: int, most: int, largest: float = 26.0, smallest: float = 3.0) -> float:
    """The radius of a dot whose area grows with its events."""
    return max(smallest, largest * math.sqrt(events / max(most, 1)))
