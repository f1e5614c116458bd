"""Whose words they are: who speaks where a report stands in quotation marks, for those who ask whom "I" and "we" mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.grammar.quotations import Quotations
from dateline.model import Span
from dateline.statements.attribution import Attribution

At = tuple[int, int]


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

        None outside quotations, and where nothing tells.
        """
        quotation = self._quotations.at(span.start)
        if quotation is None:
            return None
        last = bisect_right(self._starts, span.start)
        holding = [a for a in self._spoken[:last] if span.end <= a.content.end]
        holding = holding or [a for a in self._spoken if a.content.overlaps(quotation)]
        found = min(holding, key=lambda a: a.content.end - a.content.start, default=None)
        return (found.sentence, found.speaker) if found is not None and found.speaker is not None else None
