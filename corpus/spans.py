"""Quoted words -> characters of the report. A quotation that is not there, or not as a word of its own, is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.form import FormError, Quote

Span = tuple[int, int]


class Finder:
    """Finds quotations in one sentence; a phrase that is quoted again for the same purpose means its next occurrence."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self._used: dict[str, set[Span]] = {}

    def find(self, quote: Quote, purpose: str) -> Span:
        if " .. " in quote.words:
            first, last = quote.words.split(" .. ", 1)
            begin = self._one(Quote(quote.sentence, first, quote.nth), purpose)
            ends = [span for span in occurrences(self.text, last) if span[0] >= begin[0]]
            if not ends:
                raise FormError(f"{last!r} does not follow {first!r} in sentence {quote.sentence}")
            span = begin[0], ends[-1][1]
        else:
            span = self._one(quote, purpose)
        return span[0] + self.offset, span[1] + self.offset

    def _one(self, quote: Quote, purpose: str) -> Span:
        found = list(occurrences(self.text, quote.words))
        if not found:
            raise FormError(f"{quote.words!r} is not in sentence {quote.sentence} as whole words, capitals as there")
        if quote.nth is not None:
            if quote.nth > len(found):
                raise FormError(f"{quote.words!r} occurs {len(found)} times in sentence {quote.sentence}")
            span = found[quote.nth - 1]
        else:
            used = self._used.get(purpose, set())
            free = [span for span in found if span not in used]
            if not free:
                raise FormError(f"{quote.words!r} is quoted more often than it occurs in sentence {quote.sentence}")
            span = free[0]
        self._used.setdefault(purpose, set()).add(span)
        return span


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Where ``words`` stand in ``text`` as whole words, blanks taken as they come."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    for found in re.finditer(pattern, text):
        begin, end = found.span()
        if _cuts(text, begin) or _cuts(text, end):
            continue
        yield begin, end


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
