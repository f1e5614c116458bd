"""How a record looks where pictures are shown, as in a notebook.

This room knows no colours, and asks no later one for them: whoever knows how to draw a record says so here, which the front
door does for all who come in by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_DRAWS: dict[type, Callable[[Any], str]] = {}


def draw_with(record: type, draw: Callable[[Any], str]) -> None:
    """From now on, records of this type look like what ``draw`` returns, which is HTML."""
    _DRAWS[record] = draw


def drawn(record: object) -> str | None:
    """The record as HTML; None, which notebooks take for plain words, if nobody has said how it looks."""
    draw = _DRAWS.get(type(record))
    return draw(record) if draw is not None else None
