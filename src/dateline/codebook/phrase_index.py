"""Known phrases in a sequence of lemmas, the longest at each place, whatever their hyphens, number and spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
_REMEMBERED, _REMEMBERED_LENGTH = 2_000, 40  # words, and characters of one


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
    _pieces: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def matches(self, words: Sequence[str]) -> Iterator[Hit[T]]:
        """The phrases in ``words`` from left to right, none overlapping another."""
        pieces = [(piece, i) for i, word in enumerate(words) for piece in self._pieces_of(word)]
        plain = tuple(piece for piece, _ in pieces)
        end = 0
        for at, first in enumerate(plain):
            most = self.longest.get(first)
            if most is None or at < end:
                continue
            for length in range(min(most, len(plain) - at), 0, -1):
                value = self.values.get(plain[at : at + length])
                if value is not None:
                    end = at + length
                    yield Hit(pieces[at][1], pieces[end - 1][1] + 1, value)
                    break

    def _pieces_of(self, word: str) -> list[str]:
        """The parts of a word, remembered: a text has few words that are new."""
        found = self._pieces.get(word)
        if found is None:
            found = split_word(word, self.spellings)
            if len(word) <= _REMEMBERED_LENGTH:
                if len(self._pieces) >= _REMEMBERED:
                    self._pieces.clear()
                self._pieces[word] = found
        return found


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
