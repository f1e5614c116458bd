"""The countries that a phrase names. A known body's country counts instead of a country word in its name: the
"Korean" of "Korean People's Army" is North Korea."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.mentions.candidate import CountryWord
from dateline.model import Span
from dateline.reader.sentence import Sentence
from dateline.world.countries import CountryMatch, find_countries_in
from dateline.world.organizations import organization

_LONGEST_NAME = 6  # words of a body's name around a country word

Found = tuple[int, int, CountryMatch]


def countries_in(text: str, sentence: Sentence) -> list[Found]:
    """The words of a sentence that name a country, by their offsets in ``text``."""
    start = sentence.start
    return [(start + a, start + b, match) for a, b, match in find_countries_in(text[start : sentence.end])]


def country_words(text: str, span: Span, found: Sequence[Found]) -> tuple[CountryWord, ...]:
    """Those of the sentence's countries that ``span`` holds, in text order; none overlap."""
    words: list[CountryWord] = []
    for start, end, match in found:
        if not (span.start <= start and end <= span.end) or (words and start < words[-1].span.end):
            continue
        word = Span.of(text, start, end)
        words.append(_body_around(text, span, word) or CountryWord(match.iso3, word, match.form))
    return tuple(words)


def country_indices(sentence: Sentence, found: Sequence[Found]) -> frozenset[int]:
    """Which words of a sentence name a country, in whatever form."""
    if not found:
        return frozenset()
    return frozenset(w.index for w in sentence.words if any(start <= w.start < end for start, end, _ in found))


def _body_around(text: str, span: Span, word: Span) -> CountryWord | None:
    if word == span:
        return None
    for start, end in _windows(text, span, word):
        known = organization(text[start:end])
        if known is not None and known.country and len(known.country) == 3 and known.country.isupper():
            return CountryWord(known.country, Span.of(text, start, end), "body")
    return None


def _windows(text: str, span: Span, word: Span) -> Iterator[tuple[int, int]]:
    """Stretches of the phrase that begin with the country word and go on for a few words, the longest first."""
    at = word.end
    ends: list[int] = []
    while at < span.end and len(ends) < _LONGEST_NAME:
        space = text.find(" ", at + 1, span.end)
        at = span.end if space < 0 else space
        ends.append(at)
    for end in reversed(ends):
        yield word.start, end
