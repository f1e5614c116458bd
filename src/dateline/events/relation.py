"""The relation between two given participants: of all readings of a sentence, the one that best joins that pair.

The same frames and operators as in events, but as a choice: a pair is given, so some type must fit, and the question is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.events.choose import LEAST_SCORE, choose
from dateline.events.compose import Composer
from dateline.events.event_status import status_of
from dateline.events.frames import FrameRecogniser
from dateline.events.further import others
from dateline.events.govern import Operators, Reading
from dateline.grammar.clauses import Clauses
from dateline.reader.sentence import Sentence, Word

#: How well a participant is met: its own word, the noun phrase that it belongs to, or a phrase that it is inside of.
_OWN, _PHRASE, _INSIDE = 1.0, 0.75, 0.5
_TURNED = 0.5  # what a fit with actor and recipient exchanged is worth, if order matters
_FURTHER = 0.6  # a target that the frame does not ask for, but the act is about
_ON_PATH, _CHANGED, _WITHIN = 0.3, 0.2, -0.3
_LOOSE = -1.2  # a frame whose conditions do not hold
_LEAST = 0.05
_PHRASE_LINKS = frozenset({"nmod", "compound", "amod", "appos", "flat", "nummod", "conj", "dep", "det"})


@dataclass(frozen=True, slots=True)
class Relation:
    """The chosen type, how sure the choice is (0 to 1), and the reading that tells it (None: no predicate is known)."""

    type: str
    mode: str | None
    confidence: float
    reading: Reading | None
    word: Word

    @property
    def frame(self) -> str | None:
        """The frame with the operators over it, outermost first: ``threaten+attack``."""
        return self.reading.frame if self.reading is not None else None


@dataclass(frozen=True, slots=True)
class GivenSide:
    """One side of the pair: its words, and all words up to the head of the noun phrase around it."""

    words: frozenset[int]
    phrase: frozenset[int]
    head: int | None

    @classmethod
    def of(cls, sentence: Sentence, words: Sequence[int]) -> GivenSide:
        inside = frozenset(words)
        tops = [i for i in words if sentence.words[i].head not in inside]
        if not tops:
            return cls(inside, frozenset(), None)
        head = min(tops, key=lambda i: (sum(1 for _ in sentence.ancestors(i)), i))
        return cls(inside, frozenset(_phrase(sentence, head)), head)

    def met_by(self, sentence: Sentence, indices: Sequence[int]) -> float:
        """How well the best of ``indices`` stands for this participant, from 0 to 1."""
        return max((self._met(sentence, i) for i in indices), default=0.0)

    def _met(self, sentence: Sentence, index: int) -> float:
        if index in self.words:
            return _OWN
        if index in self.phrase:
            return _PHRASE
        first, last = sentence.subtree(index)
        return _INSIDE if any(first <= w <= last for w in self.words) else 0.0


class Relater:
    """Chooses the relation of given pairs by one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._frames, self._composer = FrameRecogniser(codebook, loose=True), Composer(codebook)

    def relate(self, clauses: Clauses, source: GivenSide, target: GivenSide) -> Relation | None:
        """The relation of ``source`` to ``target``; None only for a sentence without any predicate."""
        sentence = clauses.sentence
        path = _path(sentence, source.head, target.head)
        scored = [
            (self._fit(sentence, r, source, target, path) + (_LOOSE if r.proposal.score < LEAST_SCORE else 0.0), r)
            for r in self._readings(clauses)
        ]
        if not scored:
            return self._fallback(sentence, path)
        scored.sort(key=lambda s: -s[0])
        best, reading = scored[0]
        rest = next((score for score, r in scored[1:] if r.type != reading.type), 0.0)
        confidence = max(_LEAST, min(1.0, (best - max(rest, 0.0)) / 2.5 + best / 5))
        kind = self._told_as(sentence, reading)
        mode = reading.mode if kind == reading.type else None
        return Relation(kind, mode, confidence, reading, sentence.words[reading.word])

    def _readings(self, clauses: Clauses) -> list[Reading]:
        """All that the codebook could read in a sentence, also what is too general to be an event; of clauses that no frame's
        conditions fit, the loose readings."""
        proposals = list(self._frames.propose(clauses))
        exact = [choice.proposal for choice in choose(proposals)]
        fitted = {p.clause.word.index for p in exact}
        loose = [p for p in proposals if p.clause.word.index not in fitted]
        operators = Operators(self._codebook, clauses)
        return [self._composer.read(p, operators) for p in (*exact, *loose)]

    def _fit(
        self, sentence: Sentence, reading: Reading, source: GivenSide, target: GivenSide, path: frozenset[int]
    ) -> float:
        further = tuple(others(reading, self._codebook.types[reading.type]))
        reached = target.met_by(sentence, reading.recipients) or _FURTHER * target.met_by(sentence, further)
        doer = source.met_by(sentence, reading.actors) + reached
        turned = target.met_by(sentence, reading.actors) + source.met_by(sentence, reading.recipients)
        if reading.proposal.symmetric and not reading.operators:
            together = source.met_by(sentence, reading.actors) + target.met_by(sentence, reading.actors)
            score = max(doer, turned, together)
        else:
            score = max(doer, _TURNED * turned)
        if reading.word in path or reading.clause.word.index in path:
            score += _ON_PATH
        if reading.operators:
            score += _CHANGED
        return score + (_WITHIN if reading.word in source.words | target.words else 0.0)

    def _told_as(self, sentence: Sentence, reading: Reading) -> str:
        """The type with its status told by the type alone: what is only announced is a promise or a threat, and cooperation that
        did not come about is a refusal."""
        if not all(operator.deed for operator in reading.operators):
            return reading.type
        clause, deed = reading.clause, reading.type if reading.operators else reading.proposal.type
        planned = self._codebook.implied.get("planned")
        own = reading.operators in ((), (planned,))
        word, light_verb = (clause.word, clause.light_verb) if own else (sentence.words[reading.word], None)
        status = status_of(sentence, word, light_verb)
        return self._codebook.unreal.get((status, self._codebook.types[deed].quad), reading.type)

    def _fallback(self, sentence: Sentence, path: frozenset[int]) -> Relation | None:
        """No predicate is known: words were exchanged, if anything, which is the weakest claim there is."""
        predicates = [w for w in sentence.words if w.upos == "VERB" or w.predicate >= 0.5]
        between = [w for w in predicates if w.index in path] or predicates
        weakest = self._codebook.weakest
        return Relation(weakest, None, _LEAST, None, between[0]) if between and weakest is not None else None


def _phrase(sentence: Sentence, index: int) -> Iterator[int]:
    yield index
    while sentence.words[index].head >= 0 and sentence.words[index].relation in _PHRASE_LINKS:
        index = sentence.words[index].head
        yield index


def _path(sentence: Sentence, a: int | None, b: int | None) -> frozenset[int]:
    """The words on the way from one head to the other through the tree, up to the word that both hang from."""
    if a is None or b is None:
        start = a if a is not None else b
        return frozenset() if start is None else frozenset(w.index for w in sentence.ancestors(start))
    up = [a, *(w.index for w in sentence.ancestors(a))]
    down = [b, *(w.index for w in sentence.ancestors(b))]
    common = next((i for i in up if i in down), None)
    if common is None:
        return frozenset((*up, *down))
    return frozenset((*up[: up.index(common) + 1], *down[: down.index(common)]))
