"""Which words are a name, and which before it are its title: "Russian Deputy Defense Minister | Viktor Goremykin"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.grammar.noun_phrases import phrase
from dateline.language import lexicon
from dateline.mentions.entities import entities
from dateline.mentions.known_entities import Entity, written
from dateline.reader.sentence import Sentence, Word
from dateline.reader.tokenize import word_lists
from dateline.world.countries import find_country
from dateline.world.people import is_family_name

_EDGE = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART", "SCONJ"})
_NAMELESS = _EDGE | {"ADJ"}
_TITLE_PARTS = ("NOUN", "PROPN", "ADJ")
_INFLECTED = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_TITLED = ("PER", "ORG")  # what a title may stand before, or be taken into
_OF_LAND = frozenset({"GOV", "COP", "REL"})  # sectors of titles that are of a town or a country
_OF = lexicon("mentions").words("title_prepositions")


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first``..``last`` are the name; ``start`` is where titles or a nationality before it begin."""

    start: int
    first: int
    last: int
    tag: str


def role_lemma(word: Word) -> str:
    return word.lemma.lower() if word.upos in _INFLECTED else word.text.lower()


def find_names(
    sentence: Sentence,
    codebook: Codebook,
    countries: frozenset[int],
    people: frozenset[int] = frozenset(),
    lands: Iterable[tuple[int, int]] = (),
) -> list[Name]:
    """The names of a sentence, freed from titles that the reader took into them; titles and nationalities alone are no names.

    ``countries``: the words that name a country in whatever form; ``people``: those that could and are parts of people's names;
    ``lands``: first and last words of countries' names that have several.
    """
    found = entities(sentence, codebook, countries, people, lands)
    if not found:
        return []
    titled = any(entity.tag in _TITLED for entity in found)
    offices = _office_words(sentence, codebook) if titled else frozenset[int]()
    kept: list[tuple[tuple[int, int], str]] = []
    for entity in found:
        ranked = _rank_end(sentence, entity, codebook)
        tag = "PER" if ranked is not None else _tag(sentence, entity)
        span = _freed(sentence, ranked or entity.first, entity.last, tag, offices, countries)
        if span is not None:
            kept.append((span, "LOC" if tag == "PER" and _is_governed(sentence, span[0], codebook) else tag))
    persons = {w for (first, last), tag in kept if tag == "PER" for w in range(first, last + 1)}
    return [Name(_start(sentence, span, tag, persons, offices), *span, tag) for span, tag in kept]


def _office_words(sentence: Sentence, codebook: Codebook) -> frozenset[int]:
    """Words that name a person's office: "deputy defense minister", "Lieutenant General", wherever it stands."""
    found: set[int] = set()
    for word in sentence.words:
        if word.upos not in ("NOUN", "PROPN"):
            continue
        first, last = phrase(sentence, word.index)
        if last == first or sentence.child(word.index, "nmod") is None:
            last = word.index
        match = codebook.role_match([role_lemma(w) for w in sentence.words[first : last + 1]])
        if match is not None and match.entry.kind == "person":
            found.update(range(first + match.start, first + match.end))
    return frozenset(found)


def _rank_end(sentence: Sentence, entity: Entity, codebook: Codebook) -> int | None:
    """Where the name begins in what was tagged with its rank: "Army General | No Kwang-chol"."""
    if entity.tag not in _TITLED:
        return None
    words = sentence.words[entity.first : entity.last + 1]
    lemmas = [role_lemma(w) for w in words]
    if entity.tag == "ORG":
        whole = codebook.role_match(lemmas)
        if whole is not None and whole.entry.kind != "person":
            return None
    for end in range(len(words) - 1, 0, -1):
        match = codebook.role_match(lemmas[:end])
        if match is not None and match.end == end and match.entry.kind == "person" and match.entry.title:
            return entity.first + end if words[end].upos == "PROPN" else None
    return None


def _tag(sentence: Sentence, entity: Entity) -> str:
    """What it was tagged as, but that a country's capital is no person: "N'Djamena"."""
    if entity.tag == "PER":
        words = sentence.words[entity.first : entity.last + 1]
        match = find_country(written(words)) if words[0].upos == "PROPN" else None
        if match is not None and match.form == "capital" and not is_family_name(written(words).casefold()):
            return "LOC"
    return entity.tag


