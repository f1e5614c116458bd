"""Reports that tell of one incident by the words that they share and no others have, and by their days."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.compile import Record

#: Reports so like and published so near each other tell of one incident.
LIKENESS, DAYS = 0.28, 14
_COMMON, _RARE = (
    0.2,
    60,
)  # words of more reports than this share tell nothing; only those of fewer than so many lead to a pair
_WORD = re.compile(r"[A-Za-z][\w'-]+")


def same_incident(reports: Sequence[Record]) -> Iterator[tuple[float, Record, Record]]:
    """Pairs of reports with their likeness (cosine of their words, weighed by rarity), the likest first."""
    words = [Counter(w.lower() for w in _WORD.findall(r["text"])) for r in reports]
    known = Counter(w for counts in words for w in counts)
    vectors = [_vector(counts, known, len(reports)) for counts in words]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, vector in enumerate(vectors):
        for word in vector:
            if known[word] < _RARE:
                holders[word].append(i)
    pairs = {(i, j) for found in holders.values() for i in found for j in found if i < j}
    near = (p for p in pairs if abs((_day(reports[p[0]]) - _day(reports[p[1]])).days) <= DAYS)
    scored = ((_cosine(vectors[i], vectors[j]), i, j) for i, j in near)
    for score, i, j in sorted((s for s in scored if s[0] >= LIKENESS), reverse=True):
        yield score, reports[i], reports[j]


def _vector(counts: Counter[str], known: Counter[str], total: int) -> dict[str, float]:
    weights = {
        w: (1 + math.log(n)) * math.log(total / known[w]) for w, n in counts.items() if known[w] < _COMMON * total
    }
    length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
    return {w: x / length for w, x in weights.items()}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(x * b[w] for w, x in a.items() if w in b)


def _day(report: Record) -> date:
    return date.fromisoformat(report["published"])
