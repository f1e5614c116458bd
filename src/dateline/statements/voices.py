"""Whose words they are: who speaks where a report stands in quotation marks, for those who ask whom "I" and "we" mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.grammar.quotations import Quotations
from dateline.model import Span
from dateline.statements.attribution import Attribution

At = tuple[int, int]
_SINGLE = ("'", "‘")


class Voices:
    """The speakers of a report's quotations by place."""

    def __init__(self, quotations: Quotations, said: Sequence[Attribution]) -> None:
        self._quotations = quotations
        spoken = [a for a in said if a.said and a.speaker is not None]
        self._spoken = sorted(spoken, key=lambda a: a.content.start)
        self._starts = [a.content.start for a in self._spoken]

    def is_quoted(self, span: Span) -> bool:
        """Do the words stand in quotation marks?"""
        return self._quotations.at(span.start) is not None

    def of(self, span: Span) -> At | None:
        """Sentence and head word of whoever says the quoted words: the speaker of the narrowest statement that holds them.

        None outside quotations, and where nothing tells. What is reported inside a quotation is in the words of whoever is
        quoted: in Idris's "they claim that we fled", "we" is Idris and not they.
        """
        quotation = self._quotations.at(span.start)
        if quotation is None:
            return None
        last = bisect_right(self._starts, span.start)
        holding = [a for a in self._spoken[:last] if span.end <= a.content.end]
        holding = holding or [a for a in self._spoken if a.content.overlaps(quotation)]
        holding = [a for a in holding if self._is_quoted_in(a, quotation)]
        found = min(holding, key=lambda a: a.content.end - a.content.start, default=None)
        return (found.sentence, found.speaker) if found is not None and found.speaker is not None else None

    def _is_quoted_in(self, said: Attribution, quotation: Span) -> bool:
        """Are these the speaker's own words there: quoted by the report, or with single marks by whoever is quoted?"""
        if not quotation.contains(said.cue):
            return True
        return self._quotations.text[said.content.start - 1] in _SINGLE
