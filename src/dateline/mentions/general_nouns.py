"""Nouns that stand for a body or place named before ("the group", "the country") and which those can be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Sort

_WORDS = lexicon("mentions")


def sectors_meant(c: Candidate) -> frozenset[str] | None:
    """The sectors of the bodies that "the group" may mean; None for a mention that is no such noun or says more."""
    if c.form != "nominal" or not c.definite or c.plural or c.key != {c.head_lemma}:
        return None
    return _meanings().get(c.head_lemma)


def places_meant(c: Candidate) -> frozenset[Sort] | None:
    """The sorts of names that "the country" or "the city" may stand for; None for a mention that is no such noun."""
    if c.form != "nominal" or not c.definite or c.plural or c.key != {c.head_lemma}:
        return None
    return _places().get(c.head_lemma)


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    return {noun: frozenset(sectors) for noun, sectors in _WORDS.groups("general_nouns").items()}


@cache
def _places() -> Mapping[str, frozenset[Sort]]:
    return {noun: frozenset({cast(Sort, sort)}) for noun, sort in _WORDS.group_of("place_nouns").items()}
