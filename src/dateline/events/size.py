"""How many were killed, injured, arrested or displaced, as a word of a sentence counts them, and several such counts as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from dateline.events.left_behind import leaver, left_behind
from dateline.events.numerals import Count, count_of, numeral, numeral_of
from dateline.grammar.clauses import Clauses
from dateline.grammar.function_words import GENITIVE
from dateline.grammar.light_verbs import verb_lemma
from dateline.language import lexicon
from dateline.model import Size
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_FIELD = _WORDS.group_of("hurting_verbs")
_SUFFER = _WORDS.group_of("suffering_verbs")
_TAKE_LIVES = _WORDS.words("life_taking_verbs")
_DEED = _WORDS.group_of("hurting_nouns")
_COUNTED_DEED = _WORDS.group_of("counted_nouns")
_STATES = _WORDS.group_of("hurt_states")
_LIVES = _WORDS.words("life_nouns")
_VERBS = ("VERB", "AUX")
_MORE, _PART_OF = _WORDS.words("more_words"), _WORDS.words("part_prepositions")
_PAST = ("VBN", "VBD")
_SINGULAR = _WORDS.words("singular_auxiliaries")
_ALL = _WORDS.words("all_of_them")
_REACH = 5  # words between a verb and a number that is read as its own
_PHRASES = _WORDS.table("hurting_phrases")

#: How sure a count is of being the whole one: of some victims, a toll, a toll that corrects another.
PART, TOLL, REVISED = range(3)


class Headcount(NamedTuple):
    """How many one word counts in a field (``killed`` …), and the words that give the numbers."""

    field: str
    number: int
    words: tuple[int, ...]
    least: bool = False
    more: bool = False
    rank: int = PART
    sentence: int = 0


class Counted(NamedTuple):
    """How many, and what gives each number."""

    size: Size
    by: Mapping[str, tuple[Headcount, ...]]

    @property
    def words(self) -> dict[str, tuple[int, ...]]:
        """The words that give each number."""
        return {field: tuple(w for one in given for w in one.words) for field, given in self.by.items()}


def size_of(clauses: Clauses, words: Sequence[int]) -> Counted:
    """The numbers that the words in ``words`` and around them give for their victims; None where none is given."""
    return together(one for at in words for one in headcounts(clauses, at))


def together(counted: Iterable[Headcount]) -> Counted:
    """Several counts of one act, in the order of the text, as one: a toll before the victims of a clause; of counts alike the
    larger, and "three more" on top."""
    by_field: dict[str, list[Headcount]] = {}
    for one in counted:
        by_field.setdefault(one.field, []).append(one)
    by = {field: _surest(told) for field, told in by_field.items()}
    numbers = {field: sum(one.number for one in told) for field, told in by.items()}
    least = tuple(field for field, told in by.items() if any(one.least for one in told))
    return Counted(Size(**numbers, at_least=tuple(sorted(least))), by)


def _surest(told: Sequence[Headcount]) -> tuple[Headcount, ...]:
    rank = max(one.rank for one in told)
    base: Headcount | None = None
    more: dict[int, Headcount] = {}
    for one in (t for t in told if t.rank == rank):
        if base is not None and one.more and rank == PART:
            if one.number != base.number:  # else the same are told again: "killed two and wounded 40 others"
                more.setdefault(one.number, one)
        elif base is None or one.number > base.number or rank == REVISED:
            base = one
    return (*([base] if base is not None else ()), *more.values())


def headcounts(clauses: Clauses, at: int) -> Iterator[Headcount]:
    """What one verb or noun counts."""
    for field, counts in _told(clauses, clauses.sentence.words[at]):
        number = sum(count.number for count in counts)
        words = tuple(count.word for count in counts)
        least, more = any(count.least for count in counts), all(count.more for count in counts)
        yield Headcount(field, number, words, least, more, sentence=clauses.sentence.index)


def victims_field(word: Word) -> str | None:
    """What a word says of those who are counted: "dead", "killed", "arrests"."""
    named = _STATES.get(word.text.lower()) or _COUNTED_DEED.get(word.lemma)
    return named or _FIELD.get(word.lemma) or _SUFFER.get(word.lemma)


def _told(clauses: Clauses, word: Word) -> Iterator[tuple[str, list[Count]]]:
    sentence, state = clauses.sentence, _STATES.get(word.text.lower())
    if word.upos == "VERB" or state is not None:
        leaving = leaver(sentence, word)
        if leaving is not None:
            yield from ((field, counts) for field, counts in left_behind(sentence, leaving) if state in (None, field))
            return
    if word.upos != "VERB":
        yield from _of_deed(clauses, word)
        return
    if word.xpos == "VB" and sentence.child(word.index, "mark") is not None:
        return  # "tried to kill the mayor"
    lemma = _lemma(sentence, word)
    if lemma in _TAKE_LIVES:
        lives = [w for w in clauses.participants(word.index).get("OBJ", ()) if sentence.words[w].lemma in _LIVES]
        yield from _given("killed", [numeral_of(sentence, w) for w in lives])
    elif lemma in _SUFFER:
        yield from _given(_SUFFER[lemma], _counts(clauses, word, "SUBJ"))
    elif lemma in _FIELD:
        yield from _given(_FIELD[lemma], _counts(clauses, word, "OBJ"))


def _lemma(sentence: Sentence, verb: Word) -> str:
    """With its particle; "shot dead" is one word, and "shot three nurses dead" too."""
    particle = _PHRASES.get(verb.lemma)
    if particle is not None:
        behind = sentence.words[verb.index + 1 :]
        after = takewhile(lambda w: w.lemma == particle or w.upos not in (*_VERBS, "PUNCT"), behind)
        if any(w.lemma == particle and w.text.islower() for w in after):
            return f"{verb.lemma}_{particle}"
    return verb_lemma(sentence, verb)


def _counts(clauses: Clauses, verb: Word, key: str) -> list[Count | None]:
    """Of its victims; in "20 people were killed and 30 injured" each verb has its own."""
    sentence = clauses.sentence
    if (shortened := _shortened(sentence, verb)) is not None:
        return [shortened]
    found = clauses.participants(verb.index)
    own = [w for w in found.get(key, found.get("ARG1", ())) if _is_own(sentence, verb, sentence.words[w])]
    if any(w > verb.index for w in own) and sentence.child(verb.index, "aux:pass") is None:
        own = [w for w in own if w > verb.index]  # not whom the verb that it is joined to hit
    counts = [count_of(sentence, w) for w in own]
    if len(counts) > 1 and all(c is not None and c.number == 1 for c in counts) and _is_singular(sentence, verb):
        return counts[:1]  # "the publisher and lawmaker was killed"
    if own and all(c is None for c in counts):
        counts = [_counted_before(clauses, verb, w) for w in own]
    return counts or [_next_number(sentence, verb)]


def _counted_before(clauses: Clauses, verb: Word, victim: int) -> Count | None:
    """ "attacked two tourists and killed them", "shot two guards, wounding both": those whom the verb before has hit."""
    sentence = clauses.sentence
    if sentence.words[victim].text.lower() not in _ALL or verb.relation not in ("conj", "advcl") or verb.head < 0:
        return None
    objects = [w.index for w in sentence.dependents(verb.head, "obj")]
    counts = [c for w in objects if (c := count_of(sentence, w)) is not None]
    return counts[0] if len(counts) == 1 and counts[0].number > 1 else None


def _shortened(sentence: Sentence, verb: Word) -> Count | None:
    """ "… and 16 wounded", "… and 50 others wounded"."""
    if sentence.child(verb.index, "aux", "aux:pass") is not None or verb.index == 0:
        return None
    before = sentence.words[verb.index - 1]
    if _is_bare(sentence, before):
        return numeral(sentence, before)
    return numeral_of(sentence, before.index) if before.lemma in _MORE and verb.xpos in _PAST else None


def _is_own(sentence: Sentence, verb: Word, victim: Word) -> bool:
    """In "killed 12 people, including a monk, and wounded 30 others" the others are whom the nearer verb hit, however they hang
    together, and the monk is one of the 12."""
    between = sentence.words[verb.index + 1 : victim.index]
    others = any((w.lemma in _FIELD and w.upos in _VERBS) or w.lemma in _PART_OF for w in between)
    return not _is_bare(sentence, victim) and not others


def _is_singular(sentence: Sentence, verb: Word) -> bool:
    return any(w.text.lower() in _SINGULAR for w in sentence.dependents(verb.index, "aux", "aux:pass"))


def _next_number(sentence: Sentence, verb: Word) -> Count | None:
    """Where the parse gives a verb no victims: the number that stands right behind it."""
    after = sentence.words[verb.index + 1 : verb.index + 1 + _REACH]
    near = takewhile(lambda w: w.upos not in _VERBS and w.upos not in ("NOUN", "PROPN", "PUNCT", "CCONJ"), after)
    number = next((w for w in near if w.upos == "NUM"), None)
    joined = verb.relation.startswith(("conj", "advcl")) and sentence.child(verb.index, "aux:pass") is None
    return numeral(sentence, number) if number is not None and joined else None


def _is_bare(sentence: Sentence, number: Word) -> bool:
    """Does a number stand alone before a word of people hurt: "30 injured"?"""
    if number.upos != "NUM" or number.index + 1 >= len(sentence.words):
        return False
    after = sentence.words[number.index + 1]
    hurt = after.text.lower() in _STATES or after.lemma in _FIELD
    return hurt and not (after.relation == "amod" and after.head > after.index)


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
    own = numeral_of(sentence, noun.index) if noun.lemma in _COUNTED_DEED else None
    if own is not None:
        yield field, [own]
        return
    found = clauses.participants(noun.index)
    victims = [w for key in GENITIVE for w in found.get(key, ())]
    yield from _given(field, [count_of(sentence, w) for w in victims])
