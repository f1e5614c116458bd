"""Nouns that stand for a body or place named before ("the group", "the country") and which those can be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from dateline.mentions.candidate import Candidate, Sort


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
    text = (files("dateline.language.en") / "general_nouns.yaml").read_text("utf-8")
    return {noun: frozenset(sectors) for noun, sectors in yaml.safe_load(text).items()}


@cache
def _places() -> Mapping[str, frozenset[Sort]]:
    text = (files("dateline.language.en") / "place_nouns.yaml").read_text("utf-8")
    return {noun: frozenset({sort}) for sort, nouns in yaml.safe_load(text).items() for noun in nouns}
