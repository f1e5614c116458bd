"""What a second coder's run has cost, and what of the answers was not taken: counted from several threads at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in whatever currency; None is unknown."""

    question: float | None = None
    answer: float | None = None


@dataclass(slots=True)
class Spent:
    """Questions sent and answers had, tokens as the server counts them, seconds waited for answers; what was ``refused`` of the
    answers and ``repaired`` in them, by reason."""

    sent: int = 0
    answers: int = 0
    kept: int = 0
    unanswered: int = 0
    again: int = 0
    tokens_question: int = 0
    tokens_answer: int = 0
    uncounted: int = 0
    seconds: float = 0.0
    plain: str | None = None
    refused: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, *, seconds: float = 0.0, **counts: int) -> None:
        """Count more of what is counted in numbers."""
        with self._lock:
            self.seconds += seconds
            for name, number in counts.items():
                setattr(self, name, getattr(self, name) + number)

    def add_tokens(self, question: int | None, answer: int | None) -> None:
        """Tokens of one answer; None where the server does not say."""
        known = question is not None and answer is not None
        self.add(tokens_question=question or 0, tokens_answer=answer or 0, uncounted=0 if known else 1)

    def add_reasons(self, refused: Iterable[str], repaired: Iterable[str]) -> None:
        """What was not taken of one answer, and what was put right."""
        with self._lock:
            self.refused.update(refused)
            self.repaired.update(repaired)

    def cost(self, prices: Prices) -> float | None:
        """In the currency of the prices; None if a price or the tokens of any answer are not known."""
        if prices.question is None or prices.answer is None or self.uncounted:
            return None
        return (self.tokens_question * prices.question + self.tokens_answer * prices.answer) / 1_000_000