def _is_governed(sentence: Sentence, first: int, codebook: Codebook) -> bool:
    """ "Governor of Virginia": what heads of government, police and churches are of is no person, though it may be named so."""
    words = sentence.words[max(0, first - 4) : first]
    if len(words) < 2 or words[-1].lemma not in _OF:
        return False
    match = codebook.role_match([role_lemma(w) for w in words[:-1]])
    return (
        match is not None and match.end == len(words) - 1 and match.entry.title and bool(_OF_LAND & set(match.sectors))
    )


def _freed(
    sentence: Sentence, first: int, last: int, tag: str, offices: frozenset[int], countries: frozenset[int]
) -> tuple[int, int] | None:
    """The span without titles and function words at its edges; None if nothing of a name is left."""
    words = sentence.words
    if _is_written_large(words, first, last, tag):
        return first, last
    if tag == "PER":
        while first <= last and (first in offices or first in countries):
            first += 1
        while last >= first and last in offices:
            last -= 1
    elif tag == "ORG" and not _is_country_name(sentence, first, last, countries):
        bare = offices | countries
        if all(w.index in bare or w.upos in _NAMELESS for w in words[first : last + 1]):
            return None
    while first <= last and words[first].upos in _EDGE and tag != "MISC":
        first += 1
    while last >= first and words[last].upos in _EDGE:
        last -= 1
    has_name = any(words[i].upos == "X" or words[i].text[0].isupper() for i in range(first, last + 1))
    return (first, last) if has_name else None


def _is_written_large(words: Sequence[Word], first: int, last: int, tag: str) -> bool:
    """The article of a newspaper: "The National reported", within a sentence."""
    is_one = tag == "ORG" and last == first + 1 and words[first].upos == "DET"
    return is_one and first > 1 and words[first].text.istitle() and words[first - 1].text == ","


def _is_country_name(sentence: Sentence, first: int, last: int, countries: frozenset[int]) -> bool:
    """ "the Russian Federation", not "Russian" """
    words = sentence.words[first : last + 1]
    return all(w.index in countries or w.upos in _EDGE for w in words) and words[-1].upos in ("PROPN", "NOUN")


def _start(sentence: Sentence, span: tuple[int, int], tag: str, people: set[int], offices: frozenset[int]) -> int:
    """Where the words begin that belong to the name: a person's titles, a body's nationality."""
    words = sentence.words
    start, last = span
    if tag not in _TITLED:
        return start
    while start > 0:
        word = words[start - 1]
        if word.index in people or not (
            _is_title_part(word, tag, words[start], last, offices)
            or (tag == "PER" and _joins_title(sentence, word, span[0], offices))
        ):
            break
        start -= 1
    return start


def _is_title_part(word: Word, tag: str, behind: Word, last: int, offices: frozenset[int]) -> bool:
    """Before "Mr." stands an office or what hangs from the name, "diplomat Mr. Yang"; no other noun, "the call Mr. Yang made"."""
    loose = tag == "PER" and not word.tag.endswith("LOC") and (word.index in offices or not _is_address(behind))
    return word.upos in _TITLE_PARTS and word.kind != "time" and (loose or behind.index <= word.head <= last)


def _joins_title(sentence: Sentence, word: Word, first: int, offices: frozenset[int]) -> bool:
    """The "of" of "Chief of Staff Ann Lee"; those of "critics of Lee" and "aides of President Lee" end no title."""
    behind = word.index + 1
    if word.lemma not in _OF or behind >= first or _is_address(sentence.words[behind]):
        return False
    if behind in offices and word.index not in offices:
        return False
    return word.index > 0 and sentence.words[word.index - 1].upos in ("NOUN", "PROPN")


def _is_address(word: Word) -> bool:
    """A title that is only said before a name: "Mr.", "Dr", "Gen."."""
    return word.upos == "PROPN" and word.text.removesuffix(".") in word_lists()["titles"]
