"""The predicates of a sentence: every word that the codebook could know, with its participants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.grammar.light_verbs import light_verb_of, verb_lemma, with_light_verb
from dateline.grammar.participants import Participants, participants, preposition_of
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
#: A noun counts as an act if the reader sees a predicate or an event in it, or a light verb governs it.
_LEAST_PREDICATE, _LEAST_EVENT = 0.3, 0.6
_DURING = _WORDS.words("during_prepositions")
_PARTICLES = _WORDS.words("particles")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may tell an act. ``names`` are its codebook spellings, the most exact first: ``air_strike.n``, ``strike.n``."""

    sentence: Sentence
    word: Word
    names: tuple[str, ...]
    participants: Participants
    light_verb: Word | None
    certainty: float

    def fillers(self, key: str) -> tuple[int, ...]:
        return self.participants.get(key, ())


def find_predicates(sentence: Sentence, known: frozenset[str]) -> Iterator[Predicate]:
    """Predicates with at least one name in ``known``, in text order."""
    for word in sentence.words:
        names = tuple(n for n in _names(sentence, word) if n in known)
        if not names:
            continue
        is_noun = word.upos in ("NOUN", "PROPN")
        light = light_verb_of(sentence, word) if is_noun else None
        if is_noun and light is None and word.predicate < _LEAST_PREDICATE and word.event_noun < _LEAST_EVENT:
            continue
        certainty = max(word.predicate, word.event_noun) if is_noun else word.predicate
        taking_part = participants(sentence, word.index)
        if is_noun:
            taking_part = _nominal_roles(sentence, taking_part, light)
        if light is not None:
            taking_part = with_light_verb(sentence, word, taking_part, light)
        elif not taking_part.get("ARG0") and (doers := _subject_around(sentence, word)):
            taking_part = {**taking_part, "ARG0": doers}
        yield Predicate(sentence, word, names, taking_part, light, certainty)


def _names(sentence: Sentence, word: Word) -> Iterator[str]:
    if word.upos == "VERB":
        if word.deprel == "amod":
            return  # "displaced families": what they are, not what happened now
        lemma = verb_lemma(sentence, word)
        if lemma != word.lemma:
            yield f"{lemma}.v"
        else:
            yield from (f"{word.lemma}_{p}.v" for p in _loose_particles(sentence, word))
        yield f"{word.lemma}.v"
    elif word.upos in ("NOUN", "PROPN"):
        if word.deprel in ("compound", "flat"):
            return
        for child in sentence.dependents(word.index, "compound", "amod"):
            yield f"{child.lemma}_{word.lemma}.n"
            yield f"{child.lemma}{word.lemma}.n"
        yield f"{word.lemma}.n"
    elif word.upos == "ADJ":
        yield f"{word.lemma}.a"


def _loose_particles(sentence: Sentence, verb: Word) -> Iterator[str]:
    """ "pull out of", "march on": the parser may hang the little word elsewhere."""
    after = verb.index + 1
    if after < len(sentence.words) and sentence.words[after].lemma in _PARTICLES:
        number = sentence.words[sentence.words[after].head]
        if (
            number.upos != "NUM" or sentence.words[number.head].kind == "person"
        ):  # "shipped over 40 tons", "ran over two men"
            yield sentence.words[after].lemma
    for child in sentence.dependents(verb.index, "advmod"):
        if child.lemma in _PARTICLES and child.index > after:
            yield child.lemma


def _subject_around(sentence: Sentence, noun: Word) -> tuple[int, ...]:
    """ "met X during a visit to Y": who did what the clause tells also did what its adverbial names."""
    if noun.upos != "NOUN" or noun.relation != "obl" or preposition_of(sentence, noun.index) not in _DURING:
        return ()
    return participants(sentence, noun.head).get("SUBJ", ())


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
    of = tuple(w for w in roles.get("of", ()) if w not in taken)
    if not roles.get("ARG0") and (doers or (of and light_verb is None)):
        roles["ARG0"] = doers or of
    if doers and len(roles.get("ARG1", ())) > 1:
        roles["ARG1"] = tuple(w for w in roles["ARG1"] if w not in doers)
    if not roles.get("ARG1") and of:
        roles["ARG1"] = of
    return roles
