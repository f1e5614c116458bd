"""Operators: predicates that change what the event below them is. "agreed to visit" is AGREE, "threatened to attack" THREATEN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from dateline.codebook import Codebook, Operator
from dateline.events.match import Match
from dateline.events.predicates import Predicate
from dateline.grammar.light_verbs import SERIES
from dateline.model import Status
from dateline.reader.sentence import Sentence

_HIGHEST = 3  # operators over operators: "refused to promise to leave"


@dataclass(frozen=True, slots=True)
class Reading:
    """A match after the operators above it: its type and mode now, its participants, and the word that tells it."""

    match: Match
    type: str
    mode: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    word: int
    operators: tuple[str, ...] = ()
    status: Status | None = None
    by_tense: bool = (
        False  # no operator stands in the text: "will not lift the ban" says by its tense what "refuses" says
    )

    @property
    def name(self) -> str:
        """The frame with the operators over it, outermost first: ``threaten+attack``."""
        return "+".join((*reversed(self.operators), self.match.frame.name))


def plain(match: Match) -> Reading:
    frame = match.frame
    return Reading(match, frame.type, frame.mode, match.actors, match.recipients, match.predicate.word.index)


def governed(codebook: Codebook, reading: Reading, by_word: dict[int, Predicate]) -> Reading:
    """The reading under all operators that govern it, the inner first."""
    sentence = reading.match.predicate.sentence
    for _ in range(_HIGHEST):
        found = _operator_over(codebook, sentence, reading.word, by_word)
        if found is None:
            break
        changed = apply(codebook, reading, *found)
        if changed is None:
            break
        reading = changed
    return reading


def _operator_over(
    codebook: Codebook, sentence: Sentence, word: int, by_word: dict[int, Predicate]
) -> tuple[Operator, Predicate] | None:
    """The nearest predicate above that is an operator and has ``word`` (or what carries it) at a key that it governs."""
    below = word
    for above in sentence.ancestors(word):
        predicate = by_word.get(above.index)
        if predicate is not None:
            for operator in (o for name in predicate.names for o in codebook.operators_for(name)):
                if _governs(predicate, operator, below):
                    return operator, predicate
        if not _carries(sentence, below):
            return None
        below = above.index
    return None


def _governs(predicate: Predicate, operator: Operator, below: int) -> bool:
    return any(below in predicate.fillers(key) for key in operator.govern)


def _carries(sentence: Sentence, index: int) -> bool:
    """May an operator further up still govern through this word? Objects and infinitives carry; own clauses do not."""
    word = sentence.words[index]
    if word.relation == "nmod":
        return sentence.words[word.head].lemma in SERIES
    return word.relation in ("obj", "conj", "compound", "amod", "xcomp") or word.deprel == "nsubj:pass"


def apply(codebook: Codebook, reading: Reading, operator: Operator, predicate: Predicate) -> Reading | None:
    """The reading changed by one operator; None if the operator says nothing about its type."""
    side = codebook.types[reading.type].side
    for key in (f"{reading.type}.{reading.mode}", reading.type, side, "any"):
        if key in operator.becomes:
            new = operator.becomes[key]
            break
    else:
        return None
    if new is None:
        return None
    mode = operator.modes.get(f"{reading.type}.{reading.mode}") or operator.modes.get(reading.type)
    if new == reading.type:
        mode = reading.mode
    inner = (*reading.actors, *reading.recipients)
    actors = _fillers(predicate, operator.actor, ())
    recipients = _fillers(predicate, operator.recipient, (*actors, reading.word))
    # "Two papers were ordered to close": whoever is ordered to do it does not order it.
    actors = actors or tuple(w for w in reading.actors if w not in recipients)
    recipients = recipients or tuple(w for w in inner if w not in actors)
    return replace(
        reading,
        type=new,
        mode=mode if mode in codebook.types[new].modes else None,
        actors=actors,
        recipients=recipients,
        word=predicate.word.index,
        operators=(*reading.operators, operator.name),
        status=None if operator.status is None else _status(operator.status),
    )


def _fillers(predicate: Predicate, keys: tuple[str, ...], without: tuple[int, ...]) -> tuple[int, ...]:
    """Only nominal participants: a clause that the operator governs is nobody."""
    sentence = predicate.sentence
    for key in keys:
        words = tuple(
            w
            for w in predicate.fillers(key)
            if w not in without and sentence.words[w].upos in ("NOUN", "PROPN", "PRON", "ADJ", "X")
        )
        if words:
            return words
    return ()


def _status(name: str) -> Status:
    return next(s for s in get_args(Status) if s == name)
