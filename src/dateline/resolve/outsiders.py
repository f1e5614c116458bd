"""Who takes no part in an act though the network hears them in it: those who tell of it, who accuse or speak for others, whom a
relative clause passes over, and victims of what somebody else is accused of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.codebook import Codebook
from dateline.codebook.definitions import Condition
from dateline.events.base import Act
from dateline.grammar.arguments import charging
from dateline.grammar.clauses import Clauses
from dateline.grammar.modality import word_lists
from dateline.grammar.participants import named_by_relative, passed_over
from dateline.language import lexicon
from dateline.model import Side
from dateline.resolve.actors.who import Meant
from dateline.resolve.sources import SourceResolver

_CHARGES = lexicon("grammar").words("charging_verbs")
_SPOKESMEN = lexicon("mentions").words("spokesmen")
#: Keys of a clause at which those stand who act, and those to whom it is done.
_DOING, _BEFALLEN = ("SUBJ", "ARG0"), ("OBJ", "ARG1", "ARG2")
_THINGS = ("OBJ", "ARG1")
_DEED = 0.5  # what the network takes for an act

At = tuple[int, int]


def by_grammar(clauses: Clauses, act: Act, side: Side) -> tuple[int, ...]:
    """The words that are on a side of what the trigger tells by grammar alone, whoever proposed the act."""
    clause = clauses.of(act.word)
    keys = _DOING if side == "actor" else _BEFALLEN
    return tuple(dict.fromkeys(w for key in keys for w in clause.fillers(key)))


class Outsiders:
    """Asks the grammar and the statements of one report."""

    def __init__(self, codebook: Codebook, clauses: Sequence[Clauses], sources: SourceResolver) -> None:
        self._codebook, self._clauses, self._sources = codebook, clauses, sources
        self._asked: dict[str, tuple[Condition, ...]] = {}  # by frame

    def is_one(self, act: Act, side: Side, places: Mapping[At, Meant], words: Sequence[int]) -> bool:
        """Does somebody who is meant at these places take no part on that side? ``words`` are those that a frame names."""
        if side == "recipient" and all(
            self.is_victim(act, *at) or self._is_given(act, *at) or self._is_thing(act, *at) for at in places
        ):
            return True
        clauses = self._clauses[act.sentence]
        framed = words if act.frame is not None else ()
        if any((act.sentence, w) in places for w in (*framed, *by_grammar(clauses, act, side))):
            return False
        if side == "recipient" and self._does_it(act, places):
            return True
        telling = {(act.sentence, w) for w in self._beside(act, side)}
        if side == "recipient" or self._codebook.types[act.type].both_act:
            telling |= {at for at in self._sources.telling(act.trigger) if not self._denies(*at)}
        if all(at in telling for at in places) or (
            (side == "recipient" or self._has_other_doer(act)) and self._only_tells(act, places)
        ):
            return True
        return all(self._speaks_for_others(sentence, who) for (sentence, _), who in places.items())

    def _is_thing(self, act: Act, sentence: int, word: int) -> bool:
        """ "Withdrew its guards from the post": what the act is done with, which its frame asks for and puts on neither side."""
        if act.frame is None or sentence != act.sentence or word in act.actors or word in act.recipients:
            return False
        clause = self._clauses[sentence].of(act.word)
        lemma = clause.sentence.words[word].lemma
        return any(lemma in words and word in clause.fillers(key) for key, words in self._things_of(act.frame))

    def _things_of(self, frame: str) -> tuple[Condition, ...]:
        """The things that a frame asks for and puts on neither side."""
        if frame not in self._asked:
            known = self._codebook.frame_named(frame)
            sides = (*known.actor, *known.recipient) if known is not None else ()
            things = (c for c in known.where if c[0] in _THINGS and c[0] not in sides) if known is not None else ()
            self._asked[frame] = tuple(things)
        return self._asked[frame]

    def _has_other_doer(self, act: Act) -> bool:
        """Does the act's own clause name whoever does it? A pronoun may mean the teller: "Caracas repeated its threat"."""
        words = self._clauses[act.sentence].sentence.words
        return bool(act.actors) and all(words[w].upos != "PRON" for w in act.actors)

    def _only_tells(self, act: Act, places: Mapping[At, Meant]) -> bool:
        """Is it whoever says what the act stands in, named nowhere in what is said: "A fired missiles, B's military said"?"""
        tellers, telling = self._sources.tellers(act.trigger), self._sources.telling(act.trigger)
        for (sentence, word), who in places.items():
            said = tellers.get(who.actor)
            if said is None or self._denies(sentence, word):
                return False
            if (sentence, word) in telling:
                continue  # "A has struck, B said, and C is to follow": the words that name B stand amid what is said
            start = self._clauses[sentence].sentence.words[word].start
            if said.start <= start < said.end:
                return False
        return True

    def is_victim(self, act: Act, sentence: int, word: int) -> bool:
        """ "an inquiry into the killing of X": X is what was done to, below what tells the act."""
        clauses = self._clauses[sentence]
        above = list(clauses.sentence.ancestors(word))
        if sentence != act.sentence or all(w.index != act.word for w in above):
            return False
        deed = next((w for w in above if w.index == act.word or self.is_deed(act, w.index)), None)
        return deed is not None and deed.index != act.word and word not in clauses.of(deed.index).subject

    def is_deed(self, act: Act, word: int) -> bool:
        """Is it what somebody is accused of, as the network reads it: "the killing of X", but not "the decision of X"?"""
        told = self._clauses[act.sentence].sentence.told.get(word)
        if told is None or told.act < _DEED or not self._codebook.types[act.type].about_acts or word == act.word:
            return False
        best = max(told.types, key=lambda name: told.types[name] if name in self._codebook.types else 0.0)
        kind = self._codebook.types.get(best)
        return kind is not None and not kind.of_is_doer and not kind.about_acts

    def tells(self, act: Act, word: int) -> bool:
        """Is it whoever says what the act stands in?"""
        at = (act.sentence, word)
        return at in self._sources.telling(act.trigger) and not self._denies(*at)

    def _denies(self, sentence: int, speaker: int) -> bool:
        """ "Mr. Hwang denied the allegations": who denies it may well be in it."""
        words = self._clauses[sentence].sentence.words
        head = words[speaker].head
        return head >= 0 and words[head].lemma in word_lists()["exclude"]

    def _is_given(self, act: Act, sentence: int, word: int) -> bool:
        """ "promised him troops": what somebody else is given."""
        words = self._clauses[act.sentence].sentence
        receiver, given = words.child(act.word, "iobj"), words.child(act.word, "obj")
        return sentence == act.sentence and receiver is not None and given is not None and word == given.index

    def _does_it(self, act: Act, places: Mapping[At, Meant]) -> bool:
        """Subject of an active verb that its frame takes for the doer: what "police declined to do" is done to others."""
        if act.symmetric or act.frame is None or self._codebook.types[act.type].mutual:
            return False
        sentence = self._clauses[act.sentence].sentence
        subjects = sentence.dependents(act.word, "nsubj") if sentence.words[act.word].upos == "VERB" else ()
        return any((act.sentence, w.index) in places for w in subjects if w.deprel == "nsubj" and w.index in act.actors)

    def _beside(self, act: Act, side: Side) -> Iterator[int]:
        """Words of the act's sentence that stand over it: who accuses of it, and who holds the name that "who" means."""
        clauses = self._clauses[act.sentence]
        if side == "actor" and (verb := charging(clauses.sentence, act.word)) is not None:
            yield from clauses.of(verb.index).subject
        if (
            side == "actor" and self._codebook.types[act.type].both_act
        ):  # "Russia, accused by Ukraine of …, said it had hit …"
            accused = (w for w in clauses.sentence.words if w.deprel == "obl:agent" and w.head != act.word)
            yield from (w.index for w in accused if clauses.sentence.words[w.head].lemma in _CHARGES)
        if (name := named_by_relative(clauses.sentence, act.word)) is not None:
            yield from passed_over(clauses.sentence, name)

    def _speaks_for_others(self, sentence: int, who: Meant) -> bool:
        """ "A police spokesman declined to comment on the arrests" """
        spokesmen = (w for w in self._clauses[sentence].sentence.words if w.lemma in _SPOKESMEN)
        return any(who.mention.span.start <= w.start < who.mention.span.end for w in spokesmen)
