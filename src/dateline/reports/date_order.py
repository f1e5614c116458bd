"""The dates of a column in, how they are written out: how many may be read in two ways, and which order the others show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reports.days import is_of_two_readings, order_of
from dateline.reports.values import is_nothing


@dataclass(frozen=True, slots=True)
class DateOrder:
    """``dates`` were looked at, ``of_two_readings`` of them like 3/4/2021; ``day_first`` is what all others of the kind show.

    >>> date_order(["3/4/2021", "25/4/2021", "2021-04-26"])
    DateOrder(dates=3, of_two_readings=1, day_first=True)
    """

    dates: int = 0
    of_two_readings: int = 0
    day_first: bool | None = None


def date_order(values: Iterable[str]) -> DateOrder:
    """How the dates among these values are written."""
    dates = two = 0
    shown: set[bool] = set()
    for value in values:
        if is_nothing(value):
            continue
        dates += 1
        order = order_of(value)
        if order is not None:
            shown.add(order)
        elif is_of_two_readings(value):
            two += 1
    return DateOrder(dates, two, shown.pop() if len(shown) == 1 else None)
