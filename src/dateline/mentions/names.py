"""Which words are a name, and which before it are its title: "Russian Deputy Defense Minister | Viktor Goremykin"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.mentions.country_words import country_word_indices
from dateline.mentions.phrases import phrase
from dateline.reader.sentence import Sentence, Word

_EDGE = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART", "SCONJ"})
_TITLE_PARTS = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first``..``last`` are the name; ``start`` is where titles or a nationality before it begin."""

    start: int
    first: int
    last: int
    tag: str


def role_lemma(word: Word) -> str:
    return word.lemma.lower() if word.upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") else word.text.lower()


def find_names(text: str, sentence: Sentence, codebook: Codebook) -> list[Name]:
    """The names of a sentence, freed from titles that the reader took into them; titles and nationalities alone are no names."""
    offices = _office_words(sentence, codebook)
    countries = country_word_indices(text, sentence)
    kept = []
    for first, last, tag in _entities(sentence):
        ranked = _rank_end(sentence, first, last, codebook)
        kind = "PER" if ranked is not None and tag == "ORG" else tag
        span = _freed(sentence, first if ranked is None else ranked, last, kind, offices, countries)
        if span is not None:
            kept.append((span, kind))
    named = {w for (first, last), tag in kept if tag == "PER" for w in range(first, last + 1)}
    return [Name(_start(sentence, first, tag, named), first, last, tag) for (first, last), tag in kept]


def _entities(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Spans of named persons, organizations, places and the rest as the reader tagged them."""
    first: int | None = None
    for i, tag in enumerate((*(w.tag for w in sentence.words), "O")):
        if first is not None and not tag.startswith("I-"):
            yield first, i - 1, sentence.words[first].tag[2:]
            first = None
        if tag.startswith("B-"):
            first = i


def _office_words(sentence: Sentence, codebook: Codebook) -> frozenset[int]:
    """Words that name a person's office: "deputy defense minister", "Lieutenant General", wherever it stands."""
    found: set[int] = set()
    for word in sentence.words:
        if word.upos not in ("NOUN", "PROPN"):
            continue
        first, _ = phrase(sentence, word.index)
        _, last = phrase(sentence, word.index) if sentence.child(word.index, "nmod") else (first, word.index)
        match = codebook.role_match([role_lemma(w) for w in sentence.words[first : last + 1]])
        if match is not None and match.entry.kind == "person":
            found.update(range(first + match.start, first + match.end))
    return frozenset(found)


def _rank_end(sentence: Sentence, first: int, last: int, codebook: Codebook) -> int | None:
    """Where the name begins in what was tagged with its rank: "Army General | No Kwang-chol"."""
    for end in range(last, first, -1):
        lemmas = [role_lemma(w) for w in sentence.words[first:end]]
        match = codebook.role_match(lemmas)
        if match is not None and match.end == len(lemmas) and match.entry.kind == "person" and match.entry.title:
            return end if any(w.upos == "PROPN" for w in sentence.words[end : last + 1]) else None
    return None


def _freed(
    sentence: Sentence, first: int, last: int, tag: str, offices: frozenset[int], countries: frozenset[int]
) -> tuple[int, int] | None:
    """The span without titles and function words at its edges; None if nothing of a name is left."""
    words = sentence.words
    if tag == "PER":
        while first <= last and (first in offices or first in countries):
            first += 1
        while last >= first and last in offices:
            last -= 1
    elif all(i in offices or i in countries or words[i].upos in (*_EDGE, "ADJ") for i in range(first, last + 1)):
        if tag == "ORG" and not _is_country_name(sentence, first, last, countries):
            return None
    while first <= last and words[first].upos in _EDGE and tag != "MISC":
        first += 1
    while last >= first and words[last].upos in _EDGE:
        last -= 1
    has_name = any(words[i].upos in ("PROPN", "X") or words[i].text[0].isupper() for i in range(first, last + 1))
    return (first, last) if has_name else None


def _is_country_name(sentence: Sentence, first: int, last: int, countries: frozenset[int]) -> bool:
    """ "the Russian Federation", not "Russian" """
    inside = range(first, last + 1)
    return all(i in countries or sentence.words[i].upos in _EDGE for i in inside) and sentence.words[last].upos in ("PROPN", "NOUN")


def _start(sentence: Sentence, first: int, tag: str, named: set[int]) -> int:
    """Where the words begin that belong to the name: a person's titles, a body's nationality."""
    start = first
    while start > 0:
        word = sentence.words[start - 1]
        if word.lemma == "of" and tag == "PER" and start > 1 and sentence.words[start - 2].upos in ("NOUN", "PROPN"):
            start -= 1
            continue
        if word.upos not in _TITLE_PARTS or start - 1 in named:
            break
        if tag == "ORG" and not first <= word.head < len(sentence.words):
            break
        if tag not in ("PER", "ORG"):
            break
        start -= 1
    return start
