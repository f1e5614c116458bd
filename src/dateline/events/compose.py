"""Chosen proposals -> acts: operators, tense, status, scope and places, whoever proposed them; one act a telling word."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from dateline.codebook import Codebook
from dateline.events.base import Act, Proposal
from dateline.events.choose import Chosen
from dateline.events.event_status import is_refusal
from dateline.events.further import others
from dateline.events.govern import Operators, Reading, apply, plain
from dateline.events.no_event import is_no_event
from dateline.events.weigh import Weighed, Weigher
from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.modality import word_lists
from dateline.language import lexicon
from dateline.model import Alternative, Span, Status
from dateline.reader.sentence import Sentence, Told, Word

_WHERE = lexicon("events").ordered("where_prepositions")
_PLACE_KEYS = ("LOC", *_WHERE, "GOL", "DIR", "ARG1", "OBJ", "ARG4", "ARG2")
_CLOSE = 4  # words between a light verb and its noun that still make one trigger
_DOERS = ("SUBJ", "ARG0")
_MATTERS = frozenset(
    {"event", "abstract"}
)  # kinds of nouns that are a part of what is told, not somebody it is done to
_CLAUSES = ("ccomp", "advcl", "parataxis", "conj", "acl", "csubj", "xcomp")
_GRAMMAR = 2.0  # log odds: how much surer the network must be of another status than of that which grammar gives
_SHOWN = 3  # alternatives that an event keeps


class Composer:
    """Makes acts of the chosen readings of one sentence after another."""

    def __init__(self, codebook: Codebook, *, heard: bool = True) -> None:
        """``heard``: whether the reader's network is among those who propose."""
        self._codebook = codebook
        self._frames = {frame.name: frame for frame in codebook.frames}
        self._weigher = Weigher(self._frames, heard=heard)

    def compose(
        self, clauses: Clauses, text: str, chosen: Iterable[Chosen], heard: Sequence[Proposal] = ()
    ) -> list[Act]:
        """The acts that a sentence tells, in text order, at most one a telling word. ``chosen`` are readings of clauses, to
        be put under operators; ``heard`` are final ones, to be weighed against them."""
        operators = Operators(self._codebook, clauses)
        told = list(self._weigher.told(clauses, self._governed(operators, chosen), heard))
        telling = frozenset(found.reading.word for found in told)
        acts = (self._act(operators, text, found, telling) for found in told if not self._is_none(clauses, found))
        return [act for act in acts if act.own or not _is_only_wanted(clauses.sentence, act)]

    def _is_none(self, clauses: Clauses, found: Weighed) -> bool:
        """A reading that is no event, whoever proposed it but for a rule of the user's own."""
        reading = found.reading
        kind = self._codebook.types[reading.type]
        return not reading.proposal.own and is_no_event(clauses, reading.word, kind)

    def readings(
        self, clauses: Clauses, chosen: Iterable[Chosen], heard: Sequence[Proposal]
    ) -> dict[int, list[Weighed]]:
        """All that every word may be read as, under its operators."""
        framed = self._governed(Operators(self._codebook, clauses), chosen)
        return self._weigher.readings(clauses, framed, heard)

    def _governed(self, operators: Operators, chosen: Iterable[Chosen]) -> list[tuple[Reading, Chosen]]:
        """The readings of clauses under the operators over them, at most one a telling word."""
        told: dict[int, tuple[Reading, Chosen]] = {}
        governed: set[int] = set()
        for choice in chosen:
            reading = self.read(choice.proposal, operators)
            if not reading.operators and self._is_cooperative(choice.proposal) and _is_general(reading.clause):
                continue
            if reading.operators:
                governed.add(reading.clause.word.index)
            held = told.get(reading.word)
            if held is None or (reading.operators and not held[0].operators):
                told[reading.word] = reading, choice
        doubled = set(_doubled({word: reading for word, (reading, _) in told.items()}))
        return [
            (reading, choice)
            for word, (reading, choice) in told.items()
            if word not in doubled and (word not in governed or reading.operators)
        ]

    def read(self, proposal: Proposal, operators: Operators) -> Reading:
        """The proposal under the operators that govern it, or under the one that its tense alone stands for."""
        reading = operators.over(plain(proposal))
        clause = proposal.clause
        if reading.operators or (clause.word.upos != "VERB" and clause.light_verb is None):
            return reading
        ruling = operators.ruling(clause.word, clause.light_verb)
        status: Status = ruling.status if ruling is not None else "happened"
        if status == "denied" and not (
            self._is_cooperative(proposal) and is_refusal(clause.sentence, clause.word, clause.light_verb)
        ):
            return reading
        implied = self._codebook.implied.get(status)
        changed = apply(self._codebook, reading, implied, clause) if implied is not None else None
        return replace(changed, by_tense=True) if changed is not None else reading

    def _is_cooperative(self, proposal: Proposal) -> bool:
        return self._codebook.types[proposal.type].side == "cooperation"

    def _act(self, operators: Operators, text: str, found: Weighed, telling: Container[int]) -> Act:
        reading = found.reading
        clause, proposal = reading.clause, reading.proposal
        sentence = clause.sentence
        teller = sentence.words[reading.word]
        ruling = operators.ruling(teller, clause.light_verb if teller.index == clause.word.index else None)
        tensed: Status = ruling.status if ruling is not None else "happened"
        by_grammar = (reading.status or "happened") if reading.by_tense else _joined(tensed, reading.status)
        return Act(
            sentence=sentence.index,
            word=reading.word,
            trigger=_trigger(sentence, text, reading, self._asked_noun(reading, telling)),
            frame=reading.frame,
            by=proposal.by,
            type=reading.type,
            mode=reading.mode or self._heard_mode(reading, found.told),
            # What two sides fail to do together, they refuse each other; any other operator speaks of each side by itself.
            symmetric=proposal.symmetric and all(operator.mutual for operator in reading.operators),
            actors=reading.actors,
            recipients=reading.recipients,
            others=tuple(others(reading, self._codebook.types[reading.type])),
            places=tuple(_places(clause)),
            times=clause.fillers("TMP"),
            reasons=reading.reasons,
            scope=_scope(sentence, reading.word),
            status=_likeliest_status(by_grammar, found.told),
            ruling=ruling,
            contexts=proposal.contexts,
            confidence=found.probability,
            alternatives=tuple(_alternatives(reading, found.losers)),
            parts=found.told.parts if found.told is not None else (),
            retells=found.told.retells if found.told is not None else (),
            own=proposal.own,
            one_sided=proposal.one_sided and not reading.operators,
            faint=found.faint,
        )

    def _asked_noun(self, reading: Reading, telling: Container[int]) -> Word | None:
        """The noun without which a verb would not tell this, and which tells nothing itself: the strike of "went on strike"."""
        frame = self._frames.get(reading.frame or "")
        if frame is None or reading.word != reading.clause.word.index:
            return None
        clause, words = reading.clause, reading.clause.sentence.words
        asked = (words[w] for key, _ in frame.where if key not in _DOERS for w in clause.fillers(key))
        near = (w for w in asked if 0 < w.index - reading.word <= _CLOSE and w.index not in telling)
        return next((w for w in near if w.upos == "NOUN" and w.kind in _MATTERS), None)

    def _heard_mode(self, reading: Reading, told: Told | None) -> str | None:
        """The mode that the network gives, where a frame of ours tells only the type."""
        known = self._codebook.types[reading.type].modes
        return told.mode if told is not None and told.mode in known and not reading.proposal.own else None


