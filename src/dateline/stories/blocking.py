"""Which told events are worth comparing: those of one type and day that share a town, a name, two countries or a long word.

Rows come in the order of publication. A block holds the newest rows of its key only, and keys of days long past are dropped,
so the work grows with the number of rows and memory with the rows of some days.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import combinations

from dateline.stories.traits import Told, is_short

Key = tuple[str, int, str]

#: So many of the newest rows of a block are compared with a new one.
DEPTH = 40
#: Reports that come later than this after an event's day are not compared with its first reports any more.
WINDOW = 10
_RARE = 4


class Blocks:
    """Rows by key. :meth:`near` gives the earlier rows worth comparing with a new one, and files it."""

    def __init__(self) -> None:
        self._blocks: dict[int, dict[Key, deque[Told]]] = defaultdict(dict)

    def near(self, new: Told) -> list[Told]:
        found: dict[int, Told] = {}
        for key in keys(new):
            block = self._blocks[key[1]].setdefault(key, deque(maxlen=DEPTH))
            for old in block:
                found[old.order] = old
            block.append(new)
        return [found[order] for order in sorted(found)]

    def forget(self, today: int) -> None:
        """Drop the days that reports published ``today`` or later are not compared with."""
        for day in [d for d in self._blocks if d < today - WINDOW]:
            del self._blocks[day]


def keys(item: Told) -> Iterator[Key]:
    """The blocks of a row: one for each of its possible days and each thing it may share with others."""
    when = item.days
    if when is None or item.row.status == "historical":
        return
    span = range(when.first, when.last + 1) if is_short(when) else (when.first,)
    shared = list(dict.fromkeys(_shared(item)))
    for day in span:
        for what in shared:
            yield (item.row.type, day, what)


def _shared(item: Told) -> Iterator[str]:
    row = item.row
    if item.fine_place:
        yield f"@{row.geonames_id or (row.place_name or '').lower()}"
    countries = {p.country for p in item.parties if p.country}
    if row.place_country:
        countries.add(row.place_country)
    ordered = sorted(countries)[:4]
    yield from ("+".join(pair) for pair in combinations(ordered, 2))
    if len(ordered) == 1:
        yield f"{ordered[0]}:{item.trigger}"
    for party in item.parties:
        if party.named and party.kind != "state":
            yield f"={party.last}"
    # The longest words are the rarest as a rule; they find what neither place nor name joins.
    yield from (f"~{word}" for word in sorted(item.words, key=lambda w: (-len(w), w))[:_RARE])
