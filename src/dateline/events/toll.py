"""Tolls: "the death toll has risen to 18", "bringing the total to 25", "the number of wounded is now 40". What a toll counts is
whole: it takes the place of what was counted before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.events.numerals import Count, count_of, numeral
from dateline.events.size import REVISED, TOLL, Headcount, victims_field
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_TOLLS, _DEATH_TOLLS = _WORDS.words("toll_nouns"), _WORDS.words("death_toll_nouns")
_RISE, _PUT = _WORDS.words("toll_rising_verbs"), _WORDS.words("toll_putting_verbs")
_REVISE = _WORDS.words("toll_revising_verbs")
_TO, _NOT_TO = _WORDS.words("toll_prepositions"), _WORDS.words("toll_change_prepositions")
_LONGER = _WORDS.words("period_words")


class Toll(NamedTuple):
    """A toll as a sentence tells it. ``field`` is None where only what stands before says what is counted ("the total");
    ``causes`` are nouns that may say of which act."""

    field: str | None
    given: Count
    noun: int
    causes: tuple[int, ...]
    rank: int

    def headcount(self, field: str, sentence: int) -> Headcount:
        """What it counts."""
        given = self.given
        return Headcount(field, given.number, (given.word,), given.least, rank=self.rank, sentence=sentence)


def tolls(sentence: Sentence) -> Iterator[Toll]:
    """Those of a sentence that count what one act did; one of a month, a year or a war counts many."""
    for noun in sentence.words:
        if noun.lemma not in _TOLLS or noun.upos != "NOUN":
            continue
        verb = _verb(sentence, noun)
        found = _number(sentence, noun, verb)
        if found is None:
            continue
        about = _about(sentence, noun, verb, found.word)
        if any(w.lemma in _LONGER for w in (*about, *_end(sentence, noun, verb))):
            continue
        field = next((f for w in about if (f := victims_field(w))), None)
        if field is None and noun.lemma in _DEATH_TOLLS:
            field = "killed"
        if field is None and sentence.child(noun.index, "nmod") is not None:
            continue  # "the number of suspects"
        causes = tuple(w.index for w in about if w.upos in ("NOUN", "VERB", "PROPN") and w is not noun)
        revised = verb is not None and verb.lemma in _REVISE
        yield Toll(field, found, noun.index, causes, REVISED if revised else TOLL)


def _verb(sentence: Sentence, noun: Word) -> Word | None:
    """What says how high the toll is: its head, or the next verb if that says no such thing ("… climbed to 31, he said")."""
    head = sentence.words[noun.head] if noun.head >= 0 else None
    if head is not None and (head.upos != "VERB" or head.lemma in _RISE | _PUT | _REVISE):
        return head
    after = sentence.words[sentence.subtree(noun.index)[1] + 1 :]
    return next((w for w in after if w.upos == "VERB" and w.lemma in _RISE), head)


def _number(sentence: Sentence, noun: Word, verb: Word | None) -> Count | None:
    """ "rose to 18", "put the toll at 18", "the toll was 18", "a toll of 18"."""
    of = next(
        (n for w in sentence.dependents(noun.index, "nmod") if w.upos == "NUM" and (n := numeral(sentence, w))), None
    )
    if verb is None or of is not None:
        return of
    role = noun.relation.split(":")[0]
    if verb.upos == "NUM" and role == "nsubj":
        return numeral(sentence, verb)
    moved = (role == "nsubj" and verb.lemma in _RISE) or (role in ("nsubj", "obj") and verb.lemma in _PUT | _REVISE)
    if not moved:
        return None
    own = sentence.subtree(noun.index) if role == "obj" else (noun.index, verb.index)
    last = sentence.subtree(verb.index)[1]
    numbers = [
        w for w in sentence.words[verb.index + 1 : last + 1] if w.upos == "NUM" and not own[0] <= w.index <= own[1]
    ]
    there = [w for w in numbers if _cases(sentence, w) & _TO]
    plain = [w for w in numbers if not _cases(sentence, w) & _NOT_TO and w.kind != "time" and verb.lemma in _RISE]
    return next((n for w in (*there, *plain) if (n := count_of(sentence, w.index)) is not None), None)


def _cases(sentence: Sentence, numeral: Word) -> set[str]:
    """The prepositions of a number or of what it counts; "at" of "at least" is none."""
    head = sentence.words[numeral.head] if numeral.relation == "nummod" and numeral.head >= 0 else numeral
    return {w.lemma for at in (numeral, head) for w in sentence.dependents(at.index, "case")}


def _about(sentence: Sentence, noun: Word, verb: Word | None, number: int) -> list[Word]:
    """The words of the toll: what hangs from the noun, and what stands between it and its verb or number."""
    first, last = sentence.subtree(noun.index)
    until = verb.index if verb is not None and verb.index > noun.index and noun.relation != "obj" else number
    last = max(last, until - 1) if until > noun.index else last
    return [w for w in sentence.words[first : last + 1] if w is not verb and w.index != number]


def _end(sentence: Sentence, noun: Word, verb: Word | None) -> tuple[Word, ...]:
    """What else hangs from the verb: "rose to 300 since January"."""
    if verb is None or verb.upos != "VERB":
        return ()
    first, last = sentence.subtree(verb.index)
    return sentence.words[max(first, verb.index + 1) : last + 1] if noun.index < verb.index else ()
