"""How far two coders agree on the reports that both have coded: what each finds of the other's events and says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.verdicts.agreement import SEED, Coefficient, coefficients
from dateline.verdicts.matched_events import COMPARED, FOUND, SIDES, TYPE, ComparedEvent, EventPair, matched

F1 = "F1"
_DRAWS, _LEVEL = 2_000, 95


@dataclass(frozen=True, slots=True)
class TwiceCoded:
    """A report with the events that each of two coders finds in it."""

    report: str
    first: Sequence[ComparedEvent]
    second: Sequence[ComparedEvent]


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of the events that both find, ``pairs`` of them. ``f1``: of all events of both coders the share that the other
    finds and says the same of. ``coefficients`` are of what both say of the ``pairs``; ``event`` has none.
    """

    field: str
    pairs: int
    agreed: int
    f1: Coefficient
    coefficients: tuple[Coefficient, ...]


@dataclass(frozen=True, slots=True)
class BetweenCoders:
    """Two coders on ``reports`` that both have coded; ``only`` says how many only the first has, and only the second."""

    coders: tuple[str, str]
    reports: int
    only: tuple[int, int]
    events: tuple[int, int]
    fields: tuple[ComparedField, ...]

    def of(self, field: str) -> ComparedField:
        return next(each for each in self.fields if each.field == field)


def between(coders: tuple[str, str], reports: Sequence[TwiceCoded], only: tuple[int, int]) -> BetweenCoders:
    """The agreement of two coders, with intervals by a bootstrap over reports.

    Events are matched by overlapping words, of one type first. The type is compared over all that match, every other field over
    those of one type. Places are the same if they are one of the gazetteer, parties if the report speaks of them in one place.
    """
    pairs = [matched(report.first, report.second) for report in reports]
    totals = np.array([len(report.first) + len(report.second) for report in reports], dtype=np.float64)
    return BetweenCoders(
        coders,
        len(reports),
        only,
        (sum(len(report.first) for report in reports), sum(len(report.second) for report in reports)),
        tuple(_field(field, reports, pairs, totals) for field in (FOUND, *COMPARED)),
    )


def _field(
    field: str,
    reports: Sequence[TwiceCoded],
    pairs: Sequence[Sequence[EventPair]],
    totals: NDArray[np.float64],
) -> ComparedField:
    same_type = [[pair for pair in some if pair.agrees(TYPE)] for some in pairs]
    asked = pairs if field in (FOUND, TYPE) else same_type
    hits = np.array([sum(pair.agrees(field) for pair in some) for some in asked], dtype=np.float64)
    rows = [
        (pair.first.labels[field], pair.second.labels[field])
        for some in asked
        for pair in some
        if field in pair.first.labels
    ]
    clusters = [report.report for report, some in zip(reports, asked, strict=True) for _ in some]
    found: tuple[Coefficient, ...] = ()
    if field == SIDES:
        alike = [(True, pair.agrees(SIDES)) for some in asked for pair in some]
        found = coefficients(alike, None, clusters)[
            :1
        ]  # who takes part is a set: only whether it is the same can be counted
    elif field != FOUND:
        found = coefficients(rows, None, clusters)
    return ComparedField(field, sum(map(len, asked)), int(hits.sum()), _f1(hits, totals), found)


def _f1(hits: NDArray[np.float64], totals: NDArray[np.float64]) -> Coefficient:
    """Twice the events that both tell over all that each tells."""
    whole = float(totals.sum())
    if not whole:
        return Coefficient(F1, None, why="neither coder tells an event")
    drawn = np.random.default_rng(SEED).multinomial(len(hits), np.full(len(hits), 1 / len(hits)), size=_DRAWS)
    told = drawn @ totals
    shares = 2 * (drawn @ hits)[told > 0] / told[told > 0]
    value = float(2 * hits.sum() / whole)
    low, high = np.percentile(shares, [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    if low == high:
        return Coefficient(F1, value, why="too few reports differ for an interval")
    return Coefficient(F1, value, float(low), float(high))
