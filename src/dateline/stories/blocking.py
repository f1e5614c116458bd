"""Which told events are worth comparing: those of one type and day that share a town, a name, two countries or a long word.

Rows come in the order of publication. A block holds the newest rows of its key only, and keys of days long past are dropped,
so the work grows with the number of rows and memory with the rows of some days.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import combinations

from dateline.stories.traits import ComparedRow, is_short
from dateline.world.names import fold

Key = tuple[str, int, str]

#: So many of the newest rows of a block are looked at, and so many of those with most in common are compared.
DEPTH, COMPARED = 16, 16
#: Reports that come later than this after an event's day are not compared with its first reports any more.
WINDOW = 10
_RARE = 3


class Blocks:
    """Rows by key. :meth:`near` gives the earlier rows worth comparing with a new one, and files it."""

    def __init__(self) -> None:
        self._days: dict[int, dict[Key, deque[ComparedRow]]] = defaultdict(dict)

    def near(self, new: ComparedRow) -> list[ComparedRow]:
        """Those that share most with it first, of equals the newest."""
        span, shared = _span(new), tuple(dict.fromkeys(_shared(new)))
        found: dict[int, ComparedRow] = {}
        counts: dict[int, int] = {}
        for what in shared:
            met: dict[int, ComparedRow] = {}
            for day in span:
                key = (new.row.type, day, what)
                block = self._days[day].get(key)
                if block is None:
                    block = self._days[day][key] = deque(maxlen=DEPTH)
                for old in block:
                    met[old.order] = old
                block.append(new)
            for order, old in met.items():
                found[order] = old
                counts[order] = counts.get(order, 0) + 1
        best = sorted(counts, key=lambda order: (-counts[order], -order))[:COMPARED]
        return [found[order] for order in best]

    def forget(self, today: int) -> None:
        """Drop the days that reports published ``today`` or later are not compared with."""
        for day in [d for d in self._days if d < today - WINDOW]:
            del self._days[day]


def _span(item: ComparedRow) -> range:
    """Its possible days; of a long period the first, under which others of the same period stand."""
    when = item.days
    if when is None or item.row.status == "historical":
        return range(0)
    return range(when.first, when.last + 1) if is_short(when) else range(when.first, when.first + 1)


def _shared(item: ComparedRow) -> Iterator[str]:
    row, sure = item.row, 0
    if item.fine_place:
        sure += 1
        yield f"@{row.geonames_id or fold(row.place_name or '')}"
    for party in item.parties:
        if party.named and party.kind != "state":
            sure += 1
            yield f"={party.last}"
    countries = {p.country for p in item.parties if p.country}
    if row.place_country:
        countries.add(row.place_country)
    ordered = sorted(countries)[:3]
    yield from ("+".join(pair) for pair in combinations(ordered, 2))
    if len(ordered) == 1:
        yield f"{ordered[0]}:{item.trigger}"
    if sure < 2:
        # The longest words are the rarest as a rule; they find what neither place nor name joins.
        yield from (f"~{word}" for word in sorted(item.words, key=lambda w: (-len(w), w))[:_RARE])
