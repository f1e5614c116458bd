"""First names that tell of a man or a woman, from ``language/en/first_names.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.language import lexicon
from dateline.world.names import name_parts


def gender_of(name: str) -> str | None:
    """ "male" or "female" by the first of several words of a person's name; None where it may be either.

    >>> gender_of("Maria Lindqvist"), gender_of("Lindqvist")
    ('female', None)
    """
    parts = name_parts(name)
    return _genders().get(parts[0]) if len(parts) > 1 else None


def is_first_name(part: str) -> bool:
    """Whether a word, folded as names are compared, is among them."""
    return part in _genders()


@cache
def _genders() -> Mapping[str, str]:
    lists = lexicon("first_names")
    return {name: gender for gender in lists.names() for name in lists.ordered(gender)}
