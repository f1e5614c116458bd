"""Whose words they are: who speaks where a report stands in quotation marks, for those who ask whom "I" and "we" mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.grammar.quotations import Quotations
from dateline.model import Span
from dateline.model.by_place import ByPlace
from dateline.statements.attribution import Attribution

At = tuple[int, int]
_SINGLE = ("'", "‘")


class Voices:
    """The speakers of a report's quotations by place."""

    def __init__(self, quotations: Quotations, said: Sequence[Attribution]) -> None:
        self._quotations = quotations
        spoken = [a for a in said if a.said and a.speaker is not None]
        self._spoken = ByPlace(sorted(spoken, key=lambda a: a.content.start), lambda a: a.content)
        self._beside: dict[Span, At | None] = {}

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
        if holding := list(self._spoken.holding(span)):
            return self._narrowest(holding, quotation)
        if quotation not in self._beside:
            self._beside[quotation] = self._narrowest(self._spoken.overlapping(quotation), quotation)
        return self._beside[quotation]

    def _narrowest(self, spoken: Iterable[Attribution], quotation: Span) -> At | None:
        own = (a for a in spoken if self._is_quoted_in(a, quotation))
        found = min(own, key=lambda a: a.content.end - a.content.start, default=None)
        return (found.sentence, found.speaker) if found is not None and found.speaker is not None else None

    def _is_quoted_in(self, said: Attribution, quotation: Span) -> bool:
        """Are these the speaker's own words there: quoted by the report, or with single marks by whoever is quoted?"""
        if not quotation.contains(said.cue):
            return True
        return self._quotations.text[said.content.start - 1] in _SINGLE
