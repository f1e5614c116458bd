"""Nouns that stand for a body named before ("the group", "the company") and which bodies those can be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from dateline.mentions.candidate import Candidate


def sectors_meant(c: Candidate) -> frozenset[str] | None:
    """The sectors of the bodies that "the group" may mean; None for a mention that is no such noun or says more."""
    if c.form != "nominal" or not c.definite or c.plural or c.key != {c.head_lemma}:
        return None
    return _meanings().get(c.head_lemma)


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    text = (files("dateline.mentions") / "data" / "general_nouns.yaml").read_text("utf-8")
    return {noun: frozenset(sectors) for noun, sectors in yaml.safe_load(text).items()}
