"""Light verbs: "held talks", "launched an attack". The noun is the act, the verb lends it its subject and prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.grammar.participants import Participants, preposition_of
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("grammar")
_WITH_OBJECT = _WORDS.table("verbs_with_object")
#: "a round of talks", "a series of strikes": the noun after "of" is the act.
SERIES = _WORDS.words("series_nouns")
_LENT = (*_WORDS.ordered("lent_prepositions"), "LOC", "TMP")


@dataclass(frozen=True, slots=True)
class LightVerbs:
    objects: frozenset[str]
    prepositions: dict[str, frozenset[str]]


@cache
def light_verbs() -> LightVerbs:
    by_preposition = _WORDS.groups("light_verbs_by_preposition")
    return LightVerbs(_WORDS.words("light_verbs"), {k: frozenset(v) for k, v in by_preposition.items()})


def verb_lemma(sentence: Sentence, word: Word) -> str:
    """The lemma with its particle: ``carry_out``; "take part" counts as one word."""
    particle = sentence.child(word.index, "compound:prt")
    if particle is None and word.lemma in _WITH_OBJECT:
        objects = sentence.dependents(word.index, "obj")
        particle = next((w for w in objects if w.lemma == _WITH_OBJECT[word.lemma]), None)
    return f"{word.lemma}_{particle.lemma}" if particle is not None else word.lemma


def light_verb_of(sentence: Sentence, noun: Word) -> Word | None:
    """The light verb that governs this noun, or None. A coordinated noun shares the verb of the first."""
    if noun.head < 0:
        return None
    if noun.relation == "conj" and sentence.words[noun.head].upos == "NOUN":
        return light_verb_of(sentence, sentence.words[noun.head])
    verb = sentence.words[noun.head]
    if noun.relation == "nmod" and verb.lemma in SERIES and verb.upos == "NOUN":
        return light_verb_of(sentence, verb)
    if verb.upos != "VERB":
        return None
    lemma = verb_lemma(sentence, verb)
    table = light_verbs()
    if noun.relation == "obj" or noun.deprel == "nsubj:pass":
        return verb if lemma in table.objects else None
    if noun.relation == "obl":
        return (
            verb if lemma in table.prepositions.get(preposition_of(sentence, noun.index) or "", frozenset()) else None
        )
    return None


def with_light_verb(sentence: Sentence, noun: Word, own: Participants, of_verb: Participants) -> Participants:
    """The noun's participants, completed by the verb's: its subject as ARG0, its prepositions as they are."""
    merged = dict(own)
    subjects = tuple(w for w in of_verb.get("SUBJ", ()) if w != noun.index)
    if subjects and not merged.get("SUBJ"):
        merged["SUBJ"] = subjects
    own_doers = [w for w in merged.get("ARG0", ()) if w != noun.index and sentence.words[w].upos != "PRON"]
    if subjects and not own_doers:  # "began their drills": the verb's subject is who "they" are
        merged["ARG0"] = subjects
    for key in _LENT:
        lent = tuple(w for w in of_verb.get(key, ()) if w != noun.index)
        if lent and key not in merged:
            merged[key] = lent
    recipients = tuple(w for w in of_verb.get("ARG2", ()) if w != noun.index)
    if recipients and "ARG2" not in merged:
        merged["ARG2"] = recipients
    return merged
