"""Whom an act leaves in which state: "left 12 people dead and 30 others injured"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events.numerals import Count, count_of, numeral
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_STATES = _WORDS.group_of("hurt_states")
_LEAVE = _WORDS.words("leaving_verbs")
_VERBS = ("VERB", "AUX")


def leaver(sentence: Sentence, verb: Word) -> Word | None:
    """The verb of "left 12 people dead", also for the states that stand behind it."""
    for at in range(verb.index, -1, -1):
        word = sentence.words[at]
        if word.lemma in _LEAVE:
            return word
        if word.upos in _VERBS and word.text.lower() not in _STATES:
            break
    return None


def left_behind(sentence: Sentence, verb: Word) -> Iterator[tuple[str, list[Count]]]:
    """ "left 12 people dead and 30 others injured": each state counts the nearest number before it."""
    start = verb.index + 1
    for word in sentence.words[start:]:
        field = _STATES.get(word.text.lower())
        if field is None and word.upos in _VERBS:
            break
        if field is None or (word.relation == "amod" and word.head > word.index):  # "two wounded sons"
            continue
        before = [n for w in range(word.index - 1, start - 1, -1) if (n := _number_at(sentence, w)) is not None]
        given = [n for i, n in enumerate(before) if i == 0 or _is_joined(sentence, n.word, before[i - 1].word)]
        if given:
            yield field, given
        start = word.index + 1


def _is_joined(sentence: Sentence, number: int, next_one: int) -> bool:
    """ "four policemen and five militants dead"."""
    between = sentence.words[number + 1 : next_one]
    return any(w.upos == "CCONJ" for w in between) and all(
        w.upos in ("NOUN", "ADJ", "CCONJ", "ADP", "ADV") for w in between
    )


def _number_at(sentence: Sentence, index: int) -> Count | None:
    """Of a numeral or of a person ("a soldier")."""
    word = sentence.words[index]
    if word.upos == "NUM":
        return numeral(sentence, word)
    return count_of(sentence, index) if word.upos == "NOUN" else None
