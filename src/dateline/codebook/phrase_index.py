"""Known phrases in a sequence of lemmas, the longest at each place, whatever their hyphens, number and spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: ``start..end`` is its half-open range of words in the sequence that was searched."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Phrases by their words. ``longest`` gives, per first word, the most words a phrase has that begins so."""

    values: Mapping[tuple[str, ...], T]
    longest: Mapping[str, int]
    spellings: Mapping[str, str]

    def matches(self, words: Sequence[str]) -> Iterator[Hit[T]]:
        """The phrases in ``words`` from left to right, none overlapping another."""
        pieces = [(piece, i) for i, word in enumerate(words) for piece in split_word(word, self.spellings)]
        plain = tuple(piece for piece, _ in pieces)
        at = 0
        while at < len(plain):
            length = self._length_at(plain, at)
            if length:
                value = self.values[plain[at : at + length]]
                yield Hit(pieces[at][1], pieces[at + length - 1][1] + 1, value)
            at += length or 1

    def _length_at(self, plain: tuple[str, ...], at: int) -> int:
        most = min(self.longest.get(plain[at], 0), len(plain) - at)
        return next((n for n in range(most, 0, -1) if plain[at : at + n] in self.values), 0)


def index_phrases(values: Mapping[tuple[str, ...], T], spellings: Mapping[str, str]) -> PhraseIndex[T]:
    """An index of phrases whose words come from :func:`split_phrase` with the same ``spellings``."""
    longest: dict[str, int] = {}
    for words in values:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return PhraseIndex(values, longest, spellings)


def split_phrase(phrase: str, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a phrase as they are compared: "secretary-general" and "secretary general" are the same phrase."""
    return tuple(piece for word in phrase.split() for piece in split_word(word, spellings))


def split_word(word: str, spellings: Mapping[str, str]) -> list[str]:
    """The parts of a hyphenated word, in the codebook's spelling and the singular; none for a lone hyphen."""
    parts = [part for part in word.split("-") if part] if "-" in word else [word]
    return [singular(spellings.get(part, part)) for part in parts]


def singular(word: str) -> str:
    """A rough singular: the lemma of a name keeps its plural ("Armed Forces"), that of a noun does not ("armed force").

    Both sides of a comparison pass through here, so a word that is no plural may lose its end as well.
    """
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
