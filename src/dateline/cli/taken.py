"""What the columns of a table were taken for, in words."""

from __future__ import annotations

import click

from dateline.reports.columns import Taken
from dateline.reports.date_order import DateOrder

_FIELDS = ("text", "date", "publisher", "title", "id", "url")
# What the contract calls them: who writes these has chosen.
_OWN = {"text": "text", "date": "published", "publisher": "publisher", "title": "title", "id": "id", "url": "url"}


class TakenOnce:
    """Says on standard error what the columns of each table were taken for, of many tables alike once."""

    def __init__(self) -> None:
        self._said: set[tuple[object, ...]] = set()

    def __call__(self, taken: Taken) -> None:
        key = (*taken.fields.items(), taken.unused)
        if taken.fields and key not in self._said and not is_own(taken):
            self._said.add(key)
            click.echo(f"dateline: {taken.file}: {said(taken)}", err=True)
        if taken.order is not None and taken.order.of_two_readings:
            click.echo(f"dateline: {taken.file}: {said_order(taken.order)}", err=True)


def is_own(taken: Taken) -> bool:
    """Whether all columns have the names that the contract has for them."""
    return not taken.unused and all(_OWN[field] == column for field, column in taken.fields.items())


def said(taken: Taken) -> str:
    """``text is 'Full Text', date is 'Day'; no title, url; left alone: 'Words'``."""
    parts = [", ".join(f"{field} is {taken.fields[field]!r}" for field in _FIELDS if field in taken.fields)]
    if lost := [field for field in _FIELDS if field not in taken.fields]:
        parts.append(f"no {', '.join(lost)}")
    if taken.unused:
        parts.append(f"left alone: {', '.join(map(repr, taken.unused[:12]))}{' …' if len(taken.unused) > 12 else ''}")
    return "; ".join(parts)


def said_order(order: DateOrder) -> str:
    """How many dates will be refused unless the user says which comes first, and what the others show."""
    words = f"{order.of_two_readings:,} of {order.dates:,} dates may be read in two ways and are refused"
    if order.day_first is None:
        return f"{words}; say --dates day-first or month-first"
    first = "day-first" if order.day_first else "month-first"
    return f"{words}; all others are written {first}: say --dates {first}"
