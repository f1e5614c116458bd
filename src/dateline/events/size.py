"""How many were killed, injured or arrested, as the sentence counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.grammar.clauses import Clauses
from dateline.grammar.function_words import GENITIVE
from dateline.grammar.light_verbs import verb_lemma
from dateline.language import lexicon
from dateline.model import Size
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_FIELD = _WORDS.group_of("hurting_verbs")
_DIE = _WORDS.words("dying_verbs")
_TAKE_LIVES = _WORDS.words("life_taking_verbs")
_DEED = _WORDS.group_of("hurting_nouns")
_COUNTED_DEED = _WORDS.group_of("counted_nouns")
_STATES = _WORDS.group_of("hurt_states")
_LEAVE, _LIVES = _WORDS.words("leaving_verbs"), _WORDS.words("life_nouns")
_PHRASES = _WORDS.table("hurting_phrases")
_NUMBERS = {w: n for n, w in enumerate(_WORDS.ordered("numbers"))} | {
    w: 10 * n for n, w in enumerate(_WORDS.ordered("tens"), 2)
}
_TIMES = _WORDS.numbers("number_factors")
_LARGEST = 10_000_000
_VAGUE = _WORDS.words("vague_numbers")
_SUMS = _WORDS.words("sum_nouns")
_COLLECTIVES = _WORDS.words("collective_nouns")


def number(text: str) -> int | None:
    """A plain number in digits or words; None for anything vaguer ("dozens")."""
    digits = text.replace(",", "")
    if digits.isdigit() and len(digits) <= 8:
        return int(digits) if int(digits) <= _LARGEST else None
    return _NUMBERS.get(text.lower(), _TIMES.get(text.lower()))


class Count(NamedTuple):
    """A number, and the word that gives it."""

    number: int
    word: int


class Counted(NamedTuple):
    """How many, and the words that give each number."""

    size: Size
    words: Mapping[str, tuple[int, ...]]


def size_of(clauses: Clauses, words: Sequence[int]) -> Counted:
    """The numbers that the words in ``words`` and around them give for their victims; None where none is given."""
    counts: dict[str, tuple[int, tuple[int, ...]]] = {}
    for at in words:
        for field, told in _told(clauses, clauses.sentence.words[at]):
            number = sum(count.number for count in told)
            if field not in counts or number > counts[field][0]:
                counts[field] = number, tuple(count.word for count in told)
    size = Size(**{field: number for field, (number, _) in counts.items()})
    return Counted(size, {field: given for field, (_, given) in counts.items()})


def _told(clauses: Clauses, word: Word) -> Iterator[tuple[str, list[Count]]]:
    """What one verb or noun counts."""
    if word.upos != "VERB":
        yield from _of_deed(clauses, word)
        return
    sentence = clauses.sentence
    lemma = _lemma(sentence, word)
    if lemma in _LEAVE:
        yield from _left(sentence, word)
    elif lemma in _TAKE_LIVES:
        lives = [w for w in clauses.participants(word.index).get("OBJ", ()) if sentence.words[w].lemma in _LIVES]
        yield from _given("killed", [_numeral_of(sentence, w) for w in lives])
    elif lemma in _DIE:
        yield from _given("killed", _counts(clauses, word, "SUBJ"))
    elif lemma in _FIELD:
        yield from _given(_FIELD[lemma], _counts(clauses, word, "OBJ"))


def _lemma(sentence: Sentence, verb: Word) -> str:
    """With its particle; "shot dead" is one word."""
    after = sentence.words[verb.index + 1].lemma if verb.index + 1 < len(sentence.words) else ""
    if _PHRASES.get(verb.lemma) == after:
        return f"{verb.lemma}_{after}"
    return verb_lemma(sentence, verb)


def _counts(clauses: Clauses, verb: Word, key: str) -> list[Count | None]:
    found = clauses.participants(verb.index)
    return [_count(clauses.sentence, w) for w in found.get(key, found.get("ARG1", ()))]


def _given(field: str, counted: Sequence[Count | None]) -> Iterator[tuple[str, list[Count]]]:
    counts = [c for c in counted if c is not None]
    if counts:
        yield field, counts


def _of_deed(clauses: Clauses, noun: Word) -> Iterator[tuple[str, list[Count]]]:
    """ "the arrest of 12 activists", "12 arrests"."""
    field = _COUNTED_DEED.get(noun.lemma) or _DEED.get(noun.lemma)
    if field is None:
        return
    sentence = clauses.sentence
    own = _numeral_of(sentence, noun.index) if noun.lemma in _COUNTED_DEED else None
    if own is not None:
        yield field, [own]
        return
    found = clauses.participants(noun.index)
    victims = [w for key in GENITIVE for w in found.get(key, ())]
    yield from _given(field, [_count(sentence, w) for w in victims])


def _left(sentence: Sentence, verb: Word) -> Iterator[tuple[str, list[Count]]]:
    """ "left 12 people dead and 30 others injured": each state counts the nearest number before it."""
    first, last = sentence.subtree(verb.index)
    start = max(first, verb.index + 1)
    for at in range(start, last + 1):
        field = _STATES.get(sentence.words[at].text.lower())
        if field is None:
            continue
        before = (n for w in range(at - 1, start - 1, -1) if (n := _number_at(sentence, w)) is not None)
        yield from _given(field, [next(before, None)])
        start = at + 1


def _number_at(sentence: Sentence, index: int) -> Count | None:
    """Of a numeral or of a person ("a soldier")."""
    word = sentence.words[index]
    if word.upos == "NUM":
        return _numeral(sentence, word)
    return _count(sentence, index) if word.upos == "NOUN" else None


def _count(sentence: Sentence, filler: int) -> Count | None:
    """ "12 people", "at least twelve"; "a soldier", "his wife" and "John Smith" are one."""
    word = sentence.words[filler]
    if word.upos == "NUM":
        return _numeral(sentence, word)
    told = _numeral_of(sentence, filler)
    if told is not None:
        return told
    if word.lemma in _SUMS:
        return next((n for w in sentence.dependents(filler, "nmod") if (n := _numeral_of(sentence, w.index))), None)
    return Count(1, filler) if _is_one_person(sentence, word) else None


def _is_one_person(sentence: Sentence, word: Word) -> bool:
    if word.upos == "PROPN":
        return word.tag[2:] == "PER" and word.xpos == "NNP"
    if word.xpos != "NN" or word.kind != "person" or word.lemma in _COLLECTIVES:
        return False
    if sentence.child(word.index, "nummod") is not None:
        return False
    shares_article = word.relation == "conj" and sentence.words[word.head].xpos == "NN"
    return shares_article or sentence.child(word.index, "det", "nmod:poss") is not None


def _numeral_of(sentence: Sentence, noun: int) -> Count | None:
    numeral = sentence.child(noun, "nummod")
    return _numeral(sentence, numeral) if numeral is not None else None


def _numeral(sentence: Sentence, numeral: Word) -> Count | None:
    """The value of a numeral with the numbers before it: "twenty-five", "two dozen", "3 million"."""
    parts = [w for w in sentence.dependents(numeral.index, "compound", "nummod") if w.upos == "NUM"]
    around = sentence.dependents(numeral.index, "amod", "det", "advmod", "compound")
    if any(w.lemma in _VAGUE for w in around):
        return None
    value: float = 0
    for word in sorted([*parts, numeral], key=lambda w: w.index):
        factor = _TIMES.get(word.text.lower())
        plain = number(word.text) if factor is None else None
        if factor is not None:
            value = (value or 1) * factor
        elif plain is not None:
            value += plain
        elif word is not numeral and word.text.replace(".", "", 1).isdigit():
            value += float(word.text)  # "1.5 million"
        else:
            return None
    return Count(int(value), numeral.index) if 0 < value <= _LARGEST else None
