"""Whether those who act in an act act on each other, as in a clash, or together, as in an air strike of two allies."""

from __future__ import annotations

from itertools import pairwise

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.language import lexicon
from dateline.reader.sentence import Sentence

_WORDS = lexicon("grammar")
_EACH, _OTHER = _WORDS.words("reciprocal_firsts"), _WORDS.words("reciprocal_seconds")


def acts_on_each_other(codebook: Codebook, sentence: Sentence, act: Act) -> bool:
    """By a frame of the type that is symmetric ("clashed", "the battle"), whoever recognised the act, or by "each other"."""
    word = sentence.words[act.word]
    frames = (f for key in (f"{word.lemma}.v", f"{word.lemma}.n") for f in codebook.frames_for(key))
    if act.symmetric or any(frame.symmetric and frame.type == act.type for frame in frames):
        return True
    first, last = sentence.subtree(act.word)
    words = [w.lemma for w in sentence.words[first : last + 1]]
    return any(a in _EACH and b in _OTHER for a, b in pairwise(words))
