"""Which frame a predicate fits, and who is actor and recipient under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook, Frame
from dateline.events.predicates import Predicate
from dateline.reader.sentence import Sentence

_ALIASES = {"COMP": ("COMP", "ARG1", "ARG2")}


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate read with a frame. Word indices; a word is never both actor and recipient."""

    predicate: Predicate
    frame: Frame
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


def match(codebook: Codebook, predicate: Predicate) -> Match | None:
    """The first frame (most exact name, then most specific) whose conditions hold."""
    for name in predicate.names:
        for frame in codebook.frames_for(name):
            if _holds(frame, predicate):
                return _assigned(frame, predicate)
    return None


def _holds(frame: Frame, predicate: Predicate) -> bool:
    return all(_has(predicate, key, lemmas) for key, lemmas in frame.where) and not any(
        _has(predicate, key, lemmas) for key, lemmas in frame.unless
    )


def _has(predicate: Predicate, key: str, lemmas: frozenset[str]) -> bool:
    for alias in _ALIASES.get(key, (key,)):
        if any(lemmas & _lemmas_at(predicate.sentence, w) for w in predicate.fillers(alias)):
            return True
    return False


def _lemmas_at(sentence: Sentence, index: int) -> set[str]:
    """The head lemma, and with its compounds and adjectives ("missile launcher", "nuclear test"): joined by "_"."""
    word = sentence.words[index]
    found = {word.lemma, word.text.lower()}
    for child in sentence.dependents(index, "compound", "amod"):
        found |= {f"{child.lemma}_{word.lemma}", f"{child.lemma}-{word.lemma}", f"{child.lemma} {word.lemma}"}
    if word.lemma in _TRANSPARENT:
        for child in sentence.dependents(index, "nmod"):
            found.add(child.lemma)
    return found


#: "dozens of protesters", "a series of missiles": what counts is the noun after "of".
_TRANSPARENT = frozenset(
    "dozen hundred thousand score number group series barrage wave salvo volley round package piece kind lot million billion amount member".split()
)


def _assigned(frame: Frame, predicate: Predicate) -> Match:
    recipients = _first(predicate, frame.recipient, ())
    actors = _first(predicate, frame.actor, recipients)
    return Match(predicate, frame, actors, recipients)


def _first(predicate: Predicate, keys: Sequence[str], without: tuple[int, ...]) -> tuple[int, ...]:
    """The fillers of the first key that has any left."""
    for key in keys:
        words = tuple(w for w in predicate.fillers(key) if w not in without)
        if words:
            return words
    return ()
