"""Where the words that a model quotes stand in a report, by a stated rule; what stands nowhere is refused.

1. The words as they are given, from edge to edge of words. Of several places the one nearest to the sentence that was named
   counts, in one sentence the first; two sentences as near are a doubt, and refused. Without a sentence that is there, only a
   single place counts.
2. Else the same with runs of blanks as one blank, and typographic quotation marks, dashes and dots as plain ones, without
   quotation marks around the whole. Capitals are never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Span

MISSING = "words that do not stand in the report"
DOUBTFUL = "words that stand in several places, none nearest to the sentence named"
NO_WORDS = "no words are given"
ELSEWHERE, RESPELLED = "taken from another sentence than named", "blanks, dashes or quotation marks put right"
_LONGEST = 5_000  # characters of words
_MOST_PLACES = 2_000
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
_BLANKS = re.compile(r"\s+")
_EDGES = "\"' "


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words as they stand in the report, in which sentence they begin, and how the quotation was ``repaired``, if it was."""

    span: Span
    sentence: int
    repaired: str | None = None


class QuotedWords:
    """The sentences of one report, to look words up in."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text, self._sentences = text, sentences
        self._starts = [s.start for s in sentences]
        self._first, self._last = (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
        self._folded, self._at = _folded(text[self._first : self._last], self._first)

    def find(self, given: Any) -> Quoted | str:
        """Where the ``words`` of an object stand, by its ``sentence``; or in words why nowhere."""
        words = given.get("words") if isinstance(given, Mapping) else None
        if not isinstance(words, str) or not any(c.isalnum() for c in words):
            return NO_WORDS
        if len(words) > _LONGEST:
            return MISSING
        hint = given.get("sentence")
        named = hint if type(hint) is int and 0 <= hint < len(self._sentences) else None
        exact = self._nearest(self._exactly(words.strip()), named)
        if not isinstance(exact, str):
            return Quoted(*exact, None if exact[1] == named else ELSEWHERE)
        if exact == DOUBTFUL:
            return exact
        near = self._nearest(self._nearly(words), named)
        return near if isinstance(near, str) else Quoted(*near, RESPELLED)

    def sentence_named(self, given: Any) -> Span | None:
        """The sentence that an object names, to say where something was refused."""
        hint = given.get("sentence") if isinstance(given, Mapping) else None
        return self._sentences[hint] if type(hint) is int and 0 <= hint < len(self._sentences) else None

    def _nearest(self, spans: Iterator[Span], named: int | None) -> tuple[Span, int] | str:
        """The place that counts, and its sentence."""
        found: dict[int, Span] = {}
        places = 0
        for span in spans:
            sentence = bisect_right(self._starts, span.start) - 1
            if sentence < 0 or span.start >= self._sentences[sentence].end:
                continue  # what is in no sentence was not shown to the model
            found.setdefault(sentence, span)
            places += 1
            if places == _MOST_PLACES:
                return DOUBTFUL
        if not found:
            return MISSING
        if named is None:
            ((sentence, span), *_) = found.items()
            return (span, sentence) if places == 1 else DOUBTFUL
        nearest = min(abs(sentence - named) for sentence in found)
        best = [sentence for sentence in found if abs(sentence - named) == nearest]
        return (found[best[0]], best[0]) if len(best) == 1 else DOUBTFUL

    def _exactly(self, words: str) -> Iterator[Span]:
        for start in _places(self._text, words, self._first, self._last):
            yield Span(start, start + len(words), words)

    def _nearly(self, words: str) -> Iterator[Span]:
        plain = _folded(words, 0)[0].strip(_EDGES)
        if not any(c.isalnum() for c in plain):
            return
        for start in _places(self._folded, plain, 0, len(self._folded)):
            end = self._at[start + len(plain) - 1] + 1
            yield Span.of(self._text, self._at[start], end)


def _places(text: str, words: str, first: int, last: int) -> Iterator[int]:
    """Where ``words`` stand, not as a part of other words."""
    at = text.find(words, first, last)
    while at >= 0:
        end = at + len(words)
        inside_before = words[0].isalnum() and at > 0 and text[at - 1].isalnum()
        inside_after = words[-1].isalnum() and end < len(text) and text[end].isalnum()
        if not (inside_before or inside_after):
            yield at
        at = text.find(words, at + 1, last)


def _folded(text: str, offset: int) -> tuple[str, list[int]]:
    """The text with plain marks and single blanks, and of each of its characters where it stands in the text."""
    written: list[str] = []
    at: list[int] = []
    for match in re.finditer(r"\s+|\S", text):
        piece = match[0]
        plain = " " if _BLANKS.fullmatch(piece) else _PLAIN.get(piece, piece)
        written.append(plain)
        at += [offset + match.start()] * len(plain)
    return "".join(written), at
