"""What a wire report's own "here" means: the town of its dateline. In a quotation it is wherever the speaker stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from dateline.grammar.quotations import find_quotations
from dateline.language import lexicon
from dateline.model import Report, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.places.choice import PlaceChoice, choose_place

DATELINE_TOWN = lexicon("places").words("dateline_town")


class Here:
    """The town where a report was written, and the words by which the report says that something was done there."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], countries: Mapping[str, float]) -> None:
        self._report, self._sentences, self._countries = report, sentences, countries

    @cached_property
    def town(self) -> PlaceChoice | None:
        """None for a report without a dateline, or with one that is not in the gazetteer."""
        line = self._report.dateline
        if line is None or line.place is None:
            return None
        return choose_place(line.place, countries=self._countries, country_hint=line.region)

    def span_at(self, sentence: int, word: int) -> Span | None:
        """The word, if it is the report's own for its town."""
        w = self._sentences[sentence].words[word]
        if w.lemma not in DATELINE_TOWN or self.town is None:
            return None
        spoken = any(q.start <= w.start < q.end for q in self._quotations)
        return None if spoken else self._report.span(w.start, w.end)

    def beside(self, sentence: int, word: int) -> int | None:
        """The word for the report's town that hangs from an act: "arrived here on Monday", "signed an accord here"."""
        s = self._sentences[sentence]
        over = (word, *(w.index for w in s.dependents(word, "obj")))
        said = (w.index for v in over for w in s.dependents(v, "advmod") if self.span_at(sentence, w.index) is not None)
        return next(said, None)

    @cached_property
    def _quotations(self) -> tuple[Span, ...]:
        return find_quotations(self._report.text, self._report.body_start)
