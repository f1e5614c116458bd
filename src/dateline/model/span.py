"""The character span: every value Dateline writes points at one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.brief import cut
from dateline.model.form import WORDS


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in a report's text, with the text it claims.

    Make spans with :meth:`of`, which reads the text itself, so that claim and source cannot disagree.
    """

    start: Annotated[int, "First character, counted in code points from 0."]
    end: Annotated[int, "The character after the last."]
    text: Annotated[str, WORDS, "The words themselves."]

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, {cut(self.text)!r})"

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must not be empty or negative: {self.start}..{self.end}")
        if len(self.text) != self.end - self.start:
            raise ValueError(
                f"span {self.start}..{self.end} claims a text of {len(self.text)} characters: {self.text!r}"
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``start..end`` of ``text``; raises ValueError if it does not lie inside."""
        if end > len(text):
            raise ValueError(f"span {start}..{end} ends after the text, which has {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end
