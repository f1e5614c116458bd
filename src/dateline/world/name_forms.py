"""How names are written. Takes words in small letters, gives the names that the tables of the world know, with their capitals.

A word here is a run of letters: "U.S." are two, "al-Qaida" and "O'Brien" too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from dateline.language import lexicon
from dateline.world.countries import country_spellings, find_country
from dateline.world.gazetteer import is_name, lookup
from dateline.world.names import fold
from dateline.world.organizations import organization_spellings
from dateline.world.sorted_rows import all_rows, rows_of

#: A run of letters.
LETTERS = re.compile(r"[^\W\d_]+")
_CITY = 100_000  # inhabitants: a smaller town's name is mostly an ordinary word or somebody's name, where it is one


def capitalised(word: str) -> str:
    """The word with a capital at its beginning, as long as before ("ŉ" has none of one letter).

    >>> capitalised("oslo"), capitalised("ŉ")
    ('Oslo', 'ŉ')
    """
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def name_at(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The longest name of two words and more that begins at ``words[at]``, as it is written; empty if none is known.

    >>> name_at(["the", "united", "nations", "met"], 1)
    ('United', 'Nations')
    """
    for name in _names().get(words[at], ()):
        if all(word == part.lower() for word, part in zip(words[at : at + len(name)], name, strict=False)):
            return name if at + len(name) <= len(words) else ()
    return ()


def acronym(word: str) -> str | None:
    """A name of one word that has more capitals than its first letter: "nato" is NATO, "unicef" UNICEF."""
    return _acronyms().get(word)


@lru_cache(maxsize=16384)
def sorts_of(word: str) -> tuple[str, ...]:
    """What a word of small letters is the name of, as far as it is known: country, city, town, person, first, acronym."""
    name = capitalised(word)
    towns = lookup(name) if is_name(name) else ()
    found = {
        "country": find_country(name) is not None,
        "city": any(town.population >= _CITY for town in towns),
        "town": bool(towns) and all(town.population < _CITY for town in towns),
        "person": bool(rows_of("people.tsv", fold(word))),
        "first": word in _first_names(),
        "acronym": word in _acronyms(),
    }
    return tuple(sort for sort, is_one in found.items() if is_one)


@cache
def _first_names() -> frozenset[str]:
    lists = lexicon("first_names")
    return frozenset(name for gender in lists.names() for name in lists.ordered(gender))


@cache
def _names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names of several words by their first, the longest first."""
    found: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for name in _spellings():
        words = tuple(LETTERS.findall(name))
        if len(words) > 1 and not name.islower():
            found[words[0].lower()][words] = None
    return {first: tuple(sorted(names, key=lambda n: -len(n))) for first, names in found.items()}


@cache
def _acronyms() -> Mapping[str, str]:
    words = (word for name in (*organization_spellings(), *country_spellings()) for word in LETTERS.findall(name))
    return {word.lower(): word for word in words if len(word) > 1 and word[1:] != word[1:].lower()}


def _spellings() -> Iterator[str]:
    yield from organization_spellings()
    yield from country_spellings()
    yield from _groups()


def _groups() -> Iterable[str]:
    return (row.split("\t")[1] for row in all_rows("groups.tsv"))
