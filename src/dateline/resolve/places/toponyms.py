"""Which words of a report name places: takes its sentences and mentions, gives toponyms, each with what the text puts
beside it ("Springfield, Ill."), and the runs of capitalised words in which other names may hide ("Ohio State Police")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.grammar.participants import preposition_of
from dateline.language import lexicon, rows
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Report, Span
from dateline.reader.sentence import Sentence, Word
from dateline.world.countries import find_country
from dateline.world.divisions import division_code, is_division, stands_alone, written_short
from dateline.world.gazetteer import is_name, lookup
from dateline.world.organizations import organization

_WORDS = lexicon("places")
_SURE_LOCATIVES = _WORDS.words("sure_locatives")
_OWNS = _WORDS.words("possessive_markers")
_STATE_OFFICES = _WORDS.words("state_offices")
_STATE, _COORDINATORS = _WORDS.word("state_word"), _WORDS.words("coordinators")
_AGE_PREPOSITIONS, _INSIDE = _WORDS.words("age_prepositions"), _WORDS.words("inside_prepositions")
_AREAS = frozenset({"PCLI", "PCLD", "ADM1", "ADM2", "RGN", "ISL", "ISLS"})
_AGE = re.compile(r"\d{1,3}")
_DIVISION_WORDS = frozenset(row["word"] for row in rows("place_words.csv") if row["kind"] == "division")
_STRETCH = 8  # words behind "in" in which the province of a town is told
_INNER_PARTS = ("PROPN", "ADJ", "NOUN")

#: Where the name of the dateline's town stands: before all sentences.
DATELINE = (-1, 0)


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands beside a name and says where it is. A ``firm`` one admits no place elsewhere."""

    name: str
    firm: bool
    word: int


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place; those of the dateline stand before the first sentence, in sentence -1."""

    span: Span
    name: str
    at: tuple[int, int]
    candidate: Candidate | None = None
    hint: Hint | None = None


def toponyms(report: Report, sentences: Sequence[Sentence], chains: Sequence[Chain]) -> list[Toponym]:
    """The names of places in text order, those of the dateline first."""
    people = words_of_people(chains)
    named: dict[tuple[int, int], Candidate] = {}
    for c in (c for chain in chains for c in chain.candidates):
        if _names_place(sentences[c.sentence], c, people):
            named.update({(c.sentence, w): c for w in range(c.first, c.last + 1)})
    found = sorted({c.at: c for c in named.values()}.values(), key=lambda c: c.at)
    names = [t for c in found for t in _with_short(report, sentences[c.sentence], c, named)]
    return [*_dateline(report), *names]


def _with_short(
    report: Report, sentence: Sentence, c: Candidate, named: Mapping[tuple[int, int], Candidate]
) -> Iterator[Toponym]:
    """The name, and the abbreviation behind it if that is no mention of its own."""
    hint = _hint(sentence, c, named)
    yield Toponym(c.span, asked_name(sentence, c.name, c.last), c.at, c, hint)
    if hint is not None and hint.firm and (c.sentence, hint.word) not in named:
        word = sentence.words[hint.word]
        yield Toponym(report.span(word.start, word.end), hint.name, (c.sentence, hint.word))


def asked_name(sentence: Sentence, name: str, last: int) -> str:
    """The name as it is looked up: "New York state" before the word for a governor or senator."""
    words = sentence.words
    of_state = last + 1 < len(words) and words[last + 1].lemma.lower() in _STATE_OFFICES
    return f"{name} {_STATE}" if of_state and is_division(name) else name


def _dateline(report: Report) -> Iterator[Toponym]:
    line = report.dateline
    if line is None or line.place is None:
        return
    span = _inside(report, line.span, line.place)
    if span is None:
        return
    hint = Hint(line.region, firm=True, word=1) if line.region else None
    yield Toponym(span, line.place, DATELINE, None, hint)
    region = _inside(report, line.span, line.region) if line.region else None
    if region is not None and line.region is not None:
        yield Toponym(region, line.region, (-1, 1))


def _inside(report: Report, span: Span, words: str) -> Span | None:
    match = re.search(r"\s+".join(map(re.escape, words.split())), span.text, re.IGNORECASE)
    return report.span(span.start + match.start(), span.start + match.end()) if match else None


def _names_place(sentence: Sentence, c: Candidate, people: frozenset[str]) -> bool:
    if c.form != "name":
        return False
    if c.sort in ("place", "state"):
        return c.name not in people or _is_where(sentence, c, _SURE_LOCATIVES)
    return _is_mistaken(sentence, c)


def _is_mistaken(sentence: Sentence, c: Candidate) -> bool:
    """A name that was taken for a body or a person, where the words around it say that it is a place."""
    words = sentence.words[c.first : c.last + 1]
    if c.span.text != c.name or c.offices or not all(w.text[0].isupper() for w in words):
        return False
    beside = _beside(sentence, c.last)
    is_where = _is_where(sentence, c, _SURE_LOCATIVES) or _is_of_age(sentence, c) or (beside and written_short(beside))
    return bool(is_where) and is_name(c.name) and organization(c.name) is None


def _is_where(sentence: Sentence, c: Candidate, prepositions: frozenset[str]) -> bool:
    before = sentence.words[c.first - 1].lemma if c.first > 0 else ""
    return before in prepositions or preposition_of(sentence, c.head) in prepositions


def _is_of_age(sentence: Sentence, c: Candidate) -> bool:
    """ "Ann Ray, 43, of Milton" """
    words = sentence.words[max(0, c.first - 4) : c.first]
    texts = [w.text for w in words]
    return (
        len(words) == 4
        and texts[0] == texts[2] == ","
        and texts[3] in _AGE_PREPOSITIONS
        and bool(_AGE.fullmatch(texts[1]))
    )


def _beside(sentence: Sentence, last: int) -> str | None:
    """The word behind a comma or bracket after a name."""
    words = sentence.words
    return words[last + 2].text if last + 2 < len(words) and words[last + 1].text in (",", "(") else None


def words_of_people(chains: Sequence[Chain]) -> frozenset[str]:
    """The parts of the full names of the report's people: "Georgia" where it tells of Georgia Hale."""
    full = [c.name.split() for chain in chains if chain.sort == "person" for c in chain.candidates if c.form == "name"]
    return frozenset(part for name in full if len(name) > 1 for part in name)


