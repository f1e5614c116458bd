"""What a wire report's own "here" means: the town of its dateline. In a quotation it is wherever the speaker stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dateline.grammar.quotations import find_quotations
from dateline.language import lexicon
from dateline.model import Report, Span
from dateline.reader.sentence import Sentence

_HERE = lexicon("places").words("dateline_town")


class Here:
    """The words by which a report says that something was done in the town where it was written."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self._report, self._sentences = report, sentences

    def span_at(self, sentence: int, word: int) -> Span | None:
        """The word, if it is the report's own for its town."""
        w = self._sentences[sentence].words[word]
        if w.lemma not in _HERE or any(q.start <= w.start < q.end for q in self._quotations):
            return None
        return self._report.span(w.start, w.end)

    def beside(self, sentence: int, word: int) -> int | None:
        """The word for the report's town that hangs from an act: "arrived here on Monday", "signed an accord here"."""
        s = self._sentences[sentence]
        over = (word, *(w.index for w in s.dependents(word, "obj")))
        said = (w.index for v in over for w in s.dependents(v, "advmod") if self.span_at(sentence, w.index) is not None)
        return next(said, None)

    @cached_property
    def _quotations(self) -> tuple[Span, ...]:
        return find_quotations(self._report.text, self._report.body_start)
