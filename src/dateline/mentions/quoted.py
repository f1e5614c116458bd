"""What stands in quotation marks, over sentence ends, and whose words they are as far as the nearest clause of saying tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("mentions")
At = tuple[int, int]

_OPENING, _CLOSING, _STRAIGHT = frozenset("“„«"), frozenset("”»"), frozenset({'"', "``", "''"})
_LONGEST = 12  # sentences: a quotation that nothing closes for longer was no quotation
_SAID = _WORDS.words("quoting_verbs")


@dataclass(frozen=True, slots=True)
class Quotation:
    """From the word after the opening mark to the word before the closing one."""

    first: At
    last: At

    def holds(self, at: At) -> bool:
        return self.first <= at <= self.last


def quotations(sentences: Sequence[Sentence]) -> list[Quotation]:
    """In text order, none inside another."""
    found: list[Quotation] = []
    opened: At | None = None
    for s in sentences:
        for w in s.words:
            if opened is not None and s.index - opened[0] >= _LONGEST:
                opened = None
            if not _is_mark(w):
                continue
            if opened is not None and _closes(s, w):
                last = _before(sentences, s, w)
                if opened <= last:
                    found.append(Quotation(opened, last))
                opened = None
            elif opened is None and w.text not in _CLOSING:
                opened = s.index, w.index + 1
    return found


def _is_mark(word: Word) -> bool:
    return word.text in _STRAIGHT or word.text in _OPENING or word.text in _CLOSING


def _closes(s: Sentence, w: Word) -> bool:
    """A mark that opens a sentence opens a further paragraph of the same quotation."""
    return w.text in _CLOSING or (w.text in _STRAIGHT and w.index > 0) or w.index == len(s.words) - 1


def _before(sentences: Sequence[Sentence], s: Sentence, w: Word) -> At:
    if w.index > 0:
        return s.index, w.index - 1
    before = sentences[s.index - 1]
    return before.index, len(before.words) - 1


class Speakers:
    """The word that names the speaker of each quotation of a report."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._quotations = quotations(sentences)
        self._speakers: list[At | None] = []
        for i, quotation in enumerate(self._quotations):
            self._speakers.append(self._near(quotation) or self._carried(i) or self._introduced(quotation))

    def is_quoted(self, at: At) -> bool:
        return any(q.holds(at) for q in self._quotations)

    def of(self, at: At) -> At | None:
        """Who says the word at this place; None outside quotations and where nothing tells."""
        return next((s for q, s in zip(self._quotations, self._speakers, strict=True) if q.holds(at)), None)

    def _near(self, quotation: Quotation) -> At | None:
        """ "…," X said: the subject of a verb beside the quotation that governs its words or is one of saying."""
        for index in dict.fromkeys((quotation.first[0], quotation.last[0])):
            told = [w for w in self._sayings(index) if not self.is_quoted((index, w.index))]
            if told:
                start = quotation.first[1] if index == quotation.first[0] else 0
                end = quotation.last[1] if index == quotation.last[0] else len(self._sentences[index].words)
                return index, min(told, key=lambda w: min(abs(w.index - start), abs(w.index - end))).index
        return None

    def _sayings(self, index: int) -> Iterator[Word]:
        """The subjects of the verbs of saying in a sentence."""
        if not 0 <= index < len(self._sentences):
            return
        s = self._sentences[index]
        for w in s.words:
            if w.relation == "nsubj" and w.head >= 0:
                verb = s.words[w.head]
                if verb.lemma in _SAID and not self.is_quoted((index, verb.index)):
                    yield w

    def _carried(self, i: int) -> At | None:
        """The speaker of the quotation before, where nothing but a sentence end or a clause stands between."""
        if i == 0 or self._quotations[i].first[0] - self._quotations[i - 1].last[0] > 1:
            return None
        return self._speakers[i - 1]

    def _introduced(self, quotation: Quotation) -> At | None:
        """X said so. "…": the last subject of saying in the sentence before one that is nothing but a quotation."""
        before = quotation.first[0] - 1
        found = list(self._sayings(before))
        return (before, found[-1].index) if found and quotation.first[1] <= 1 else None
