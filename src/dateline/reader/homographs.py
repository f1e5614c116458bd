"""Names that are written like small words. The network does not see capitals but in the shape of a word, and reads "President To
Lam" as going to Lam; a name in its place is read as a name."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.language import lexicon

_WORDS = lexicon("reader")
_HOMOGRAPHS = _WORDS.words("names_like_words")
_STAND_IN = _WORDS.word("name_stand_in")
_PARTICLES = _WORDS.words("title_particles")


def as_names(words: Sequence[str]) -> list[str]:
    """The words of a sentence as the network is to read them: with another name for each small word that stands for one.

    That is a capitalised one inside a sentence that is no headline, right before a name. One that opens a sentence stays
    what it seems.

    >>> as_names("Vietnamese leader To Lam flew to Hue".split())
    ['Vietnamese', 'leader', 'Li', 'Lam', 'flew', 'to', 'Hue']
    """
    at = [
        i
        for i in range(1, len(words) - 1)
        if words[i].istitle()
        and words[i].lower() in _HOMOGRAPHS
        and words[i + 1][:1].isupper()
        and _joins(words[i - 1])
    ]
    if not at or _is_headline(words):
        return list(words)
    return [_STAND_IN if i in at else word for i, word in enumerate(words)]


def _joins(before: str) -> bool:
    """Does a name go on or begin behind this word? Behind a quotation mark or a full stop a sentence does."""
    return before[-1].isalnum() or before == ","


def _is_headline(words: Sequence[str]) -> bool:
    """Are all words but the particles capitalised?"""
    return not any(word.islower() and word.isalpha() and word not in _PARTICLES for word in words)
