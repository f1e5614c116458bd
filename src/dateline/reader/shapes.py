"""What a word looks like: the encoder is uncased, so capitals, digits and points reach it as a shape class per word."""

from __future__ import annotations

SHAPES = (
    "pad",
    "lower",
    "Title",
    "UPPER",
    "single-upper",
    "upper-mixed",
    "lower-mixed",
    "digits",
    "digits-points",
    "digits-upper",
    "digits-lower",
    "upper-point",
    "title-point",
    "apostrophe",
    "quote",
    "bracket",
    "sentence-end",
    "punctuation",
    "other",
)
SHAPE_ID = {name: i for i, name in enumerate(SHAPES)}

_QUOTES = frozenset("\"'`“”‘’«»„")
_BRACKETS = frozenset("()[]{}<>")
_ENDS = frozenset(".!?…")


def shape(word: str) -> int:
    """The shape class of one word, an index into :data:`SHAPES`."""
    return SHAPE_ID[_name(word)]


def _name(word: str) -> str:
    if word.isalpha():
        return _alphabetic(word)
    if any(c.isdigit() for c in word):
        return _numeric(word)
    if any(c.isalpha() for c in word):
        return _with_points(word)
    return _symbols(word)


def _alphabetic(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "UPPER" if len(word) > 1 else "single-upper"
    if word.istitle():
        return "Title"
    return "upper-mixed" if word[0].isupper() else "lower-mixed"


def _numeric(word: str) -> str:
    if word.isdigit():
        return "digits"
    if not any(c.isalpha() for c in word):
        return "digits-points"
    return "digits-upper" if any(c.isupper() for c in word) else "digits-lower"


def _with_points(word: str) -> str:
    if word[0] in "'’":
        return "apostrophe"
    letters = "".join(c for c in word if c.isalpha())
    if word.endswith("."):
        return "upper-point" if letters.isupper() else "title-point" if word[0].isupper() else "lower-mixed"
    if letters.islower():
        return "lower"
    return "upper-mixed" if word[0].isupper() else "lower-mixed"


def _symbols(word: str) -> str:
    first = word[:1]
    if first in _QUOTES:
        return "quote"
    if first in _BRACKETS:
        return "bracket"
    if first in _ENDS:
        return "sentence-end"
    return "punctuation" if first in ",;:-–—/" else "other"
