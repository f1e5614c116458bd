"""Which words show that somebody says, thinks or wants something, from ``language/en/cues.yaml``: the one answer of all rooms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists of ``cues.yaml``, which says what each is for."""

    verbs: frozenset[str]
    nominal: frozenset[str]
    infinitives: frozenset[str]
    weak: frozenset[str]
    judging: frozenset[str]
    charging: frozenset[str]
    resuming: frozenset[str]
    beliefs: frozenset[str]
    showing: frozenset[str]
    unsaid: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    documents: frozenset[str]
    attitudes: frozenset[str]
    intentions: frozenset[str]
    pointing: frozenset[str]
    adjectives: frozenset[str]
    stances: frozenset[str]
    light: frozenset[str]
    partisans: frozenset[str]
    ascribed: frozenset[str]
    passing: frozenset[str]
    bodies: frozenset[str]
    reporting: frozenset[str]

    @staticmethod
    def lemma(sentence: Sentence, verb: Word) -> str:
        """The verb's lemma with its particle: ``point_out``."""
        particle = sentence.child(verb.index, "compound:prt")
        return f"{verb.lemma}_{particle.lemma}" if particle is not None else verb.lemma

    def speech(self, sentence: Sentence, verb: Word) -> str | None:
        """The listed lemma of a speech verb, with or without its particle; None for other words."""
        if verb.upos != "VERB":
            return None
        lemma = self.lemma(sentence, verb)
        return lemma if lemma in self.verbs else None


@cache
def cues() -> Cues:
    """The lists, read once."""
    lists = lexicon("cues")
    return Cues(**{name: lists.words(name) for name in lists.names()})
