"""The words that show speech, from ``data/cues.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from dateline.reader.sentence import Sentence, Word


@dataclass(frozen=True, slots=True)
class Cues:
    verbs: frozenset[str]
    nominal: frozenset[str]
    weak: frozenset[str]
    prepositions: frozenset[str]
    documents: frozenset[str]

    @property
    def acts(self) -> frozenset[str]:
        """Verbs whose quotation beside them is a word or name, not speech: "agreed on the so-called "road map""."""
        return self.weak

    @staticmethod
    def lemma(sentence: Sentence, verb: Word) -> str:
        """The verb's lemma with its particle: ``point_out``."""
        particle = sentence.child(verb.index, "compound:prt")
        return f"{verb.lemma}_{particle.lemma}" if particle is not None else verb.lemma


@cache
def cues() -> Cues:
    raw = yaml.safe_load((resources.files("dateline.statements") / "data/cues.yaml").read_text(encoding="utf-8"))
    return Cues(**{name: frozenset(words) for name, words in raw.items()})