def _is_only_wanted(sentence: Sentence, act: Act) -> bool:
    """ "urged them to create conditions for talks", "talks should resume", "a possible strike" """
    if act.status != "hypothetical" or act.ruling is None or act.ruling.word == act.word:
        return False
    ruling, *behind = sentence.words[act.ruling.word :][:_CLOSE]
    names = {
        ruling.lemma,
        *(f"{ruling.lemma}_{w.lemma}" for w in behind),
    }  # "called for talks", not "called the talks a farce"
    return not names.isdisjoint(word_lists()["only_wanted"])


def _alternatives(reading: Reading, losers: Iterable[Proposal]) -> Iterator[Alternative]:
    """The first few other types of an act."""
    by_type = {p.type: p for p in reversed(list(losers)) if p.type != reading.type}
    others = sorted(by_type.values(), key=lambda p: -p.score)
    yield from (Alternative(p.type, p.mode, p.by, round(p.score, 3)) for p in others[:_SHOWN])


def _doubled(readings: dict[int, Reading]) -> Iterator[int]:
    """ "signed an agreement" told twice, by verb and noun: a user's own rule wins, else the verb's frame if it asks for that
    noun, else the noun's."""
    for word, reading in readings.items():
        verb = reading.clause.light_verb
        if verb is None or verb.index not in readings or word == verb.index:
            continue
        of_verb, of_noun = readings[verb.index].proposal, reading.proposal
        verb_wins = of_verb.own if of_verb.own != of_noun.own else of_verb.asks
        yield word if verb_wins else verb.index


