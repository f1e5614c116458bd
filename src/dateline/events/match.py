"""Which frame a predicate fits, and who is actor and recipient under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from dateline.codebook import Codebook, Frame
from dateline.events.predicates import Predicate
from dateline.language import lexicon
from dateline.reader.sentence import Sentence

_WORDS = lexicon("events")
_LEAST_SHARE = 0.3
_TAGGED = {"PER": "person", "ORG": "organization", "LOC": "place"}
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
                return _told_of_all(codebook, _assigned(frame, predicate))
    return None


def _told_of_all(codebook: Codebook, found: Match) -> Match:
    """An exercise of one country's forces is a show of force, one of two countries' is cooperation."""
    together = codebook.frame_named(found.frame.together) if found.frame.together else None
    sentence = found.predicate.sentence
    sides = [w for a in found.actors for w in (a, *_coordinated_owners(sentence, a)) if _is_named_side(sentence, w)]
    return _assigned(together, found.predicate) if together is not None and len(sides) > 1 else found


def _coordinated_owners(sentence: Sentence, index: int) -> Iterator[int]:
    """The second side of "Omani and Qatari pilots" and of "Oman and allied navies"."""
    for owner in sentence.dependents(index, "amod", "compound", "nmod:poss"):
        yield from (w.index for w in sentence.dependents(owner.index, "conj"))


def _is_named_side(sentence: Sentence, index: int) -> bool:
    words = (sentence.words[index], *sentence.dependents(index, "amod", "compound", "nmod:poss"))
    return any(w.text[0].isupper() and w.upos in ("PROPN", "ADJ", "NOUN") for w in words)


def loose_matches(codebook: Codebook, predicate: Predicate) -> Iterator[Match]:
    """The frames that know a predicate and find whom they ask for, though not by the words they ask for: one of each type."""
    frames = [
        frame
        for name in predicate.names
        for frame in codebook.frames_for(name)
        if not any(_has(predicate, key, lemmas) for key, lemmas in frame.unless)
    ]
    filled = [f for f in frames if all(_is_filled(predicate, key) for key, _ in f.where)]
    counts = Counter(f.type for f in filled)
    for kind, number in counts.items():
        # A verb of many meanings ("announce", "give") tells nothing without its words.
        if number >= _LEAST_SHARE * counts.total():
            yield _assigned(next(f for f in filled if f.type == kind), predicate)


def _is_filled(predicate: Predicate, key: str) -> bool:
    return any(predicate.fillers(alias) for alias in _ALIASES.get(key, (key,)))


def _holds(frame: Frame, predicate: Predicate) -> bool:
    return all(_asked_for(predicate, key, lemmas) for key, lemmas in frame.where) and not any(
        _has(predicate, key, lemmas) for key, lemmas in frame.unless
    )


def _has(predicate: Predicate, key: str, lemmas: frozenset[str]) -> bool:
    if "*" in lemmas:
        return _is_filled(predicate, key)
    for alias in _ALIASES.get(key, (key,)):
        if any(lemmas & _lemmas_at(predicate.sentence, w) for w in predicate.fillers(alias)):
            return True
    return False


def _asked_for(predicate: Predicate, key: str, lemmas: frozenset[str]) -> bool:
    return _has(predicate, key, lemmas) or any(
        _is_named_official(predicate.sentence, w, lemmas) for w in predicate.fillers(key)
    )


def _lemmas_at(sentence: Sentence, index: int) -> set[str]:
    """The head lemma, and with its compounds and adjectives ("missile launcher", "nuclear test"): joined by "_"; and what the
    reader takes it for, as ``*person`` or ``*organization``."""
    word = sentence.words[index]
    if word.upos == "VERB" and any(d.lemma in ("not", "never") for d in sentence.dependents(index, "advmod")):
        return set()  # "announced that it would not withdraw" announces no withdrawal
    found = {word.lemma, _plain(word.text.lower()), f"*{_TAGGED.get(word.tag[2:], word.kind)}"}
    for child in sentence.dependents(index, "compound", "amod"):
        found |= {f"{child.lemma}_{word.lemma}", f"{child.lemma}-{word.lemma}", f"{child.lemma} {word.lemma}"}
        if word.lemma in _CARRIERS and child.relation == "compound":
            found.add(child.lemma)
    if word.lemma in TRANSPARENT or word.upos == "NUM":
        for child in sentence.dependents(index, "nmod"):
            found |= _lemmas_at(sentence, child.index)
    return found


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Without accents: "chargé" is "charge" in the codebook."""
    return "".join(c for c in normalize("NFD", word) if not combining(c)) if not word.isascii() else word


def _is_named_official(sentence: Sentence, index: int, lemmas: frozenset[str]) -> bool:
    """Where a frame asks for officials, a named person will do: "Kisaragi quit" as "the minister quit"."""
    return lemmas >= _OFFICIALS and sentence.words[index].tag[2:] == "PER"


#: "dozens of protesters", "a series of missiles": what counts is the noun after "of".
TRANSPARENT = _WORDS.words("transparent_nouns")
_CARRIERS = _WORDS.words("carrier_nouns")
_OFFICIALS = _WORDS.words("official_nouns")


#: With these acts "of" names the doer ("the visit of X"); with others the one done to ("the arrest of X").
_DOER_BEHIND_OF = frozenset({"CONSULT", "RETREAT", "MOBILIZE", "PROTEST", "REQUEST", "REJECT", "THREATEN", "AGREE"})


def _assigned(frame: Frame, predicate: Predicate) -> Match:
    recipients = _first(predicate, frame.recipient, ())
    actors = _first(predicate, frame.actor, recipients)
    if not actors and frame.type in _DOER_BEHIND_OF and recipients == predicate.fillers("of"):
        actors, recipients = recipients, _first(predicate, frame.recipient, recipients)
    return Match(predicate, frame, actors, recipients)


def _first(predicate: Predicate, keys: Sequence[str], without: tuple[int, ...]) -> tuple[int, ...]:
    """The fillers of the first key that has any left."""
    for key in keys:
        words = tuple(w for w in predicate.fillers(key) if w not in without)
        if words:
            return words
    return ()
