"""Which conditions of frames a clause meets: whether certain words stand at its keys."""

from __future__ import annotations

from dateline.codebook import Frame
from dateline.grammar.clauses import Clause
from dateline.grammar.modality import is_negated
from dateline.language import lexicon
from dateline.reader.sentence import Sentence
from dateline.world.countries import find_country
from dateline.world.names import without_accents

_WORDS = lexicon("events")
_TAGGED = {"PER": "person", "ORG": "organization", "LOC": "place"}
_ALIASES = {"COMP": ("COMP", "ARG1", "ARG2")}
_SHOWN = 3  # words of a condition in a message
_ANYTHING, _NOTHING = frozenset({"*"}), frozenset[str]()
_COUNTRY = "*country"
_NAMED = ("name", "code", "capital", "metonym")
_PARTS = ("compound", "flat", "amod", "punct", "nmod")
TRANSPARENT = _WORDS.words("transparent_nouns")
_CARRIERS = _WORDS.words("carrier_nouns")
_OFFICIALS = _WORDS.words("official_nouns")

Lemmas = dict[int, frozenset[str]]
"""What the words of one sentence are called, by index: filled as they are asked for."""


class Conditions:
    """Asks one clause; ``lemmas`` is shared by the clauses of a sentence."""

    def __init__(self, clause: Clause, lemmas: Lemmas) -> None:
        self.clause = clause
        self._standing = _Standing(clause, lemmas)

    def hold(self, frame: Frame) -> bool:
        """Does the clause have all that the frame asks for, and nothing that it rules out?"""
        standing = self._standing
        for key, lemmas in frame.where:
            if lemmas.isdisjoint(standing[key]) and not self._is_official(key, lemmas):
                return False
        return not self.rule_out(frame)

    def rule_out(self, frame: Frame) -> bool:
        """Does the clause have anything that the frame rules out?"""
        return any(self._has(key, lemmas) for key, lemmas in frame.unless)

    def are_filled(self, frame: Frame) -> bool:
        """Does something stand at every key that the frame asks for, be it what it may?"""
        return all(self._is_filled(key) for key, _ in frame.where)

    def unmet(self, frame: Frame) -> str | None:
        """The first condition of the frame that the clause does not meet, in words; None if it meets them all."""
        for key, lemmas in frame.where:
            if not self._asked_for(key, lemmas):
                return f"it asks for {_some(lemmas)} at {key}, where {self._there(key)}"
        for key, lemmas in frame.unless:
            if self._has(key, lemmas):
                return f"it is not for {_some(lemmas)} at {key}, where {self._there(key)}"
        return None

    def _there(self, key: str) -> str:
        words = [w for alias in _ALIASES.get(key, (key,)) for w in self.clause.fillers(alias)]
        shown = ", ".join(repr(self.clause.sentence.words[w].text) for w in dict.fromkeys(words))
        return f"{shown} stands" if shown else "nothing stands"

    def _is_filled(self, key: str) -> bool:
        return bool(self._standing[key])

    def _has(self, key: str, lemmas: frozenset[str]) -> bool:
        return not lemmas.isdisjoint(self._standing[key])

    def _asked_for(self, key: str, lemmas: frozenset[str]) -> bool:
        return self._has(key, lemmas) or self._is_official(key, lemmas)

    def _is_official(self, key: str, lemmas: frozenset[str]) -> bool:
        """Where a frame asks for officials, a named person will do: "Kisaragi quit" as "the minister quit"."""
        if not self._standing[key] or not lemmas >= _OFFICIALS:
            return False
        words = self.clause.sentence.words
        return any(words[w].tag[2:] == "PER" for w in self.clause.fillers(key))


class _Standing(dict[str, frozenset[str]]):
    """What all the words at a key of a clause are called, and ``*`` for anything at all; nothing where it is not filled."""

    def __init__(self, clause: Clause, lemmas: Lemmas) -> None:
        super().__init__()
        self._clause, self._lemmas = clause, lemmas

    def __missing__(self, key: str) -> frozenset[str]:
        filled = self._clause.participants
        called = [self._called(w) for alias in _ALIASES.get(key, (key,)) for w in filled.get(alias, ())]
        found = self[key] = _ANYTHING.union(*called) if called else _NOTHING
        return found

    def _called(self, index: int) -> frozenset[str]:
        found = self._lemmas.get(index)
        if found is None:
            found = self._lemmas[index] = frozenset(_lemmas_at(self._clause.sentence, index))
        return found


def _some(lemmas: frozenset[str]) -> str:
    """A few of the words of a condition."""
    few = sorted(lemmas)[:_SHOWN]
    return " or ".join(few) + (" …" if len(lemmas) > _SHOWN else "")


def _lemmas_at(sentence: Sentence, index: int) -> set[str]:
    """The head lemma, and with its compounds and adjectives ("missile launcher", "nuclear test"): joined by "_"; and what the
    reader takes it for, as ``*person`` or ``*organization``, and ``*country`` for any country."""
    word = sentence.words[index]
    if word.upos == "VERB" and is_negated(sentence, word):
        return set()  # "announced that it would not withdraw" announces no withdrawal
    found = {word.lemma, without_accents(word.text.lower()), f"*{_TAGGED.get(word.tag[2:], word.kind)}"}
    if is_country(sentence, index):
        found.add(_COUNTRY)
    for child in sentence.dependents(index, "compound", "amod"):
        found |= {f"{child.lemma}_{word.lemma}", f"{child.lemma}-{word.lemma}", f"{child.lemma} {word.lemma}"}
        if word.lemma in _CARRIERS and child.relation == "compound":
            found.add(child.lemma)
    if word.lemma in TRANSPARENT or word.upos == "NUM":
        for child in sentence.dependents(index, "nmod"):
            found |= _lemmas_at(sentence, child.index)
    return found


def is_country(sentence: Sentence, index: int) -> bool:
    """Whether the name around a word is a country's, its capital's or that of the seat of its government."""
    if not sentence.words[index].text[0].isupper():
        return False
    tagged = first = last = index
    while sentence.words[tagged].tag.startswith("I-"):
        tagged -= 1
    behind = (w.index for w in sentence.words[index + 1 :] if not w.tag.startswith("I-"))
    named = tagged, next(behind, len(sentence.words)) - 1
    while first > 0 and _is_joined(sentence, first - 1, index):
        first -= 1
    while last + 1 < len(sentence.words) and _is_joined(sentence, last + 1, index):
        last += 1
    return _names_country(sentence, *named) or _names_country(sentence, first, last)


def _names_country(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first : last + 1]
    match = find_country("".join(f"{w.text} " if w.space_after else w.text for w in words).strip())
    return match is not None and match.form in _NAMED


def _is_joined(sentence: Sentence, at: int, head: int) -> bool:
    """A part of the same name: a capitalised word, or what stands between two."""
    word = sentence.words[at]
    return word.head == head and word.relation in _PARTS and (word.text[0].isupper() or not word.text.isalpha())
