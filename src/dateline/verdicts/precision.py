"""How much of what was coded is right: a sample's verdicts in, shares of the whole archive out, by type, stratum and field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Review, Sample, Stratum
from dateline.verdicts.findings import EVENT, FIELDS, FoundItem, coders_of, found
from dateline.verdicts.shares import Cell, Share, weighted_share

#: Of fewer judged items in a stratum its share says little.
FEW = 5
WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Precision:
    """How right one field is in the whole archive, or in the events of one type or stratum.

    ``by`` is "all", "type" or "stratum", and ``of`` which. Where the sample is no random one it is of the sample alone, and
    there is no interval.
    """

    by: str
    of: str
    field: str
    share: Share


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sample of events tells, and how far it goes.

    ``unsure`` are items that every coder left open, ``disputed`` those on which they differ and nobody has decided; ``twice``
    those that more than one judged. ``uncovered`` strata have events and not one judged; of ``few`` there are too few.
    """

    sample: Sample
    coders: tuple[str, ...]
    judged: int
    twice: int
    unsure: int
    disputed: int
    weighted: bool
    uncovered: tuple[Stratum, ...]
    few: tuple[Stratum, ...]
    rows: tuple[Precision, ...]

    def share(self, field: str, by: str = WHOLE, of: str = WHOLE) -> Share:
        return next(row.share for row in self.rows if (row.field, row.by, row.of) == (field, by, of))

    def groups(self, by: str) -> tuple[str, ...]:
        """Which types, or strata, there are shares of."""
        return tuple(dict.fromkeys(row.of for row in self.rows if row.by == by))


def precision(sample: Sample, reviews: Iterable[Review], types: Mapping[tuple[str, str | None], str]) -> Judged:
    """How right the events are that the sample was drawn from. ``types``: of each event, by report and record, as coded."""
    items = found(sample, reviews)
    known = [item for item in items if item.share(EVENT) is not None]
    by_stratum = Counter(item.item.stratum for item in known)
    weighted = sample.order != "least_sure"

    def type_of(item: FoundItem) -> str | None:
        return types.get((item.item.report, item.item.record))

    shares = _Shares(sample, known, weighted)
    rows = shares.rows(WHOLE, lambda _: WHOLE)
    rows += shares.rows("type", type_of)
    if len(sample.strata) > 1 and json.loads(sample.frame).get("by") != ["type"]:
        rows += shares.rows("stratum", lambda item: item.item.stratum)
    return Judged(
        sample,
        coders_of(items),
        judged=len(known),
        twice=sum(len(item.by_coder) > 1 for item in items),
        unsure=sum(bool(item.by_coder) and item.share(EVENT) is None for item in items),
        disputed=sum(item.is_disputed for item in items),
        weighted=weighted,
        uncovered=tuple(s for s in sample.strata if s.population and not by_stratum[s.name]),
        few=tuple(s for s in sample.strata if 0 < by_stratum[s.name] < min(FEW, s.population)),
        rows=tuple(rows),
    )


class _Shares:
    """The shares of a sample's judged items, weighted by its strata."""

    def __init__(self, sample: Sample, items: Sequence[FoundItem], weighted: bool) -> None:
        self._sample, self._weighted = sample, weighted
        self._items: dict[str, list[tuple[FoundItem, dict[str, float | None]]]] = {s.name: [] for s in sample.strata}
        for item in items:
            self._items[item.item.stratum].append((item, {field: item.share(field) for field in FIELDS}))

    def rows(self, by: str, group: Callable[[FoundItem], str | None]) -> list[Precision]:
        """A row a group and field; the largest group first."""
        of_item = [group(item) for items in self._items.values() for item, _ in items]
        sizes = Counter(name for name in of_item if name is not None)
        names = sorted(sizes, key=lambda name: (-sizes[name], name)) or ([WHOLE] if by == WHOLE else [])
        return [Precision(by, name, field, self._share(field, name, group)) for name in names for field in FIELDS]

    def _share(self, field: str, name: str, group: Callable[[FoundItem], str | None]) -> Share:
        cells = []
        for stratum in self._sample.strata:
            known = [(item, share) for item, of in self._items[stratum.name] if (share := of[field]) is not None]
            asked = [share for item, share in known if group(item) == name]
            cells.append(Cell(stratum.population, len(known), len(asked), sum(asked)))
        if self._weighted:
            return weighted_share(cells)
        judged, right = sum(cell.asked for cell in cells), sum(cell.right for cell in cells)
        return Share(right / judged if judged else None, None, None, judged, right)
