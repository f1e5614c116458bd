"""Two names in, why they may mean the same person or body out: equal, spelt differently, shortened, or a surname alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

_LETTERS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPELLING = 82.0  # "Goremykin" and "Goremikin" 89, "Zelensky" and "Zelenskyy" 94, "Putin" and "Pushkin" 67
_ASKED = 84.0

SURNAME = "surname alone"
#: What is said before a name and is no office, in lower case.
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "sir", "mr.", "of mr.", "mrs.", "ms."})


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, full stops and possessive endings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    found = _LETTERS.findall(plain.replace("’s", "").replace("'s", ""))
    return tuple(w for w in found if w not in ("the", "al", "el")) or tuple(found)


def agreement(a: str, b: str) -> str | None:
    """Why two names may mean the same; None if they do not."""
    left, right = words_of(a), words_of(b)
    if not left or not right:
        return None
    if left == right:
        return "same name"
    if len(left) == 1 or len(right) == 1:
        short, long = sorted((left, right), key=len)
        if len(long) > 1 and _alike(short[0], long[-1]):
            return SURNAME
        return "other spelling" if len(long) == 1 and _alike(short[0], long[0]) else None
    if not _alike(left[-1], right[-1]):
        return "other order" if sorted(left) == sorted(right) else None
    firsts = left[:-1], right[:-1]
    if len(firsts[0]) == len(firsts[1]) and all(_stands_for(x, y) for x, y in zip(*firsts, strict=True)):
        initials = any(len(x) == 1 for side in firsts for x in side)
        return "initials" if initials and left[-1] == right[-1] else "other spelling"
    return (
        "middle name left out" if len(firsts[0]) != len(firsts[1]) and _stands_for(firsts[0][0], firsts[1][0]) else None
    )


def asked_for(query: str, names: list[str]) -> list[str]:
    """The names that a user may mean, whole or in part, as they are spelt or nearly so."""
    asked = words_of(query)
    if not asked:
        return []
    vocabulary = sorted({word for name in names for word in words_of(name)})
    near = {
        w: {v for v, _, _ in process.extract(w, vocabulary, scorer=fuzz.ratio, score_cutoff=_ASKED, limit=50)}
        for w in asked
    }
    return [name for name in names if all(near[w] & set(words_of(name)) for w in asked)]


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= _SPELLING


def _stands_for(a: str, b: str) -> bool:
    return _alike(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])
