"""Names that a user asks an archive for, whole or in part, found as they are spelt there or nearly so."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from dateline.world.names import name_parts

_NEAR = 84.0
_MOST = 50


def asked_for(query: str, names: Sequence[str]) -> list[str]:
    """Those of ``names`` that hold a word like each of the query's, in their order; none if the query has no words."""
    asked = name_parts(query)
    if not asked:
        return []
    vocabulary = sorted({word for name in names for word in name_parts(name)})
    near = {
        w: {v for v, _, _ in process.extract(w, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST)}
        for w in asked
    }
    return [name for name in names if all(near[w] & set(name_parts(name)) for w in asked)]
