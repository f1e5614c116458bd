"""Twins: the rows of one report in, those that tell one act twice ("killed 12 and wounded 30") folded into one row to compare.

What else a report tells apart are different acts, and its rows never meet in one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from dateline.stories.story import EventRow
from dateline.stories.traits import days


def gathered(rows: Iterable[EventRow]) -> Iterator[tuple[EventRow, list[EventRow]]]:
    """A row to compare and the rows that it stands for, for rows that come report by report."""
    for _, of_report in groupby(rows, key=lambda row: row.report_id):
        folded: list[tuple[EventRow, list[EventRow]]] = []
        for row in of_report:
            for position, (whole, parts) in enumerate(folded):
                if are_twins(whole, row):
                    folded[position] = (_joined(whole, row), [*parts, row])
                    break
            else:
                folded.append((row, [row]))
        yield from folded


def are_twins(a: EventRow, b: EventRow) -> bool:
    """True for violence told twice in one sentence, by the same, at the same place and time as far as both are told."""
    if a.type != b.type or not a.kind.in_pieces or a.sentence != b.sentence or a.status != b.status:
        return False
    if a.mode != b.mode and any(mode is not None and mode.apart for mode in (a.mode_kind, b.mode_kind)):
        return False
    if a.actors and b.actors and a.actors != b.actors:
        return False
    if a.place_name and b.place_name and a.place_name != b.place_name:
        return False
    x, y = days(a), days(b)
    return x == y if x is None or y is None else x.first <= y.last and y.first <= x.last


def _joined(a: EventRow, b: EventRow) -> EventRow:
    """What both say together; the first one's words stand."""
    dated = min(a, b, key=_vagueness)
    placed = a if a.place_name else b
    return replace(
        a,
        mode=a.mode or b.mode,
        actors=a.actors or b.actors,
        recipients=tuple(dict.fromkeys((*a.recipients, *b.recipients))),
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_precision=dated.date_precision,
        place_name=placed.place_name,
        place_country=placed.place_country or a.place_country or b.place_country,
        place_feature=placed.place_feature,
        geonames_id=placed.geonames_id,
        lat=placed.lat,
        lon=placed.lon,
        killed=_larger(a.killed, b.killed),
        injured=_larger(a.injured, b.injured),
        arrested=_larger(a.arrested, b.arrested),
    )


def _vagueness(row: EventRow) -> tuple[bool, int]:
    when = days(row)
    return (True, 0) if when is None else (not when.sure, when.last - when.first)


def _larger(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)
