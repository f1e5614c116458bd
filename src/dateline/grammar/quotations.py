"""Pairs of quotation marks in a report. An opening mark with no partner closes at the end of its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import Span

_MARKS = re.compile(r"[\"“”„«»]|''|``|\n\s*\n|(?<![\w'’])['‘](?=[^\W\d_])")
_OPENS = frozenset(("“", "„", "«", "``"))
_CLOSES = frozenset("”»")
_SINGLE = ("'", "‘")
#: Where a single mark may close; between letters it is an apostrophe.
_SINGLE_ENDS = re.compile(r"(?<=\S)['’](?!\w)|(?<![\w'’])['‘](?=[^\W\d_])|\n\s*\n")
_ANY = ("“", "„", "«", "``", "”", "»", '"', "''", "'", "‘", "’")  # the longer before what begins with it
_PLURAL = frozenset("sS")
_LEAST = 2  # characters
_SHORT, _LONG = 2, 6  # words
_FEW = 4  # words before a mark that may as well be an owner's
_PARTICLE = 3  # letters of "of", "the", "and", which titles leave small
_STOPS = re.compile("[,. ]*")


def find_quotations(text: str, start: int = 0) -> tuple[Span, ...]:
    """What stands between quotation marks, without the marks, in text order; never across a paragraph break.

    Straight and curly marks, double and single, doubled single ones and guillemets. What stands in single marks inside double
    ones, or in double inside single, belongs to what is quoted. An apostrophe is no mark.
    """
    found: list[Span] = []
    opened: int | None = None
    at = start
    while (mark := _MARKS.search(text, at)) is not None:
        sign, at = mark.group(), mark.end()
        if sign.isspace():
            if opened is not None:
                _keep(found, text, opened, mark.start())
            opened = None
        elif sign in _SINGLE:
            end = _single_end(text, at) if opened is None else None
            if end is not None:
                _keep(found, text, at, end)
                at = end + 1
        elif opened is None:
            if sign not in _CLOSES or _leans_on(text, mark.end()):
                opened = mark.end()
        elif sign not in _OPENS or not text[mark.end() : mark.end() + 1].strip():  # with nothing behind it, it closes
            _keep(found, text, opened, mark.start())
            opened = None
        else:
            opened = mark.end()
    if opened is not None:
        _keep(found, text, opened, len(text))
    return tuple(found)


def _single_end(text: str, start: int) -> int | None:
    """Where a quotation that a single mark opens is closed, before another opens; None if the mark is a stray one. Behind an "s"
    and before a blank it may as well stand for an owner ("the rebels' guns"), and is taken only if no other closes."""
    owner: int | None = None
    for mark in _SINGLE_ENDS.finditer(text, start):
        if mark.group().isspace() or _opens_single(text, mark.start()):
            break
        if text[mark.start() - 1] not in _PLURAL or not text[mark.end() : mark.end() + 1].isspace():
            return mark.start()
        owner = owner if owner is not None else mark.start()
    return owner if owner is not None and len(text[start:owner].split()) <= _FEW else None


def _opens_single(text: str, at: int) -> bool:
    return not text[at - 1 : at].strip() or text[at] == "‘"


def _leans_on(text: str, behind: int) -> bool:
    """A closing mark with a blank before it and a letter behind it stands for an opening one."""
    return (behind == 1 or text[behind - 2].isspace()) and text[behind : behind + 1].isalpha()


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start >= _LEAST:
        found.append(Span.of(text, start, end))


@dataclass(frozen=True, slots=True)
class Quotations:
    """A report's quotations, to be asked by place. No question walks through all of them."""

    text: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    #: Which of them are speech, by where they stand: one may run on for pages and be asked about in every sentence.
    _speech: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str, start: int = 0) -> Quotations:
        spans = find_quotations(text, start)
        return cls(text, spans, tuple(q.start for q in spans))

    def at(self, position: int) -> Span | None:
        """The quotation that a character stands in."""
        i = bisect_right(self.starts, position) - 1
        return self.spans[i] if i >= 0 and position < self.spans[i].end else None

    def before(self, position: int) -> Span | None:
        """The last quotation that ends before a character."""
        i = bisect_left(self.starts, position) - 1
        return self.spans[i] if i >= 0 and self.spans[i].end <= position else None

    def within(self, start: int, end: int) -> Sequence[Span]:
        """The quotations that open in ``text[start:end]``."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def share(self, span: Span) -> float:
        """How much of ``span`` stands between quotation marks, from 0 to 1."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        inside = 0
        for q in self.spans[first : bisect_left(self.starts, span.end)]:
            inside += max(0, min(q.end, span.end) - max(q.start, span.start))
        return inside / (span.end - span.start)

    def is_closed(self, quotation: Span) -> bool:
        """Has a closing mark; a quotation that goes on in the next paragraph has none."""
        behind = self.text[quotation.end : quotation.end + 3].lstrip(" ")
        return any(behind.startswith(sign) for sign in _ANY)

    def is_speech(self, quotation: Span) -> bool:
        """Something said rather than a word or a name in quotation marks: long, or ending as clauses do, and no title."""
        found = self._speech.get(quotation.start)
        if found is None:
            count = len(quotation.text.split())
            ends = count >= _LONG or (count >= _SHORT and quotation.text[-1] in ".,!?…")
            found = self._speech[quotation.start] = ends and not self.is_title(quotation)
        return found

    def is_uttered(self, quotation: Span) -> bool:
        """Ends as what somebody utters does, however short, with more of the sentence behind it: "Thieves!", "Nonsense," """
        comma = self.text[quotation.end + 1 : quotation.end + 2] == ","
        return not self.is_title(quotation) and (quotation.text[-1] in ",!?…" or comma)

    def is_title(self, quotation: Span) -> bool:
        """ "War and Peace": several words with a capital, and none without but for the small ones."""
        words = quotation.text.split()
        capitals = sum(w[0].isupper() for w in words)
        return capitals > 1 and all(w[0].isupper() for w in words if len(w) > _PARTICLE)

    def bare(self, quotation: Span) -> Span:
        """The quotation without the comma or full stop that ends it."""
        end = quotation.end
        while end > quotation.start + 1 and self.text[end - 1] in ",. ":
            end -= 1
        return Span.of(self.text, quotation.start, end)

    def balanced(self, start: int, end: int) -> Span:
        """``text[start:end]``, longer by the mark of a quotation that opens or closes at its edge but is not all of it."""
        opening = self.at(start)
        if opening is not None and opening.start == start and opening.end < end:
            start -= len(_mark_before(self.text, start))
        closing = self.at(end - 1)
        if closing is not None and closing.start > start and self._is_bare(end, closing.end):
            end = closing.end + len(_mark_behind(self.text, closing.end))
        return Span.of(self.text, start, end)

    def _is_bare(self, start: int, end: int) -> bool:
        """Only what closes a clause stands there."""
        stops = _STOPS.match(self.text, start, end)
        return stops is not None and stops.end() >= end


def _mark_before(text: str, start: int) -> str:
    return next((m for m in _ANY if text.endswith(m, 0, start)), "")


def _mark_behind(text: str, end: int) -> str:
    return next((m for m in _ANY if text.startswith(m, end)), "")
