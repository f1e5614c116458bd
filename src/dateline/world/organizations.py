"""Well-known bodies by name and acronym. Takes a name, gives its PLOVER country code and sectors; people are not here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.world.countries import find_countries_in, written_alike
from dateline.world.names import PhraseWord, fold, name_words, words_of

#: What stands for a country where a body belongs to no state.
BODY_CODES = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")

_POSSESSIVE = re.compile(r"^['\u2019]s\b")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that reports name without saying whose it is: the Knesset is ISR, LEG.

    ``country`` is an ISO code or one of UNO, EUR, IGO, NGO, ISM, IMG, MNC; ``sectors`` have the primary one first.
    """

    name: str
    names: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]


def organization(text: str, *, countries: Mapping[str, float] | None = None) -> Organization | None:
    """The body that ``text`` as a whole names.

    Of several with this name ("RSF", "Congress") it is the one whose country weighs most among ``countries``, those
    the report speaks of; if they do not decide, the first in organizations.yaml.

    A country before the name chooses too, and must be the body's own: "Iran's Revolutionary Guards".

    >>> organization("the Knesset").country
    'ISR'
    >>> organization("RSF", countries={"NGO": 1.0}).name
    'Reporters Without Borders'
    """
    named = _named(text)
    weights = countries or {}
    return max(named, key=lambda body: weights.get(body.country, 0.0), default=None)


@lru_cache(maxsize=8192)
def _named(text: str) -> tuple[Organization, ...]:
    return organizations_named(text) or _named_after_country(text)


def organizations_named(text: str) -> tuple[Organization, ...]:
    """Every body with this name, in the order of organizations.yaml."""
    bare = name_words(text)
    if not bare:
        return ()
    whole = words_of(text)[: len(bare) + 1] if _has_article(text) else bare
    found = _written_as(whole)
    return found or _written_as(bare)


def organization_spellings() -> tuple[str, ...]:
    """Every name and acronym of all bodies, as it is written."""
    return tuple(dict.fromkeys(name for found in _index().values() for _, body in found for name in body.names))


def longest_from(word: str) -> int:
    """How many words the longest name of a body has that begins with a word; 0 if none does."""
    return _longest().get(fold(word), 0)


@cache
def _longest() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for key in _index():
        words = key.split()
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def _named_after_country(text: str) -> tuple[Organization, ...]:
    bare = name_words(text)
    for start, end, match in find_countries_in(text)[:1]:
        if bare and start == bare[0].start:
            rest = _POSSESSIVE.sub("", text[end:])
            return tuple(body for body in organizations_named(rest) if body.country == match.iso3)
    return ()


def _has_article(text: str) -> bool:
    """Whether a name begins with "the", which a newspaper's may need: "The Times" is one, "Times" is not."""
    words = words_of(text)
    return len(words) > 1 and words[0].folded == "the"


def _written_as(words: Sequence[PhraseWord]) -> tuple[Organization, ...]:
    entries = _index().get(" ".join(word.folded for word in words), ())
    return tuple(dict.fromkeys(body for spelling, body in entries if written_alike(spelling, words)))


@cache
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], Organization], ...]]:
    """Every spelling's bodies by its folded words, read once: about 60 ms."""
    text = (files("dateline.world") / "data" / "organizations.yaml").read_text("utf-8")
    index: dict[str, list[tuple[tuple[str, ...], Organization]]] = defaultdict(list)
    for entry in yaml.load(text, Loader=_Loader):  # noqa: S506 - a safe loader
        names = tuple(dict.fromkeys((entry["name"], *entry["also"])))
        body = Organization(entry["name"], names, entry["country"], tuple(entry["sectors"]))
        for name in names:
            words = words_of(name)
            spelling = tuple("the" if word.folded == "the" else word.text for word in words)
            index[" ".join(word.folded for word in words)].append((spelling, body))
    return {key: tuple(entries) for key, entries in index.items()}
