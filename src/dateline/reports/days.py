"""A date as files write it (ISO, RFC 822, digits, words, seconds since 1970) in, the day as written out, or None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from dateline.reports.written import DATE, day_written

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T\sZ+-])", re.ASCII)
_DIGITS = re.compile(r"((?:1[6-9]|2\d)\d\d)(\d\d)(\d\d)(?:$|T|\d{6})", re.ASCII)
_EARLIEST_SECONDS, _EARLIEST_MILLISECONDS = 100_000_000, 100_000_000_000  # both in 1973
_FIRST_YEAR = 1600  # before there were newspapers a date stands for "unknown"


def day_of(value: object) -> date | None:
    """The day, never moved to another time zone; None if the value is no date, or day and month cannot be told apart."""
    try:
        day = _day(value)
    except (ValueError, OverflowError, OSError):
        return None
    return day if day is not None and day.year >= _FIRST_YEAR else None


def _day(value: object) -> date | None:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool():
            return None
        case int() | float():
            return _from_number(value)
        case str():
            return _from_words(value.strip())
    return None


def _from_number(value: float) -> date | None:
    if isinstance(value, int) and (digits := _DIGITS.fullmatch(str(value))):
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    if value >= _EARLIEST_MILLISECONDS:
        value /= 1000
    return datetime.fromtimestamp(value, UTC).date() if value >= _EARLIEST_SECONDS else None


def _from_words(words: str) -> date | None:
    if iso := _ISO.match(words):
        return date.fromisoformat(iso[1])
    if digits := _DIGITS.match(words):
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    written = DATE.match(words)
    return day_written(written, None) if written else None
