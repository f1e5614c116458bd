"""Sentences + codebook -> event candidates: predicates matched with frames, changed by operators, given status and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook import Codebook
from dateline.events.base import EventCandidate
from dateline.events.further import others
from dateline.events.govern import Reading, apply, governed, plain
from dateline.events.match import Match, loose_matches, match
from dateline.events.predicates import Predicate, find_predicates
from dateline.events.status import is_refusal, status_of
from dateline.language import lexicon
from dateline.model import Span, Status
from dateline.reader.sentence import Sentence

_WORDS = lexicon("events")
_WHERE = _WORDS.ordered("where_prepositions")
_CLOSE = 4  # words between a light verb and its noun that still make one trigger
_CLAUSES = ("ccomp", "advcl", "parataxis", "conj", "acl", "csubj", "xcomp")


class EventFinder:
    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._known = frozenset(codebook.frames_by_predicate) | frozenset(codebook.operators_by_predicate)

    @property
    def codebook(self) -> Codebook:
        return self._codebook

    def find(self, sentence: Sentence, text: str) -> list[EventCandidate]:
        """The events that a sentence tells, in text order, at most one a predicate word."""
        predicates = self._predicates(sentence)
        readings: dict[int, Reading] = {}
        under_operator: set[int] = set()
        for predicate in predicates.values():
            matched = match(self._codebook, predicate)
            if matched is None:
                continue
            reading = self._read(plain(matched), predicates)
            if not reading.operators and self._is_cooperative(matched) and _is_general(predicate):
                continue
            if reading.operators:
                under_operator.add(predicate.word.index)
            held = readings.get(reading.word)
            if held is None or (reading.operators and not held.operators):
                readings[reading.word] = reading
        doubled = set(_doubled(readings))
        kept = (r for w, r in sorted(readings.items()) if w not in doubled and (w not in under_operator or r.operators))
        return [self._candidate(sentence, text, reading) for reading in kept]

    def every_reading(self, sentence: Sentence) -> tuple[list[Reading], list[Reading]]:
        """All that the codebook could read in a sentence, also what is too general to be an event; and those of them that are
        loose, from frames whose conditions do not hold."""
        predicates = self._predicates(sentence)
        exact = {p.word.index: m for p in predicates.values() if (m := match(self._codebook, p)) is not None}
        other = [m for w, p in predicates.items() if w not in exact for m in loose_matches(self._codebook, p)]
        loose = [self._read(plain(m), predicates) for m in other]
        return [*(self._read(plain(m), predicates) for m in exact.values()), *loose], loose

    def _predicates(self, sentence: Sentence) -> dict[int, Predicate]:
        return {p.word.index: p for p in find_predicates(sentence, self._known)}

    def _is_cooperative(self, matched: Match) -> bool:
        return self._codebook.types[matched.frame.type].side == "cooperation"

    def _read(self, reading: Reading, predicates: dict[int, Predicate]) -> Reading:
        changed = governed(self._codebook, reading, predicates)
        if changed.operators:
            return changed
        predicate = reading.match.predicate
        if predicate.word.upos != "VERB" and predicate.light_verb is None:
            return reading
        status = status_of(predicate.sentence, predicate.word, predicate.light_verb)
        if status == "planned":
            return self._under("intend.v", reading, predicate)
        if (
            status == "denied"
            and self._is_cooperative(reading.match)
            and is_refusal(predicate.sentence, predicate.word, predicate.light_verb)
        ):
            return self._under("refuse.v", reading, predicate)
        return reading

    def _under(self, operator: str, reading: Reading, predicate: Predicate) -> Reading:
        """The reading as if the operator's verb governed it: what the future tense alone says."""
        for found in self._codebook.operators_for(operator):
            changed = apply(self._codebook, reading, found, predicate)
            return replace(changed, by_tense=True) if changed is not None else reading
        return reading

    def _candidate(self, sentence: Sentence, text: str, reading: Reading) -> EventCandidate:
        matched = reading.match
        inner = matched.predicate
        teller = sentence.words[reading.word]
        status = status_of(sentence, teller, inner.light_verb if teller.index == inner.word.index else None)
        return EventCandidate(
            sentence=sentence.index,
            word=reading.word,
            trigger=_trigger(sentence, text, reading),
            frame=reading.name,
            type=reading.type,
            mode=reading.mode,
            # What two sides fail to do together, they refuse each other; any other operator speaks of each side by itself.
            symmetric=matched.frame.symmetric and reading.operators in ((), ("fail",)),
            actors=reading.actors,
            recipients=reading.recipients,
            others=tuple(others(reading)),
            places=tuple(_places(inner)),
            times=inner.fillers("TMP"),
            scope=_scope(sentence, reading.word),
            status=(reading.status or "happened") if reading.by_tense else _joined(status, reading.status),
            contexts=matched.frame.contexts,
            confidence=_confidence(inner),
        )


