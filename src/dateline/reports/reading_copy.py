"""A report's text as it is read: without what a text loses or gains on its way, each character with its place in the text itself.

Capitals that were lost are restored, spaces that were doubled are single, lines that were wrapped are joined. What is read in
the copy is told of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Span
from dateline.reports.lost_case import in_case, lost_case
from dateline.reports.paragraphs import paragraphs

_DOUBLED = re.compile(r"(?<=\S)[^\S\n\r\x0b\x0c\x85\u2028\u2029]{2,}(?=\S)")
_LINE_END = re.compile(r"(?<=\S)\s*[\n\r\x0b\x0c\x85\u2028\u2029]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """``text`` is read, ``original`` is told of; ``places`` has for each character of the copy its place in the original, and
    is None where all stand where they stood; ``recased`` is how many characters are read with capitals that they do not have."""

    original: str
    text: str
    places: Sequence[int] | None = None
    recased: int = 0

    @property
    def is_the_text_itself(self) -> bool:
        """Is there nothing to tell of another text?"""
        return self.text is self.original

    def told(self, span: Span) -> Span:
        """A span of the copy in the original."""
        if self.places is None:
            return Span.of(self.original, span.start, span.end)
        return Span.of(self.original, self.places[span.start], self.places[span.end - 1] + 1)

    def read(self, span: Span) -> Span:
        """A span of the original in the copy."""
        return Span.of(self.text, self.place_read(span.start), self.place_read(span.end - 1) + 1)

    def place_told(self, place: int) -> int:
        """Where a character of the copy stands in the original; its end is the end."""
        if self.places is None:
            return place
        return self.places[place] if place < len(self.places) else len(self.original)

    def place_read(self, place: int) -> int:
        """Where a character of the original stands in the copy."""
        return place if self.places is None else bisect_left(self.places, place)


def reading_copy(text: str, body_start: int | None = None) -> ReadingCopy:
    """What is read for a text; mostly the text itself. From ``body_start`` on, if that is known, a paragraph is one line.

    >>> copy = reading_copy("the  un met in oslo.")
    >>> copy.text, copy.told(Span.of(copy.text, 4, 6))
    ('The UN met in Oslo.', Span(5, 7, 'un'))
    """
    single = _spaced(text, _DOUBLED.finditer(text))
    plain = single or ReadingCopy(text, text)
    lost = lost_case(plain.text)
    recased = sum(plain.place_told(end) - plain.place_told(start) for start, end in lost)
    cased = ReadingCopy(text, in_case(plain.text, lost), plain.places, recased)
    if body_start is None:
        return cased
    wraps = _wraps(cased.text, cased.place_read(body_start))
    joined = _spaced(cased.text, wraps)
    if joined is None:
        return cased
    return ReadingCopy(text, joined.text, [cased.place_told(p) for p in joined.places or ()], recased)


def _wraps(text: str, start: int) -> Iterator[re.Match[str]]:
    """The line ends inside paragraphs, with the spaces around them."""
    for first, last in paragraphs(text, start, len(text)):
        yield from _LINE_END.finditer(text, first, last)


def _spaced(text: str, gaps: Iterable[re.Match[str]]) -> ReadingCopy | None:
    """The text with one space for each gap between two words; None if there is none."""
    kept: list[int] = []
    parts: list[str] = []
    at = 0
    for gap in gaps:
        kept += range(at, gap.start() + 1)
        parts += [text[at : gap.start()], " "]
        at = gap.end()
    if not at:
        return None
    return ReadingCopy(text, "".join([*parts, text[at:]]), [*kept, *range(at, len(text))])
