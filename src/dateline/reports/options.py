"""How sources are to be read: what the user says about them, and a count of what was passed over on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """``kind`` is one of the formats' names, or None to judge by content; names of columns and keys are guessed if None.
    ``day_first`` says how dates in figures are written; None if only those are to be read that can be read one way.

    ``passed_over`` counts what is no report and was never meant to be one, as the images of a web archive.
    """

    kind: str | None = None
    text: str | None = None
    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    id: str | None = None
    url: str | None = None
    encoding: str | None = None
    day_first: bool | None = None
    passed_over: Counter[str] = field(default_factory=Counter, compare=False)


DEFAULT = SourceOptions()
