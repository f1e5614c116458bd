"""Places under other spellings: takes a name that the gazetteer lacks as it is written, gives those it has by the fewest changes.

Names from other scripts have many spellings: Beiji is Bayji, Panjwayi is Panjwai. What may stand for what is in
transliterations.csv; double letters may be single ones.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from dateline.world.gazetteer import GazetteerPlace, has_prefix, lookup_key, place_key

_SHORTEST = 5  # letters: shorter names are spelled like too many others
_ARTICLE = "al "  # which names from Arabic have or lack
_LONG = 7  # letters from which two changes are few


@lru_cache(maxsize=2048)
def spelled_otherwise(name: str) -> tuple[tuple[GazetteerPlace, ...], ...]:
    """The places whose names are spelled with no change but the article, with one, and with two.

    >>> [place.name for place in spelled_otherwise("Kameshli")[2] if place.country == "SYR"]
    ['Al Qāmishlī']
    """
    key = place_key(name)
    if len(key) < _SHORTEST or name == name.lower():
        return ()
    most = 2 if len(key) >= _LONG else 1
    cost: dict[str, int] = {}
    for article in ("", _ARTICLE):
        for spelling, left in _spellings(key.removeprefix(_ARTICLE), 0, article, most):
            cost[spelling] = min(cost.get(spelling, most), most - left)
    return tuple(_places(s for s, changes in cost.items() if changes == level) for level in range(most + 1))


def _places(keys: Iterator[str]) -> tuple[GazetteerPlace, ...]:
    return tuple(dict.fromkeys(place for key in sorted(keys) for place in lookup_key(key)))


def _spellings(key: str, at: int, built: str, left: int) -> Iterator[tuple[str, int]]:
    """The keys of the gazetteer that ``key`` may be from its letter ``at`` on, with the changes left; only what some key
    begins with is followed."""
    if at == len(key):
        yield built, left
    else:
        yield from _step(key, at + 1, built + key[at], left)
    if left:
        for old, new in _changes(key, at):
            yield from _step(key, at + len(old), built + new, left - 1)


def _step(key: str, at: int, built: str, left: int) -> Iterator[tuple[str, int]]:
    if has_prefix(built):
        yield from _spellings(key, at, built, left)


def _changes(key: str, at: int) -> Iterator[tuple[str, str]]:
    """What may stand for the letters of a key from ``at`` on."""
    if at == len(key):
        return
    fits = {"any": True, "long": len(key) >= _LONG}
    for old, new, where in _swaps().get(key[at], ()):
        if key.startswith(old, at) and fits.get(where, at + len(old) == len(key)):
            yield old, new
    letter = key[at]
    if key.startswith(letter * 2, at):
        yield letter * 2, letter
    elif letter.isalpha() and (at == 0 or key[at - 1] != letter):
        yield letter, letter * 2
    if at and letter != " " and key[at - 1] != " ":
        yield letter, f" {letter}"


@cache
def _swaps() -> dict[str, list[tuple[str, str, str]]]:
    """The exchanges both ways by the letter that they begin with, and where they hold: at the end, in long names, or in any."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    text = (files("dateline.world") / "data" / "transliterations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for old, new in ((row["one"], row["other"]), (row["other"], row["one"])):
            if old:
                found.setdefault(old[0], []).append((old, new, row["where"]))
    return found
