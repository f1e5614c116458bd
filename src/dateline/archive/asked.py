"""Names that a user asks an archive for, whole or in part, found as they are spelt there or nearly so."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from dateline.world.names import name_parts

_NEAR = 84.0
_MOST = 50


class KnownNames:
    """Names that may be asked for many times, kept by their words."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._with: dict[str, set[int]] = {}
        for at, name in enumerate(self._names):
            for word in name_parts(name):
                self._with.setdefault(word, set()).add(at)
        self._vocabulary = sorted(self._with)

    def asked_for(self, query: str) -> list[str]:
        """Those that hold a word like each of the query's, in their order; none if the query has no words."""
        found: set[int] | None = None
        for word in name_parts(query):
            near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST)
            held = set[int]().union(*(self._with[one] for one, _, _ in near))
            found = held if found is None else found & held
        return [self._names[at] for at in sorted(found or ())]


def asked_for(query: str, names: Sequence[str]) -> list[str]:
    """Those of ``names`` that hold a word like each of the query's, in their order; none if the query has no words."""
    return KnownNames(names).asked_for(query)
