"""The clauses of a sentence: who takes part in what each of its predicates tells, and by which verb. Worked out once a
sentence, on first asking, for every room that asks."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.grammar.arguments import preposition_of
from dateline.grammar.function_words import GENITIVE
from dateline.grammar.light_verbs import light_verb_of, with_light_verb
from dateline.grammar.modality import Ruling, own_ruling
from dateline.grammar.participants import Participants, participants
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_NOUNS = ("NOUN", "PROPN")
#: A noun tells an act if the reader sees a predicate or an event in it, or a light verb governs it.
_LEAST_PREDICATE, _LEAST_EVENT = 0.3, 0.6
_DURING = lexicon("grammar").words("during_prepositions")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one predicate tells: a verb, or a noun or adjective that tells an act.

    ``participants`` are head words by key: SUBJ and OBJ by grammar whatever form the clause has, ARG0 … ARG4 by PropBank, LOC
    and TMP, COMP, and a key for every preposition. ``light_verb`` is the verb of "held | talks"; ``certainty`` (0 to 1)
    is the reader's that the word tells an act at all.
    """

    sentence: Sentence
    word: Word
    participants: Participants
    light_verb: Word | None
    certainty: float

    @property
    def subject(self) -> tuple[int, ...]:
        """Whoever does it, in the passive too."""
        return self.fillers("SUBJ")

    @property
    def objects(self) -> tuple[int, ...]:
        """Whatever it is done to."""
        return self.fillers("OBJ")

    @property
    def obliques(self) -> dict[str, tuple[int, ...]]:
        """What stands behind its prepositions."""
        return {key: words for key, words in self.participants.items() if key.islower()}

    def fillers(self, key: str) -> tuple[int, ...]:
        """The head words at one key, coordinated ones too; none if the key is not filled."""
        return self.participants.get(key, ())


class Clauses:
    """The clauses of one sentence, to be asked by word."""

    __slots__ = ("_clauses", "_participants", "_rulings", "sentence")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._participants: dict[int, Participants] = {}
        self._clauses: dict[int, Clause] = {}
        self._rulings: dict[int, Ruling | None] = {}

    def participants(self, word: int) -> Participants:
        """Who takes part in what the word tells, by its own grammar and roles alone."""
        found = self._participants.get(word)
        if found is None:
            found = self._participants[word] = participants(self.sentence, word)
        return found

    def ruling(self, word: int) -> Ruling | None:
        """Polarity, modality and tense of the word's own clause: what its helpers say of the act, and which of them says so."""
        if word not in self._rulings:
            self._rulings[word] = own_ruling(self.sentence, self.sentence.words[word])
        return self._rulings[word]

    def light_verb(self, word: int) -> Word | None:
        """The verb that carries out what a noun tells; None for other words."""
        held = self._clauses.get(word)
        if held is not None:
            return held.light_verb
        noun = self.sentence.words[word]
        return light_verb_of(self.sentence, noun) if noun.upos in _NOUNS else None

    def tells(self, word: int) -> bool:
        """May the word tell an act? Verbs and adjectives may; of nouns those that the reader or a light verb says so of."""
        w = self.sentence.words[word]
        if w.upos not in _NOUNS or w.predicate >= _LEAST_PREDICATE or w.event_noun >= _LEAST_EVENT:
            return True
        return self.light_verb(word) is not None

    def of(self, word: int) -> Clause:
        """The clause whose predicate the word is."""
        held = self._clauses.get(word)
        if held is None:
            held = self._clauses[word] = self._clause(self.sentence.words[word])
        return held

    def _clause(self, word: Word) -> Clause:
        taking_part = self.participants(word.index)
        light, certainty = None, word.predicate
        if word.upos in _NOUNS:
            light = light_verb_of(self.sentence, word)
            certainty = max(word.predicate, word.event_noun)
            taking_part = _nominal_roles(self.sentence, taking_part, light)
        if light is not None:
            taking_part = with_light_verb(self.sentence, word, taking_part, self.participants(light.index))
        elif not taking_part.get("ARG0") and (doers := self._subject_around(word)):
            taking_part = {**taking_part, "ARG0": doers}
        return Clause(self.sentence, word, taking_part, light, certainty)

    def _subject_around(self, noun: Word) -> tuple[int, ...]:
        """ "met X during a visit to Y": who did what the clause tells also did what its adverbial names."""
        adverbial = noun.upos == "NOUN" and noun.relation == "obl"
        preposition = preposition_of(self.sentence, noun.index) if adverbial else None
        if preposition not in _DURING or f"{self.sentence.words[noun.head].lemma}_{preposition}" in cues().pointing:
            return ()  # "commented on the arrests"
        return self.participants(noun.head).get("SUBJ", ())


def _nominal_roles(sentence: Sentence, own: Participants, light_verb: Word | None) -> Participants:
    """Fill ARG0 and ARG1 of a noun from its grammar where the reader gave no role: possessor, "by", nationality; "of".

    With nothing else to go by, "of X" may be either ("the visit of X", "the arrest of X"): frames take the recipient first.
    """
    roles = dict(own)
    taken = {w for key in ("ARG0", "ARG1", "ARG2") for w in roles.get(key, ())}
    if (
        not roles.get("ARG0") and len(roles.get("ARG1", ())) > 1
    ):  # "Turkey's strikes on the fighters": a slip of the reader
        taken -= set(roles.get("SUBJ", ()))
    doers = tuple(w for w in roles.get("SUBJ", ()) if w not in taken)
    if not doers and light_verb is None:
        doers = tuple(w for w in roles.get("MOD", ()) if sentence.words[w].text[0].isupper() and w not in taken)
    of = tuple(w for key in GENITIVE for w in roles.get(key, ()) if w not in taken)
    if not roles.get("ARG0") and (doers or (of and light_verb is None)):
        roles["ARG0"] = doers or of
    if doers and len(roles.get("ARG1", ())) > 1:
        roles["ARG1"] = tuple(w for w in roles["ARG1"] if w not in doers)
    if not roles.get("ARG1") and of:
        roles["ARG1"] = of
    return roles