def _hint(sentence: Sentence, c: Candidate, named: Mapping[tuple[int, int], Candidate]) -> Hint | None:
    words, after = sentence.words, c.last + 1
    if (beside := _beside(sentence, c.last)) is not None:
        return _hint_behind_comma(sentence, c, named, beside)
    if is_area(c.name):
        return None
    if after < len(words) and words[after].text in _INSIDE:
        at = after + 1
        while at < min(after + 3, len(words)) and (c.sentence, at) not in named and words[at].text[0].islower():
            at += 1
        other = named.get((c.sentence, at))
        if other is not None and is_area(other.name):
            return Hint(other.name, firm=False, word=other.head)
    if c.first > 1 and words[c.first - 1].text in _OWNS and (other := named.get((c.sentence, c.first - 2))) is not None:
        return Hint(other.name, firm=False, word=other.head)
    return None


def _hint_behind_comma(
    sentence: Sentence, c: Candidate, named: Mapping[tuple[int, int], Candidate], beside: str
) -> Hint | None:
    """ "Springfield, Ill.", "Peru, Illinois", "Victoria, in the Colombian department of Caldas" """
    after = c.last + 1
    division = written_short(beside)
    if division is not None:
        return Hint(division.name, firm=True, word=after + 1)
    other = named.get((c.sentence, after + 1))
    if other is not None and other.first == after + 1 and is_area(other.name):
        if _owns_what_follows(sentence, other.last):
            return None
        if _is_town_there(c, other.name):
            return Hint(other.name, firm=True, word=other.head)
        if _is_country(c.name) or (is_area(c.name) and not _is_country(other.name)):
            return None
        listed = _goes_on(sentence, other.last)
        return Hint(other.name, firm=not listed, word=other.head) if not (listed and is_area(c.name)) else None
    return _province_behind(sentence, c, named)


def _owns_what_follows(sentence: Sentence, last: int) -> bool:
    """ "On a trip to Moscow, Israel's foreign minister said": the comma ends a phrase, no town is told from another."""
    behind = sentence.words[last + 1 : last + 2]
    return bool(behind) and behind[0].text in _OWNS


def _is_town_there(c: Candidate, state: str) -> bool:
    """A name that is a country's elsewhere and here, by its mention, is none: "Peru, Illinois"."""
    code = division_code(state)
    return not c.countries and code is not None and any(p.admin1 == code for p in lookup(c.name))


def _province_behind(sentence: Sentence, c: Candidate, named: Mapping[tuple[int, int], Candidate]) -> Hint | None:
    """ "Victoria, in the Colombian department of Caldas": the last name of the phrase that says what it is a part of."""
    words = sentence.words
    if c.last + 2 >= len(words) or words[c.last + 2].text not in _INSIDE:
        return None
    found, is_division_told = None, False
    for word in words[c.last + 3 : c.last + 3 + _STRETCH]:
        if word.text in (",", ".", ";") or word.upos == "VERB":
            break
        is_division_told = is_division_told or word.lemma.lower() in _DIVISION_WORDS
        found = named.get((c.sentence, word.index), found)
    if found is None or not is_division_told or not is_area(found.name):
        return None
    return Hint(found.name, firm=False, word=found.head)


def _goes_on(sentence: Sentence, last: int) -> bool:
    """A list goes on behind a name: "Toronto, Ontario and Quebec", not "Toronto, Ontario"."""
    words = sentence.words
    return last + 2 < len(words) and words[last + 1].lemma in _COORDINATORS and words[last + 2].text[0].isupper()


def _is_country(name: str) -> bool:
    match = find_country(name)
    return match is not None and match.form in ("name", "code") and match.is_certain


@lru_cache(maxsize=4096)
def is_area(name: str) -> bool:
    """Whether a name is that of a country, division, region or island, which others lie in."""
    match = find_country(name)
    if division_code(name) is not None or (match is not None and match.form in ("name", "code")):
        return True
    found = lookup(name)
    return bool(found) and found[0].feature in _AREAS


def inner_names(sentence: Sentence, closed: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside ``closed``: what may hold a place name, though no mention of a place does."""
    first: int | None = None
    for word in sentence.words:
        is_open = word.index not in closed and _may_name(word)
        if first is not None and not (is_open and _adjoins(sentence, word)):
            yield first, word.index - 1
            first = None
        if is_open and first is None:
            first = word.index
    if first is not None:
        yield first, len(sentence.words) - 1


def _may_name(word: Word) -> bool:
    return word.text[0].isupper() and (word.upos in _INNER_PARTS or stands_alone(word.text))


def _adjoins(sentence: Sentence, word: Word) -> bool:
    return word.index > 0 and sentence.words[word.index - 1].space_after
