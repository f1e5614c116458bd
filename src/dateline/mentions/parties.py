"""Two nationalities before one noun are two parties: "Chinese and Indian soldiers" are Chinese soldiers and Indian ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.grammar.arguments import preposition_of
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, CountryWord, Office
from dateline.model import Span
from dateline.reader.sentence import Sentence
from dateline.world.countries import find_country

_JOINING = lexicon("actors").words("joining")
_FROM = lexicon("mentions").words("origin_prepositions")
_ALONE = frozenset({"adjective", "people", "name", "code"})


def parties(sentence: Sentence, c: Candidate) -> tuple[Candidate, ...]:
    """The mention itself, or one for each nationality before its noun, in text order. Each has the noun in its name, the last
    one in its span too."""
    words = c.countries
    if c.form == "nominal" and c.plural and not words and len(origins := _origins(sentence, c)) > 1:
        return tuple(_from_several(sentence, c, origins))
    if c.form != "nominal" or not c.plural or len({w.iso3 for w in words}) < 2 or not _are_joined(c, words):
        return (c,)
    starts = [next((x.index for x in sentence.words if x.start == w.span.start), c.head) for w in words]
    ends = [max(x.index for x in sentence.words if x.start < w.span.end) for w in words]
    if ends[-1] >= c.head:
        return (c,)
    rest = c.span.text[words[-1].span.end - c.span.start :]
    heads = (*ends[:-1], c.head)
    codes = frozenset(w.iso3 for w in words)
    found = []
    for word, first, head in zip(words, starts, heads, strict=True):
        own = head == c.head
        start = word.span.start
        span = Span(start, c.span.end, c.span.text[start - c.span.start :]) if own else word.span
        key = (c.key - codes) | {word.iso3}
        found.append(
            replace(
                c,
                head=head,
                first=first,
                last=c.last if own else head,
                span=span,
                name=" ".join(f"{word.span.text}{rest}".split()),
                key=key,
                countries=(word,),
                offices=tuple(_of_party(o, codes, word) for o in c.offices),
                parties=tuple(h for h in heads if h != head),
            )
        )
    return tuple(found)


def _origins(sentence: Sentence, c: Candidate) -> list[CountryWord]:
    """The countries of "soldiers from Niger and Chad", if all that they are from are some."""
    for first in sentence.dependents(c.head, "nmod"):
        if preposition_of(sentence, first.index) in _FROM:
            places = [first, *sentence.dependents(first.index, "conj")]
            found = [(w, find_country(w.text)) for w in places]
            lands = [CountryWord(m.iso3, Span(w.start, w.end, w.text), m.form) for w, m in found if m is not None]
            return lands if len(lands) == len(places) and all(w.form in _ALONE for w in lands) else []
    return []


def _from_several(sentence: Sentence, c: Candidate, origins: Sequence[CountryWord]) -> Iterator[Candidate]:
    """One for each country: the first by the noun, the others by the name of theirs."""
    at = [next(w.index for w in sentence.words if w.start == land.span.start) for land in origins[1:]]
    heads = (c.head, *at)
    for land, head in zip(origins, heads, strict=True):
        own = head == c.head
        yield replace(
            c,
            head=head,
            first=c.first if own else head,
            last=c.last if own else head,
            span=c.span if own else land.span,
            name=f"{c.name} from {land.span.text}",
            key=c.key | {land.iso3},
            countries=(land,),
            parties=tuple(h for h in heads if h != head),
        )


def _are_joined(c: Candidate, words: tuple[CountryWord, ...]) -> bool:
    """Nothing but "and" and commas stands between the nationalities."""
    return all(w.form in _ALONE for w in words) and all(map(_is_joint, _between(c, words)))


def _between(c: Candidate, words: tuple[CountryWord, ...]) -> Iterator[str]:
    start, text = c.span.start, c.span.text
    for before, after in pairwise(words):
        yield text[before.span.end - start : after.span.start - start]


def _is_joint(text: str) -> bool:
    return bool(text.strip()) and all(part in _JOINING for part in text.replace(",", " , ").split())


def _of_party(office: Office, codes: frozenset[str], word: CountryWord) -> Office:
    return replace(office, key=(office.key - codes) | ({word.iso3} if office.key & codes else set()))
