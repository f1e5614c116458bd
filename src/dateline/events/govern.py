"""Operators: predicates that change what the event below them is. "agreed to visit" is AGREE, "threatened to attack" THREATEN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.codebook import Codebook, Operator
from dateline.events.base import Proposal, reasons_of
from dateline.events.event_status import ruling_of
from dateline.events.spellings import names_of
from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.light_verbs import SERIES
from dateline.grammar.modality import Ruling
from dateline.model import Status
from dateline.reader.sentence import Sentence, Word

_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "X")
_HIGHEST = 3  # operators over operators: "refused to promise to leave"


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposal after the operators above it: its type and mode now, its participants, and the word that tells it.

    ``by_tense``: no operator stands in the text; "will not lift the ban" says by its tense what "refuses" says.
    """

    proposal: Proposal
    type: str
    mode: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    word: int
    reasons: Mapping[int, str]
    operators: tuple[Operator, ...] = ()
    status: Status | None = None
    by_tense: bool = False

    @property
    def clause(self) -> Clause:
        return self.proposal.clause

    @property
    def frame(self) -> str | None:
        """The frame with the operators over it, outermost first: ``threaten+attack``."""
        names = [*(operator.name for operator in reversed(self.operators)), *filter(None, [self.proposal.frame])]
        return "+".join(names) or None


def plain(proposal: Proposal) -> Reading:
    """The proposal under no operator yet."""
    return Reading(
        proposal,
        proposal.type,
        proposal.mode,
        proposal.actors,
        proposal.recipients,
        proposal.clause.word.index,
        proposal.reasons,
    )


class Operators:
    """The operators of a codebook in one sentence."""

    def __init__(self, codebook: Codebook, clauses: Clauses) -> None:
        self._codebook, self._clauses = codebook, clauses
        self._at: dict[int, tuple[Operator, ...]] = {}
        self._rulings: dict[tuple[int, int | None], Ruling | None] = {}

    def ruling(self, word: Word, light_verb: Word | None) -> Ruling | None:
        """What the grammar says of an act under no operator, worked out once: see :func:`ruling_of`."""
        asked = word.index, light_verb.index if light_verb is not None else None
        if asked not in self._rulings:
            self._rulings[asked] = ruling_of(self._clauses.sentence, word, light_verb)
        return self._rulings[asked]

    def over(self, reading: Reading) -> Reading:
        """The reading under all operators that govern it, the inner first."""
        for _ in range(_HIGHEST):
            found = self._nearest(reading.word)
            if found is None:
                break
            changed = apply(self._codebook, reading, *found)
            if changed is None:
                break
            reading = changed
        return reading

    def _nearest(self, word: int) -> tuple[Operator, Clause] | None:
        """The nearest predicate above that is an operator and has ``word`` (or what carries it) at a key that it governs."""
        below, sentence = word, self._clauses.sentence
        for above in sentence.ancestors(word):
            operators = self._operators_at(above)
            if operators:
                clause = self._clauses.of(above.index)
                for operator in operators:
                    if any(below in clause.fillers(key) for key in operator.govern):
                        return operator, clause
            if not _carries(sentence, below):
                return None
            below = above.index
        return None

    def _operators_at(self, word: Word) -> tuple[Operator, ...]:
        held = self._at.get(word.index)
        if held is None:
            names = names_of(self._clauses.sentence, word)
            found = tuple(o for name in names for o in self._codebook.operators_for(name))
            held = self._at[word.index] = found if found and self._clauses.tells(word.index) else ()
        return held


def _carries(sentence: Sentence, index: int) -> bool:
    """May an operator further up still govern through this word? Objects and infinitives carry; own clauses do not."""
    word = sentence.words[index]
    if word.relation == "nmod":
        return sentence.words[word.head].lemma in SERIES
    return word.relation in ("obj", "conj", "compound", "amod", "xcomp") or word.deprel == "nsubj:pass"


def apply(codebook: Codebook, reading: Reading, operator: Operator, clause: Clause) -> Reading | None:
    """The reading changed by one operator; None if the operator says nothing about its type."""
    keys: tuple[str, ...] = (f"{reading.type}.{reading.mode}", reading.type, codebook.types[reading.type].side, "any")
    if _is_given(codebook, reading) and "cooperation" in operator.becomes:
        keys = ("cooperation",)
    for key in keys:
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
    actors, of = _fillers(clause, operator.actor, ())
    recipients, to = _fillers(clause, operator.recipient, (*actors, reading.word))
    reasons = {**reading.reasons, **reasons_of(clause, to, recipients), **reasons_of(clause, of, actors)}
    # "Two papers were ordered to close": whoever is ordered to do it does not order it.
    actors = actors or tuple(w for w in reading.actors if w not in recipients)
    recipients = recipients or tuple(w for w in inner if w not in actors)
    return replace(
        reading,
        type=new,
        mode=mode if mode in codebook.types[new].modes else None,
        actors=actors,
        recipients=recipients,
        word=clause.word.index,
        reasons=reasons,
        operators=(*reading.operators, operator),
        status=operator.status,
    )


def _is_given(codebook: Codebook, reading: Reading) -> bool:
    """ "to send Taiwan missiles", "to strengthen Syria's defences": arms and forces for somebody, or for what is theirs."""
    sentence, verb = reading.clause.sentence, reading.clause.word
    if reading.operators or verb.upos != "VERB":
        return False
    thing = sentence.child(verb.index, "obj")
    owner = sentence.child(thing.index, "nmod:poss") if thing is not None else None
    theirs = owner is not None and owner.upos != "PRON" and codebook.types[reading.type].may_be_help
    return theirs or (sentence.child(verb.index, "iobj") is not None and thing is not None)


def _fillers(clause: Clause, keys: tuple[str, ...], without: tuple[int, ...]) -> tuple[tuple[int, ...], str]:
    """Only nominal participants, and their key: a clause that the operator governs is nobody."""
    words = clause.sentence.words
    for key in keys:
        found = tuple(w for w in clause.fillers(key) if w not in without and words[w].upos in _NOMINAL)
        if found:
            return found, key
    return (), ""
