"""Quotations without a cue of their own: who spoke before them, or speaks on behind them, is their speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.grammar.quotations import Quotations
from dateline.model import Span
from dateline.reader.sentence import Sentence
from dateline.statements.attribution import Attribution

_MARKS = re.compile(r"[ \t\r\n\"“”„«»'‘’`.,:;]*")
_NEAR = 4  # contents that begin before a quotation and may still hold it; deeper nesting is not speech


def carry_on(
    quotations: Quotations,
    sentences: Sequence[Sentence],
    found: Sequence[Attribution],
    announcing: Sequence[Attribution],
) -> list[Attribution]:
    """ "We will stay," he said. "We are not afraid.": the second quotation is his too.

    A quotation follows a statement in the same paragraph, or opens the next paragraph after a quoted one; one without a
    closing mark belongs to whoever speaks in the paragraph behind it. ``announcing`` are cues without content ("He said:").
    """
    spoken = [s for s in (*found, *announcing) if quotations.at(s.cue.start) is None]
    covered = sorted((s.content for s in spoken), key=lambda c: c.start)
    turns = _Turns(quotations, sentences, spoken)
    more: list[Attribution] = []
    for q in quotations.spans:
        if not quotations.is_speech(q) or _is_covered(q, covered):
            continue
        turn = turns.before(q, more[-1] if more else None)
        if turn is not None:
            more.append(replace(turn, content=quotations.bare(q), quoted=True))
    return more


def _is_covered(q: Span, covered: Sequence[Span]) -> bool:
    i = bisect_right(covered, q.start, key=lambda c: c.start)
    return any(c.start < q.end and q.start < c.end for c in covered[max(0, i - _NEAR) : i + 1])


class _Turns:
    """Who speaks last in each sentence, to be asked by place. No question walks through the report."""

    def __init__(self, quotations: Quotations, sentences: Sequence[Sentence], spoken: Sequence[Attribution]) -> None:
        self._quotations, self._text = quotations, quotations.text
        self._starts = [s.start for s in sentences]
        by_sentence: dict[int, list[Attribution]] = {}
        for s in spoken:
            by_sentence.setdefault(self._sentence_at(s.cue.start), []).append(s)
        self._said = {i: _outermost(group) for i, group in by_sentence.items()}
        ends = [(max(sentences[i].end, s.content.end), s) for i, group in self._said.items() for s in group]
        self._ended = sorted(ends, key=lambda item: (item[0], item[1].content.start))
        self._begun = sorted((s for _, s in ends), key=lambda s: s.content.start)

    def _sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def before(self, q: Span, carried: Attribution | None) -> Attribution | None:
        """The statement that ``q`` carries on: in its own sentence, or with nothing but marks and blanks between."""
        i = self._sentence_at(q.start)
        own = next((s for s in self._said.get(i, ()) if s.cue.end <= q.start), None)
        if own is not None:
            return own
        if not self._are_marks(self._starts[i], q.start):
            return None
        at = bisect_right(self._ended, q.start, key=lambda item: item[0]) - 1
        end, s = self._ended[at] if at >= 0 else (-1, None)
        if carried is not None and carried.content.end > end:
            end, s = carried.content.end, carried
        if s is not None and self._are_marks(end, q.start) and (s.quoted or "\n\n" not in self._text[end : q.start]):
            return s
        return self._behind(q)

    def _behind(self, q: Span) -> Attribution | None:
        """A quotation left open goes on in the next paragraph: its speaker is named there."""
        if self._quotations.is_closed(q):
            return None
        at = bisect_right(self._begun, q.end, key=lambda s: s.content.start)
        s = self._begun[at] if at < len(self._begun) else None
        return s if s is not None and self._are_marks(q.end, s.content.start) else None

    def _are_marks(self, start: int, end: int) -> bool:
        """Nothing but marks and blanks stands there."""
        marks = _MARKS.match(self._text, start, max(start, end))
        return marks is not None and marks.end() >= end


def _outermost(group: Sequence[Attribution]) -> list[Attribution]:
    """Of "X said that Y had warned …" the first alone: what follows in quotation marks is X's."""
    return [s for s in group if not any(o is not s and o.content.contains(s.cue) for o in group)]
