"""Numbers of people as words give them: "twenty-five", "at least 12", "10 to 15", "three more", "a soldier"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_NUMBERS = {w: n for n, w in enumerate(_WORDS.ordered("numbers"))} | {
    w: 10 * n for n, w in enumerate(_WORDS.ordered("tens"), 2)
}
_TIMES = _WORDS.numbers("number_factors")
_LARGEST = 10_000_000
_VAGUE = _WORDS.words("vague_numbers")
_SUMS = _WORDS.words("sum_nouns")
_COLLECTIVES = _WORDS.words("collective_nouns")
_LEAST, _EXACT = (
    tuple(tuple(phrase.split()) for phrase in phrases)
    for phrases in (_WORDS.ordered("least_phrases"), _WORDS.ordered("as_many_phrases"))
)
_RANGES = _WORDS.words("range_words")
_PAIRED = _WORDS.table("paired_range_words")
_STARTS = _WORDS.words("change_starts")
_MORE, _MORE_BEFORE = _WORDS.words("more_words"), _WORDS.words("more_before")


class Count(NamedTuple):
    """A number, and the word that gives it. ``least``: there may be more. ``more``: on top of those counted before."""

    number: int
    word: int
    least: bool = False
    more: bool = False


def number(text: str) -> int | None:
    """A plain number in digits or words; None for anything vaguer ("dozens")."""
    digits = text.replace(",", "")
    if digits.isdigit() and len(digits) <= 8:
        return int(digits) if int(digits) <= _LARGEST else None
    return _NUMBERS.get(text.lower(), _TIMES.get(text.lower()))


def count_of(sentence: Sentence, filler: int) -> Count | None:
    """ "12 people", "at least twelve"; "a soldier", "his wife" and "John Smith" are one."""
    word = sentence.words[filler]
    if word.upos == "NUM":
        return numeral(sentence, word)
    if word.lemma in _SUMS:
        return next((n for w in sentence.dependents(filler, "nmod") if (n := numeral_of(sentence, w.index))), None)
    told = numeral_of(sentence, filler)
    if told is not None:
        return told
    return Count(1, filler) if _is_one_person(sentence, word) else None


def numeral_of(sentence: Sentence, noun: int) -> Count | None:
    """The number that stands with a noun."""
    found = sentence.child(noun, "nummod")
    return numeral(sentence, found) if found is not None else None


def numeral(sentence: Sentence, last: Word) -> Count | None:
    """The value of a numeral with the numbers before it: "twenty-five", "two dozen", "3 million"."""
    parts = [w for w in sentence.dependents(last.index, "compound", "nummod") if w.upos == "NUM"]
    around = sentence.dependents(last.index, "amod", "det", "advmod", "compound")
    if any(w.lemma in _VAGUE for w in around) and not _stands_behind(_EXACT, sentence, last.index):
        return None
    low = _low_end(sentence, last.index)
    if low is not None:
        plain = number(sentence.words[low].text)
        return Count(plain, low, least=True) if plain else None
    words = sorted([*parts, last], key=lambda w: w.index)
    value = _value(words)
    if value is None or not 0 < value <= _LARGEST:
        return None
    first = words[0].index
    return Count(int(value), last.index, _is_least(sentence, first), _is_more(sentence, first, last.index))


def _value(words: list[Word]) -> float | None:
    value: float = 0
    for word in words:
        factor = _TIMES.get(word.text.lower())
        plain = number(word.text) if factor is None else None
        if factor is not None:
            value = (value or 1) * factor
        elif plain is not None:
            value += plain
        elif word is not words[-1] and word.text.replace(".", "", 1).isdigit():
            value += float(word.text)  # "1.5 million"
        else:
            return None
    return value


def _low_end(sentence: Sentence, at: int) -> int | None:
    """Of "10 to 15" or "between 10 and 15", of which either number may be asked for, the first."""
    for low in (at, at - 2):
        if low < 0 or low + 2 >= len(sentence.words):
            continue
        low_word, between, high_word = sentence.words[low : low + 3]
        before = sentence.words[low - 1].lemma if low else ""
        joins = between.text.lower()
        spans = (joins in _RANGES and before not in _STARTS) or _PAIRED.get(before) == joins
        ends = number(low_word.text), number(high_word.text)
        if spans and low_word.upos == high_word.upos == "NUM" and None not in ends and 0 < ends[0] < ends[1]:  # type: ignore[operator]
            return low
    return None


def _is_least(sentence: Sentence, first: int) -> bool:
    """ "at least 12", "more than 30"."""
    return _stands_behind(_LEAST, sentence, first)


def _stands_behind(phrases: Sequence[tuple[str, ...]], sentence: Sentence, first: int) -> bool:
    before = tuple(w.text.lower() for w in sentence.words[max(0, first - 4) : first])
    return any(before[-len(phrase) :] == phrase for phrase in phrases)


def _is_more(sentence: Sentence, first: int, last: int) -> bool:
    """ "another 12", "three more"."""
    before = sentence.words[first - 1].lemma if first else ""
    after = sentence.words[last + 1].text.lower() if last + 1 < len(sentence.words) else ""
    return before in _MORE_BEFORE or after in _MORE


def _is_one_person(sentence: Sentence, word: Word) -> bool:
    if word.upos == "PROPN":
        return word.tag[2:] == "PER" and word.xpos == "NNP"
    if word.xpos != "NN" or word.kind != "person" or word.lemma in _COLLECTIVES:
        return False
    if sentence.child(word.index, "nummod") is not None:
        return False
    shares_article = word.relation == "conj" and sentence.words[word.head].xpos == "NN"
    return shares_article or sentence.child(word.index, "det", "nmod:poss") is not None
