"""What is called like a country or its capital and is neither: a person ("Jordan Lavigne", "Emma England"), a town in a state
("Peru, Illinois"), a town in a province of another country ("Armenia, in the Colombian department of Quindio")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.grammar.arguments import preposition_of
from dateline.language import lexicon, rows
from dateline.mentions.country_words import Found
from dateline.reader.sentence import Sentence, Word
from dateline.world.countries import find_country
from dateline.world.divisions import division_code, is_division, written_short
from dateline.world.gazetteer import lookup

_WORDS = lexicon("mentions")
_WHERE = _WORDS.words("country_prepositions")
#: What a part of a country is called: "province", "department".
DIVISION_WORDS = frozenset(row["word"] for row in rows("place_words.csv") if row["kind"] == "division")
_LONGEST = 3  # words of a state's name, and of a town's
_STRETCH = 9  # words behind a comma in which the province of a town is told


class Namesakes(NamedTuple):
    """The country words that are none, and the words among them that are parts of people's names."""

    found: frozenset[Found]
    people: frozenset[int]


def family_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The family names of the report's people that a country bears too: "Jordan", where it tells of Marcus Jordan."""
    found = set()
    for sentence in sentences:
        for before, word in zip(sentence.words, sentence.words[1:], strict=False):
            ends = word.index + 1 == len(sentence.words) or sentence.words[word.index + 1].tag != "I-PER"
            if word.tag == "I-PER" and ends and _is_name(before) and _is_name(word) and find_country(word.text):
                found.add(word.text)
    return frozenset(found)


def namesakes(
    sentence: Sentence, found: Sequence[Found], codebook: Codebook, families: frozenset[str] = frozenset()
) -> Namesakes:
    """Those among the country words of a sentence. ``families``: see :func:`family_names`."""
    at = {w.start: w for w in sentence.words}
    people: dict[Found, int] = {}
    towns: set[Found] = set()
    for f in found:
        start, end, match = f
        word = at.get(start)
        if word is None or match.form not in ("name", "capital"):
            continue
        if word.end == end and _is_persons(sentence, word, codebook, families):
            people[f] = word.index
        else:
            towns.update(_of_town(sentence, word, f, found))
    return Namesakes(frozenset({*people, *towns}), frozenset(people.values()))


def _is_persons(sentence: Sentence, word: Word, codebook: Codebook, families: frozenset[str]) -> bool:
    """A given name before a family name, a family name behind a given one, or a family name that the report has told whose it
    is."""
    if not _is_name(word):
        return False
    words = sentence.words
    before = words[word.index - 1] if word.index > 0 else None
    after = words[word.index + 1] if word.index + 1 < len(words) else None
    if after is not None and _is_name(after) and after.tag.endswith("PER") and not _is_office(after, codebook):
        hangs = after.tag == "B-PER" and {after.head, word.head} & {word.index, *_entity(words, after)}
        if after.tag == "I-PER" or (hangs and word.space_after):
            return True
    if word.tag == "B-LOC" and after is not None and after.tag == "I-LOC" and _is_person_in_full(sentence, word, after):
        return True
    if word.tag == "I-PER" and before is not None and _is_name(before) and before.tag.endswith("PER"):
        return True
    if word.text not in families:
        return False
    return preposition_of(sentence, word.index) not in _WHERE and (before is None or before.lemma not in _WHERE)


def _is_person_in_full(sentence: Sentence, given: Word, family: Word) -> bool:
    """ "Nurse Georgia Blane" was taken for a place that no gazetteer has: what is told of it is told of a person."""
    entity = _entity(sentence.words, given)
    names = [sentence.words[w] for w in entity]
    if not _is_name(family) or lookup(" ".join(w.text for w in names)) or find_country(family.text):
        return False
    return any(w.kind == "person" or sentence.child(w.index, "nmod:desc") is not None for w in names)


def _is_name(word: Word) -> bool:
    return word.text.istitle() and word.text.isalpha() and word.upos == "PROPN"


def _is_office(word: Word, codebook: Codebook) -> bool:
    match = codebook.role_match([word.lemma.lower()])
    return match is not None and match.entry.title


def _entity(words: Sequence[Word], first: Word) -> range:
    last = first.index
    while last + 1 < len(words) and words[last + 1].tag == f"I-{first.tag[2:]}":
        last += 1
    return range(first.index, last + 1)


def _of_town(sentence: Sentence, word: Word, f: Found, found: Sequence[Found]) -> Iterator[Found]:
    """The name of a country or capital that is a town's, by the state behind it, and that state where it is called like a
    country: both of "Athens, Georgia"."""
    _, end, match = f
    words = sentence.words
    after = next((w.index for w in words[word.index :] if w.start >= end), len(words))
    if after < len(words) and words[after].text == ",":
        name = " ".join(w.text for w in words[word.index : after])
        state = _state(words, after + 1)
        if state is not None:
            code, last = state
            if any(p.admin1 == code and p.country != match.iso3 for p in lookup(name)):
                yield f
                yield from (other for other in found if words[after].start < other[0] <= words[last].start)
                return
        lands = _lands_behind(words[after + 1 : after + 1 + _STRETCH], found)
        if lands and match.iso3 not in lands and any(p.country in lands for p in lookup(name)):
            yield f
    area = division_code(_written(words, word, end))
    if (
        area is not None
        and word.index > 1
        and words[word.index - 1].text == ","
        and _has_town(words, word, area, match.iso3)
    ):
        yield f


def _written(words: Sequence[Word], first: Word, end: int) -> str:
    """The words from one up to an offset, as they are written."""
    return " ".join(w.text for w in words[first.index :] if w.start < end)


def _state(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """The code of the state or province that is named from a word on, and its last word."""
    for last in range(min(len(words), at + _LONGEST) - 1, at - 1, -1):
        name = " ".join(w.text for w in words[at : last + 1])
        code = division_code(name) if is_division(name) or written_short(name) is not None else None
        if code is not None:
            return code, last
    return None


def _has_town(words: Sequence[Word], state: Word, code: str, iso3: str) -> bool:
    """Does a town of the state stand before the comma, which the country of this name has not?"""
    comma = state.index - 1
    for first in range(max(0, comma - _LONGEST), comma):
        if all(w.text[0].isupper() for w in words[first:comma]):
            places = lookup(" ".join(w.text for w in words[first:comma]))
            if places:
                return any(p.admin1 == code for p in places) and all(p.country != iso3 for p in places)
    return False


def _lands_behind(words: Sequence[Word], found: Sequence[Found]) -> frozenset[str]:
    """The countries of the province that is told behind a town's name, "in the Colombian department of Caldas"; none if no word
    says that it is a province, or a verb comes first."""
    stretch: list[Word] = []
    for word in words:
        if word.text in (",", ".", ";") or word.upos == "VERB":
            break
        stretch.append(word)
    if not any(w.lemma.lower() in DIVISION_WORDS for w in stretch):
        return frozenset()
    first, last = stretch[0].start, stretch[-1].end
    named = frozenset(match.iso3 for start, end, match in found if first <= start and end <= last)
    return named or frozenset(p.country for w in stretch if _is_name(w) for p in lookup(w.text) if p.country)
