"""An event as one sentence tells it: words, not yet actors; merged and resolved later."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Span, Status


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """``actors``, ``recipients`` and ``places`` are word indices in the sentence; ``scope`` is its clause (first, last word);
    ``others`` may be recipients if no better one is named, the likeliest first."""

    sentence: int
    word: int
    trigger: Span
    frame: str
    type: str
    mode: str | None
    symmetric: bool
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    others: tuple[int, ...]
    places: tuple[int, ...]
    times: tuple[int, ...]
    scope: tuple[int, int]
    status: Status
    contexts: tuple[str, ...]
    confidence: float
