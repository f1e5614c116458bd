"""How well two partitions of mentions into chains agree: MUC, B-cubed and CEAF-phi4, and their mean, the CoNLL F1.

As defined by Vilain et al. (1995), Bagga and Baldwin (1998), Luo (2005) and Pradhan et al. (2014), also where the two
partitions do not hold the same mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chains = Sequence[frozenset[Hashable]]
Similarity = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerators and denominators of precision and recall, which add up over documents."""

    precise: float
    made: float
    recalled: float
    there: float

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.precise + other.precise,
            self.made + other.made,
            self.recalled + other.recalled,
            self.there + other.there,
        )

    @property
    def precision(self) -> float:
        return self.precise / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """The three measures of one document, or of several added up."""

    muc: Ratio
    b_cubed: Ratio
    ceaf: Ratio

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf + other.ceaf)

    @property
    def conll_f1(self) -> float:
        """The mean of the three F1, from 0 to 100."""
        return 100 * (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def agreement(key: Chains, response: Chains) -> Agreement:
    """How well the chains of ``response`` are those of ``key``. In each, no mention stands in two chains."""
    return Agreement(muc(key, response), b_cubed(key, response), ceaf_phi4(key, response))


def muc(key: Chains, response: Chains) -> Ratio:
    """Links: the least number that would have to be added to make the other's chains whole."""
    recalled, there = _kept_links(key, response)
    precise, made = _kept_links(response, key)
    return Ratio(precise, made, recalled, there)


def _kept_links(chains: Chains, others: Chains) -> tuple[float, float]:
    of = _chain_of(others)
    kept = links = 0
    for chain in chains:
        parts = len({of[m] for m in chain if m in of}) + sum(m not in of for m in chain)
        kept += len(chain) - parts
        links += len(chain) - 1
    return kept, links


def b_cubed(key: Chains, response: Chains) -> Ratio:
    """Mentions: the share of the own chain that is in the other's chain with the same mention."""
    recalled, there = _kept_mentions(key, response)
    precise, made = _kept_mentions(response, key)
    return Ratio(precise, made, recalled, there)


def _kept_mentions(chains: Chains, others: Chains) -> tuple[float, float]:
    of = _chain_of(others)
    shared = [Counter(of[m] for m in chain if m in of) for chain in chains]
    kept = sum(n * n / len(chain) for chain, counts in zip(chains, shared, strict=True) for n in counts.values())
    return kept, float(sum(len(chain) for chain in chains))


def ceaf_phi4(key: Chains, response: Chains) -> Ratio:
    """Chains: each with at most one of the other's, paired so that the shared mentions are as many as can be."""
    similarity = np.zeros((len(key), len(response)))
    of = _chain_of(response)
    for i, chain in enumerate(key):
        for j, n in Counter(of[m] for m in chain if m in of).items():
            similarity[i, j] = 2 * n / (len(chain) + len(response[j]))
    best = sum(similarity[i, j] for i, j in best_pairs(similarity))
    return Ratio(best, float(len(response)), best, float(len(key)))


def _chain_of(chains: Chains) -> Mapping[Hashable, int]:
    return {mention: i for i, chain in enumerate(chains) for mention in chain}


def best_pairs(similarity: Similarity) -> list[tuple[int, int]]:
    """Rows with columns, each used at most once, with the greatest sum (Kuhn and Munkres, by shortest augmenting paths)."""
    if similarity.shape[0] > similarity.shape[1]:
        return sorted((i, j) for j, i in best_pairs(similarity.T))
    rows, columns = similarity.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=np.int64)  # 0 is no row; rows and columns count from 1
    for row in range(1, rows + 1):
        row_of[0] = row
        _augment(-similarity, row_of, row_price, column_price)
    return sorted((int(row_of[j]) - 1, j - 1) for j in range(1, columns + 1) if row_of[j])


def _augment(costs: Similarity, row_of: npt.NDArray[np.int64], row_price: Similarity, column_price: Similarity) -> None:
    """Give the row that stands at column 0 a column, moving others on along the cheapest path."""
    size = len(row_of)
    least, before, seen = np.full(size, np.inf), np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
    at = 0
    while row_of[at]:
        seen[at] = True
        row = row_of[at]
        reduced = np.concatenate(([np.inf], costs[row - 1] - row_price[row] - column_price[1:]))
        better = ~seen & (reduced < least)
        least[better], before[better] = reduced[better], at
        nearest = int(np.where(seen, np.inf, least).argmin())
        step = least[nearest]
        row_price[row_of[seen]] += step
        column_price[seen] -= step
        least[~seen] -= step
        at = nearest
    while at:
        row_of[at] = row_of[before[at]]
        at = int(before[at])
