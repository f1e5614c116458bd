"""Names as they are compared: folded, cut into words, and whether two may be of one person. Every room asks here.

Inside one report a name is the same, or a part of the other, to the letter (:func:`name_parts`, :func:`shortens`); across
reports other spellings are allowed, and the answer says which liberty was taken (:func:`agreement`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.language import lexicon

_WORDS = lexicon("names")
_GENERATIONS = _WORDS.words("generations")
_ARTICLES = _WORDS.words("articles")
#: What is said before a name and is no office, in lower case.
HONORIFICS = _WORDS.words("honorifics")
#: The answer of :func:`agreement` that says least.
SURNAME = "surname alone"

_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|(?:[^\W_][\u0300-\u036f]*)+")
_RUN = re.compile(r"[^\W_]+")
_UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_SPELLING = 82.0  # "Goremykin" and "Goremikin" 89, "Zelensky" and "Zelenskyy" 94, "Putin" and "Pushkin" 67


class PhraseWord(NamedTuple):
    """A word of a phrase: where it stands, how it is written and how it is compared."""

    start: int
    end: int
    text: str
    folded: str


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Return ``text`` without case, accents and dots: how names are compared.

    >>> fold("Élysée"), fold("U.S.")
    ('elysee', 'us')
    """
    return without_accents(text.casefold()).replace(".", "")


def without_accents(text: str) -> str:
    """Return ``text`` with plain letters for its accented ones, and for ø, đ and the like where they are small.

    >>> without_accents("chargé"), without_accents("øre")
    ('charge', 'ore')
    """
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=64)  # a name that is not known is asked for in several ways, one after the other
def words_of(text: str) -> tuple[PhraseWord, ...]:
    """The words of a phrase; "U.S." is one, "Guinea-Bissau" are two."""
    return tuple(PhraseWord(*m.span(), m[0], fold(m[0])) for m in _WORD.finditer(text))


def written_words(text: str) -> list[str]:
    """The same words as they are written, without where they stand: at a fifth of the time."""
    return _WORD.findall(text)


def folded_words(text: str) -> list[str]:
    """The folded words of a whole sentence, without where they stand: for comparing many.

    >>> folded_words("Gunmen stormed São Tomé's port.")
    ['gunmen', 'stormed', 'sao', 'tome', 's', 'port']
    """
    return _RUN.findall(without_accents(text.casefold()))


def name_words(text: str) -> tuple[PhraseWord, ...]:
    """The words of a name as it stands in a text, without a leading "the" and a closing "'s"."""
    words = words_of(text)
    if len(words) > 1 and words[0].folded == "the":
        words = words[1:]
    if len(words) > 1 and words[-1].folded == "s" and text[words[-1].start - 1] in "'\u2019":
        words = words[:-1]
    return words


def filed_name(name: str) -> str:
    """One text for all ways to write a name that differ in no more than case, accents, hyphens and a leading "the".

    >>> filed_name("the União Nacional"), filed_name("UNIAO-NACIONAL")
    ('uniao nacional', 'uniao nacional')
    """
    return " ".join(word.folded for word in name_words(name)) or fold(name)


@lru_cache(maxsize=32768)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name as names are compared: no case, accents, hyphens, "the", "al-" or "Jr.".

    >>> name_parts("Sami al-Hadid Jr."), name_parts("al-Hadid")
    (('sami', 'al', 'hadid'), ('hadid',))
    """
    words = [w.folded for w in words_of(name)]
    while len(words) > 1 and words[-1] in ("s", *_GENERATIONS):
        words.pop()
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    return tuple(words)


def family_name(name: str) -> str:
    """The last word of a name, as compared: the family name of most people."""
    parts = name_parts(name)
    return parts[-1] if parts else fold(name)


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True if the parts of a person's name are the first or last of a longer one's, or that without its middle ones."""
    if not short or len(short) >= len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    return full[-len(short) :] == short or full[: len(short)] == short or (short[0], short[-1]) == (full[0], full[-1])


@lru_cache(maxsize=4096)
def acronyms_of(name: str) -> tuple[str, ...]:
    """The acronyms that a name of several words can have: with its small words' initials, and without.

    >>> acronyms_of("Joint Chiefs of Staff")
    ('JCS', 'JCOS')
    """
    words = [w.text for w in words_of(name) if w.folded != "s"]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0].upper() for w in words)
    return tuple(dict.fromkeys(x for x in (capitals, every) if len(x) > 1)) if len(words) > 1 else ()


@lru_cache(maxsize=65536)  # a ledger asks for the same two names as often as reports name them
def agreement(a: str, b: str) -> str | None:
    """Why two names may be of one person or body, whichever reports they stand in; None if they are not.

    From the surest to the least sure: same name, initials, middle name left out, other spelling, other order, surname alone.

    >>> agreement("Volodymyr Zelensky", "V. Zelensky"), agreement("Volodymyr Zelensky", "Olena Zelenska")
    ('initials', None)
    """
    left, right = _bare(a), _bare(b)
    if not left or not right:
        return None
    if left == right:
        return "same name"
    (short, written), (long, _) = sorted(((left, a), (right, b)), key=lambda side: len(side[0]))
    if len(short) == len(long) == 1:
        return "other spelling" if _alike(short[0], long[0]) else None
    if len(short) < len(long) and _is_surname(short, written):
        return SURNAME if all(map(_alike, short, long[-len(short) :])) else None
    return _of_full_names(left, right)


@lru_cache(maxsize=100_000)
def _bare(name: str) -> tuple[str, ...]:
    """The parts of a name, without articles in front of its last."""
    parts = name_parts(name)
    return (*(p for p in parts[:-1] if p not in _ARTICLES), *parts[-1:])


def _is_surname(parts: tuple[str, ...], written: str) -> bool:
    """ "Goremykin", "Kwang-chol", "bin Salman"; of several words apart, none but the first may be small."""
    return len(parts) == 1 or " " not in written.strip() or written[:1].islower()


def _of_full_names(left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    if not _alike(left[-1], right[-1]):
        return "other order" if sorted(left) == sorted(right) else None
    firsts = left[:-1], right[:-1]
    if len(firsts[0]) == len(firsts[1]) and all(map(_stands_for, *firsts)):
        shortened = any(len(x) == 1 for side in firsts for x in side)
        return "initials" if shortened and left[-1] == right[-1] else "other spelling"
    return "middle name left out" if len(left) != len(right) and _stands_for(firsts[0][0], firsts[1][0]) else None


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= _SPELLING)


def _stands_for(a: str, b: str) -> bool:
    return _alike(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])