def _is_general(clause: Clause) -> bool:
    """ "contributes to developing cooperation": a bare noun that no light verb carries out speaks of no single act."""
    word, sentence = clause.word, clause.sentence
    if word.upos not in ("NOUN", "PROPN") or clause.light_verb is not None or word.xpos in ("NNS", "NNPS"):
        return False
    if clause.subject or any(d.text[0].isupper() for d in sentence.dependents(word.index, "amod", "compound")):
        return False
    return sentence.child(word.index, "det", "nummod") is None


def _likeliest_status(by_grammar: Status, told: Told | None) -> Status:
    """What grammar says, unless the reader's network is much surer of another. It has read few acts that were denied or doubted
    or long over: a word that says so holds against it."""
    if told is None or by_grammar in ("denied", "hypothetical", "historical"):
        return by_grammar
    weights = {
        s: math.log(max(share, 1e-6)) + (_GRAMMAR if s == by_grammar else 0.0) for s, share in told.statuses.items()
    }
    return cast(Status, max(weights, key=lambda s: weights[s]))


def _joined(grammar: Status, operator: Status | None) -> Status:
    """An operator's own status holds unless the grammar denies or doubts it."""
    return operator if operator is not None and grammar in ("happened", "planned") else grammar


def _trigger(sentence: Sentence, text: str, reading: Reading, noun: Word | None) -> Span:
    """The telling word with its particle and the noun that it needs; a light verb together with its noun if they stand close."""
    words = [sentence.words[reading.word], *([noun] if noun is not None else [])]
    light = reading.clause.light_verb if reading.word == reading.clause.word.index else None
    if light is not None and abs(light.index - reading.word) <= _CLOSE:
        words.append(light)
    words += sentence.dependents(reading.word, "compound:prt")
    return Span.of(text, min(w.start for w in words), max(w.end for w in words))


def _places(clause: Clause) -> Iterator[int]:
    """Words that may say where, the likeliest first."""
    seen: set[int] = set()
    for key in _PLACE_KEYS:
        for w in clause.fillers(key):
            if w not in seen:
                seen.add(w)
                yield w


def _scope(sentence: Sentence, index: int) -> tuple[int, int]:
    """The clause around a word: what hangs below the nearest clause head above it."""
    word = sentence.words[index]
    for above in (word, *sentence.ancestors(index)):
        if above.relation in _CLAUSES or above.head < 0:
            first, last = sentence.subtree(above.index)
            return first, _without_next(sentence, above, last)
    return 0, len(sentence.words) - 1


def _without_next(sentence: Sentence, verb: Word, last: int) -> int:
    """The end of a clause before the next one that "and" joins to it with a subject of its own."""
    joined = (w for w in sentence.dependents(verb.index, "conj") if sentence.child(w.index, "nsubj") is not None)
    starts = [sentence.subtree(w.index)[0] for w in joined if w.upos == "VERB"]
    return min([last, *(start - 1 for start in starts if start > verb.index)])
