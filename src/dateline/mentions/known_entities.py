"""Names of several words that tables know, whatever the reader took them for: of bodies ("Boko Haram"), of countries ("Bosnia and
Herzegovina"), and of places with hyphens ("Stratford-upon-Avon")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.reader.sentence import Sentence, Word
from dateline.world.countries import find_country
from dateline.world.gazetteer import is_name
from dateline.world.organizations import longest_from, organizations_named

_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Entity:
    """Words ``first``..``last`` were tagged as a person, organization, place or another name."""

    first: int
    last: int
    tag: str


def known_entities(sentence: Sentence, lands: Iterable[tuple[int, int]] = ()) -> list[Entity]:
    """In no order; none overlap. ``lands``: first and last words of countries' names that have several."""
    return _apart([*_hyphenated(sentence), *_known(sentence), *_countries(sentence, lands)])


def _apart(found: Iterable[Entity]) -> list[Entity]:
    """Of those that overlap the first."""
    kept: list[Entity] = []
    for entity in found:
        if all(entity.last < other.first or other.last < entity.first for other in kept):
            kept.append(entity)
    return kept


def _countries(sentence: Sentence, lands: Iterable[tuple[int, int]]) -> Iterator[Entity]:
    """ "Bosnia and Herzegovina" is one name, but inside of a longer one."""
    words = sentence.words
    for first, last in lands:
        goes_on = last + 1 < len(words) and words[last + 1].tag.startswith("I-")
        if not words[first].tag.startswith("I-") and not goes_on:
            yield Entity(first, last, "LOC")


def _hyphenated(sentence: Sentence) -> Iterator[Entity]:
    """Hyphenated names of places, whole ("Stratford-upon-Avon"), or two that a hyphen joins ("Kinshasa-Brazzaville talks")."""
    words, first = sentence.words, 0
    while first < len(words):
        last = first
        while last + 2 < len(words) and _is_hyphened(words, last):
            last += 2
        if last > first and words[first].text[0].isupper():
            yield from _places_of(words[first : last + 1])
        first = last + 1


def _is_hyphened(words: Sequence[Word], at: int) -> bool:
    """A hyphen without spaces stands between this word and the next."""
    hyphen = words[at + 1]
    return hyphen.text in _HYPHENS and not (words[at].space_after or hyphen.space_after)


def _places_of(words: Sequence[Word]) -> Iterator[Entity]:
    name = written(words)
    if is_name(name) or ((match := find_country(name)) is not None and match.form == "name"):
        yield Entity(words[0].index, words[-1].index, "LOC")
    elif all((match := find_country(w.text)) is not None and match.form in ("name", "capital") for w in words[::2]):
        yield from (Entity(w.index, w.index, "LOC") for w in words[::2])


def _known(sentence: Sentence) -> Iterator[Entity]:
    """The names of known bodies that have several words, whatever the reader took them for ("Boko Haram"), but inside of longer
    names."""
    words, at = sentence.words, 0
    while at < len(words):
        last = _known_end(words, at) if words[at].text[0].isupper() else None
        if last is not None:
            yield Entity(at, last, "ORG")
            at = last
        at += 1


def _known_end(words: tuple[Word, ...], first: int) -> int | None:
    """The last word of the longest name of a known body that begins at a word."""
    longest = longest_from(words[first].text)
    if longest < 2 or words[first].tag.startswith("I-"):
        return None
    ends = [last for last in range(first + 1, min(len(words), first + 2 * longest)) if words[last].text[-1].isalnum()]
    for last in reversed(ends):
        if last + 1 < len(words) and words[last + 1].tag.startswith("I-"):
            continue
        if organizations_named(written(words[first : last + 1])):
            return last
    return None


def written(words: Sequence[Word]) -> str:
    """Words as they stand in the text: "Hayat Tahrir al-Sham"."""
    return "".join(f"{w.text} " if w.space_after else w.text for w in words).strip()
