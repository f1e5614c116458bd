"""Copies of one text: reports in, groups that have one independent source out.

Reports share a source if their texts are nearly the same (64-bit simhash, compared in bands), if one publisher brought both,
or if one credits an agency that the other comes from or credits too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from dateline.stories.story import ReportRow
from dateline.world.names import filed_name

_BITS = 64
#: Copies that an editor has retitled or cut differ in this many bits at most; retellings in twice as many.
NEAR = 10
#: By the pigeonhole principle two hashes that differ in NEAR bits share one of NEAR + 1 bands; shorter bands would find too much.
_BANDS = NEAR + 1


def distance(a: int, b: int) -> int:
    """In how many bits two hashes differ."""
    return (a ^ b).bit_count()


def sources(reports: Sequence[ReportRow]) -> list[tuple[str, ...]]:
    """The ids of the reports, grouped by independent source; groups and their members in the order given."""
    groups = DisjointSets(len(reports))
    seen: dict[Hashable, int] = {}
    for index, report in enumerate(reports):
        for key in _origins(report):
            groups.join(seen.setdefault(key, index), index)
    for a, b in _near_pairs(reports):
        groups.join(a, b)
    return [tuple(reports[i].report_id for i in members) for members in groups.all()]


def _origins(report: ReportRow) -> Iterator[str]:
    for name in (report.publisher, *report.credits):
        if name and (filed := filed_name(name)):
            yield filed


def _near_pairs(reports: Sequence[ReportRow]) -> Iterator[tuple[int, int]]:
    """Pairs of nearly equal texts. Equal hashes meet once, so a thousand copies make a thousand pairs, not half a million."""
    first: dict[int, int] = {}
    for index, report in enumerate(reports):
        if report.simhash is not None:
            yield first.setdefault(report.simhash, index), index
    if len(first) < 2:
        return
    for candidates in _banded(first):
        for position, (hash_a, a) in enumerate(candidates):
            for hash_b, b in candidates[position + 1 :]:
                if distance(hash_a, hash_b) <= NEAR:
                    yield a, b


def _banded(hashes: dict[int, int]) -> Iterable[list[tuple[int, int]]]:
    bands: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    edges = [_BITS * band // _BANDS for band in range(_BANDS + 1)]
    for value, index in hashes.items():
        for band, (low, high) in enumerate(pairwise(edges)):
            bands[band, value >> low & ((1 << (high - low)) - 1)].append((value, index))
    return bands.values()


class DisjointSets:
    """Disjoint sets over 0 … n-1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The number that stands for the set of this item: the same for all in it."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, a: int, b: int) -> None:
        """Make one set of those of two items."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first

    def all(self) -> list[list[int]]:
        """The sets, each in order, in the order of their first members."""
        members: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            members[self.find(item)].append(item)
        return list(members.values())
