"""Names beside dots: the largest first, each above, beside or below its dot, where it runs into no other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

_LETTER, _HIGH = 6.6, 14.0  # how much room a letter and a line take, in pixels
_APART = 4.0

_Box = tuple[float, float, float, float]


class Dot(NamedTuple):
    """Where a dot is, in pixels from the top left, and its radius."""

    x: float
    y: float
    radius: float


class Label(NamedTuple):
    """How a name stands beside its dot: moved by so much, and aligned there."""

    dx: float
    dy: float
    align: Literal["left", "center", "right"]


def dot_radius(events: int, most: int, areas: tuple[float, float]) -> float:
    """The radius of a dot whose area grows with the root of its events, from the first of the areas to the second."""
    smallest, largest = areas
    return math.sqrt((smallest + (largest - smallest) * (math.sqrt(events) - 1) / (math.sqrt(most) - 1)) / math.pi)


def place_labels(
    dots: Sequence[Dot], names: Sequence[str], frame: tuple[float, float], *, most: int = 12, always: int = 1
) -> dict[int, Label]:
    """Labels by the number of their dot, of so many dots at ``most``. The dots come largest first; those out of the frame have
    none, and so many of the largest ``always`` have theirs, whatever these run into.
    """
    wide, high = frame
    taken: list[_Box] = []
    placed: dict[int, Label] = {}
    for number, (dot, name) in enumerate(zip(dots, names, strict=True)):
        if len(placed) == most:
            break
        if not (0 <= dot.x <= wide and 0 <= dot.y <= high):
            continue
        options = list(_around(dot))
        free = (o for o in options if _is_inside(box := _box(dot, o, name), frame) and not _meets_any(box, taken))
        label = next(free, options[0] if number < always else None)
        if label is not None:
            placed[number] = label
            taken += [_box(dot, label, name), _round(dot)]
    return placed


def _around(dot: Dot) -> Iterator[Label]:
    away = round(dot.radius + _APART, 1)
    yield Label(0, -away - _HIGH / 2, "center")
    yield Label(away, 0, "left")
    yield Label(-away, 0, "right")
    yield Label(0, away + _HIGH / 2, "center")


def _box(dot: Dot, label: Label, name: str) -> _Box:
    wide = _LETTER * len(name)
    left = dot.x + label.dx - {"left": 0.0, "center": 0.5, "right": 1.0}[label.align] * wide
    middle = dot.y + label.dy
    return left, middle - _HIGH / 2, left + wide, middle + _HIGH / 2


def _round(dot: Dot) -> _Box:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _is_inside(box: _Box, frame: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame[0] and box[3] <= frame[1]


def _meets_any(box: _Box, others: Sequence[_Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
