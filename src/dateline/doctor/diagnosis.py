"""A finding: what was looked at, how it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["well", "absent", "wrong"]
"""``absent`` is what one may do without: an extra that is not installed, stories that are not told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``next_move`` is a command or a sentence, and there is one wherever a thing is not well.

    >>> Finding("python", "well", "3.13.0").state
    'well'
    """

    about: str
    state: State
    says: str
    next_move: str | None = None
