"""Whether those who act in an act act on each other, as in a clash, or together, as in an air strike of two allies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.language import lexicon
from dateline.model import Event
from dateline.reader.sentence import Sentence

_WORDS = lexicon("grammar")
_EACH, _OTHER = _WORDS.words("reciprocal_firsts"), _WORDS.words("reciprocal_seconds")


def acts_on_each_other(codebook: Codebook, sentence: Sentence, act: Act) -> bool:
    """By a frame of the type that is symmetric ("clashed", "the battle"), whoever recognised the act, or by "each other"."""
    word = sentence.words[act.word]
    frames = (f for key in (f"{word.lemma}.v", f"{word.lemma}.n") for f in codebook.frames_for(key))
    if act.symmetric or any(frame.symmetric and frame.type == act.type for frame in frames):
        return True
    return is_done_to_each_other(sentence, act.word)


def is_done_to_each_other(sentence: Sentence, word: int) -> bool:
    """ "accused one another", "imposed sanctions on each other", "expelled each other's envoys": what the last verb before tells,
    or a noun behind that verb."""
    for each, other in pairwise(sentence.words):
        if each.lemma in _EACH and other.lemma in _OTHER and word < each.index:
            verbs = (w.index for w in reversed(sentence.words[: each.index]) if w.upos == "VERB")
            if next(verbs, 0) <= word:
                return True
    return False


def each_way(event: Event) -> Iterator[Event]:
    """What those who act do to each other, as an event of each: "Ghana and Togo accused each other" tells of two accusations."""
    if len(event.actors) < 2:
        yield event
        return
    acting = [p for p in event.participants if p.side == "actor"]
    for actor in event.actors:
        yield replace(
            event,
            actors=(actor,),
            recipients=tuple(a for a in event.actors if a != actor),
            participants=tuple(p if p.actor == actor else replace(p, side="recipient") for p in acting),
            mutual=False,
        )
