"""The plain words for days that an annotation need not resolve by hand, against the day of publication."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_WEEKDAYS = [d.lower() for d in calendar.day_name]
_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower().rstrip("."): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
Days = tuple[date, date]


def resolved(words: str, published: date, *, ahead: bool) -> Days | None:
    """A weekday, "today", a month with day or year, a year; ``ahead`` for acts to come. None for all else."""
    plain = re.sub(r"^(?:on|in|for|by|since|early|late|earlier|last|this|next|during) ", "", words.lower().strip(" ,."))
    plain = re.sub(r"(?:'s|’s| morning| afternoon| evening| night)$", "", plain)
    if plain in _NEAR:
        day = published + timedelta(days=_NEAR[plain])
        return day, day
    if plain in _WEEKDAYS:
        away = (_WEEKDAYS.index(plain) - published.weekday()) % 7
        day = published + timedelta(days=(away or 7) if ahead else away - 7 if away else 0)
        return day, day
    if found := re.fullmatch(r"(?:([a-z]+)\.?(?: |$))?(?:(\d{1,2})(?:st|nd|rd|th)?(?:,? |$))?(\d{4})?", plain):
        return _calendar(found[1], found[2], found[3], published, ahead=ahead)
    return None


def _calendar(month: str | None, day: str | None, year: str | None, published: date, *, ahead: bool) -> Days | None:
    if month is None:
        return (date(int(year), 1, 1), date(int(year), 12, 31)) if year and not day else None
    if month not in _MONTHS:
        return None
    number = _MONTHS[month]
    if year is None:
        guess = published.year
        told = (number, int(day)) if day else (number, 31 if ahead else 1)
        if ahead and told < (published.month, published.day):
            guess += 1
        elif not ahead and told > (published.month, published.day):
            guess -= 1
        year = str(guess)
    last = calendar.monthrange(int(year), number)[1]
    return (
        (date(int(year), number, int(day)),) * 2 if day else (date(int(year), number, 1), date(int(year), number, last))
    )


def span_of(text: str) -> Days:
    """``2006-08-14``, ``2006-08``, ``2006`` or two of them with ``..`` between -> first and last day.

    Raises:
        ValueError: for anything else.
    """
    first, _, last = text.partition("..")
    begin, end = _bounds(first)
    if last:
        end = _bounds(last)[1]
    if end < begin:
        raise ValueError("it ends before it begins")
    return begin, end


def _bounds(text: str) -> Days:
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    year, month, number = parts
    day = date(year, month, number)
    return day, day