def _doubled(readings: dict[int, Reading]) -> Iterator[int]:
    """ "signed an agreement" told twice, by verb and noun: the verb's frame wins if it asks for that noun, else the noun's."""
    for word, reading in readings.items():
        verb = reading.match.predicate.light_verb
        if verb is None or verb.index not in readings or word == verb.index:
            continue
        frame = readings[verb.index].match.frame
        yield word if frame.where else verb.index


def _is_general(predicate: Predicate) -> bool:
    """ "contributes to developing cooperation": a bare noun that no light verb carries out speaks of no single act."""
    word, sentence = predicate.word, predicate.sentence
    if word.upos not in ("NOUN", "PROPN") or predicate.light_verb is not None or word.xpos in ("NNS", "NNPS"):
        return False
    if predicate.fillers("SUBJ") or any(
        d.text[0].isupper() for d in sentence.dependents(word.index, "amod", "compound")
    ):
        return False
    return sentence.child(word.index, "det", "nummod") is None


def _joined(grammar: Status, operator: Status | None) -> Status:
    """An operator's own status holds unless the grammar denies or doubts it."""
    return operator if operator is not None and grammar in ("happened", "planned") else grammar


def _trigger(sentence: Sentence, text: str, reading: Reading) -> Span:
    """The telling word with its particle; a light verb together with its noun if they stand close."""
    predicate = reading.match.predicate
    words = [sentence.words[reading.word]]
    light = predicate.light_verb if reading.word == predicate.word.index else None
    if light is not None and abs(light.index - reading.word) <= _CLOSE:
        words.append(light)
    words += sentence.dependents(reading.word, "compound:prt")
    return Span.of(text, min(w.start for w in words), max(w.end for w in words))


def _places(predicate: Predicate) -> Iterator[int]:
    """Words that may say where, the likeliest first."""
    seen: set[int] = set()
    for key in ("LOC", *_WHERE, "GOL", "DIR", "ARG1", "OBJ", "ARG4", "ARG2"):
        for w in predicate.fillers(key):
            if w not in seen:
                seen.add(w)
                yield w


def _scope(sentence: Sentence, index: int) -> tuple[int, int]:
    """The clause around a word: what hangs below the nearest clause head above it."""
    word = sentence.words[index]
    for above in (word, *sentence.ancestors(index)):
        if above.relation in _CLAUSES or above.head < 0:
            return sentence.subtree(above.index)
    return 0, len(sentence.words) - 1


def _confidence(predicate: Predicate) -> float:
    """How sure the reader is of the predicate and of its numbered participants (the mean of both)."""
    arcs = predicate.sentence.roles.get(predicate.word.index, ())
    shares = [arc.share for arc in arcs if arc.label in ("ARG0", "ARG1", "ARG2")]
    roles = sum(shares) / len(shares) if shares else 0.5
    return (max(predicate.certainty, 0.05) + roles) / 2
