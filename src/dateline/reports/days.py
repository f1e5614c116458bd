"""A date as files write it (ISO, RFC 822, digits, words, seconds since 1970) in, the day as written out, or None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from dateline.reports.written import DATE, day_written

_ISO = re.compile(r"(\d{4})([-/])(\d\d?)\2(\d\d?)(?:$|[T\s,Z+-])", re.ASCII)
_DIGITS = re.compile(r"((?:1[6-9]|2\d)\d\d)(\d\d)(\d\d)(?:$|T|\d{4}(?:$|\d\d))", re.ASCII)
_SECONDS = re.compile(r"(?:\d{9,10}|\d{13})(?:\.\d*)?|\d{8}\.0", re.ASCII)  # a table's cells are all of them text
_HYPHENED = re.compile(r"(\d\d?)-([A-Za-z]{3,9})-(\d{4})")
_SHORT_YEAR = re.compile(r"(?:[A-Za-z]{3,9}, )?(\d\d?)[ -]([A-Za-z]{3})[ -](\d\d)(?= \d\d?:\d\d)")  # of RFC 822 and 850
_YEAR_LAST = re.compile(r"(?:[A-Za-z]{3} )?([A-Za-z]{3}) +(\d\d?) [\d:]{8} (?:\S{3,5} )?(\d{4})")  # of C's ctime
_FIGURES = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?:$|[T\s,])", re.ASCII)
_THIS_CENTURY = 69  # of years in two figures: those below are after 2000, as C and POSIX have it
_EARLIEST_SECONDS, _EARLIEST_MILLISECONDS = 100_000_000, 100_000_000_000  # both in 1973
_FIRST_YEAR = 1600  # before there were newspapers a date stands for "unknown"
_NO_DAY = re.compile(r"\s*(?:0000-00-00|0001-01-01|00/00/0000)")  # what databases write where there is none


def day_of(value: object, *, day_first: bool | None = None) -> date | None:
    """The day, never moved to another time zone; None if the value is no date, or day and month cannot be told apart.

    ``day_first`` says whether 3/4/2021 is in April or in March, and 3/4/21 a day of 2021, where the user knows it.
    """
    try:
        day = _day(value, day_first)
    except (ValueError, OverflowError, OSError):
        return None
    return day if day is not None and day.year >= _FIRST_YEAR else None


def is_of_two_readings(words: str) -> bool:
    """Whether day and month, both in figures, are all that is open."""
    return all(day_of(words, day_first=first) is not None for first in (True, False)) and day_of(words) is None


def order_of(words: str) -> bool | None:
    """Whether the day comes first in figures that can be read one way alone: True of 25/4/2021, False of 4/25/2021."""
    figures = _FIGURES.match(words.strip())
    if figures is None or (int(figures[1]) > 12) == (int(figures[3]) > 12):
        return None
    return int(figures[1]) > 12


def is_no_day(value: object) -> bool:
    """Whether a value stands for a day that is not known, as databases write it: ``0000-00-00 00:00:00``."""
    return isinstance(value, str) and _NO_DAY.match(value) is not None


def _day(value: object, day_first: bool | None) -> date | None:
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
            return _from_words(value.strip(), day_first)
    return None


def _from_number(value: float) -> date | None:
    if value == int(value) and (digits := _DIGITS.fullmatch(str(int(value)))):
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    if value >= _EARLIEST_MILLISECONDS:
        value /= 1000
    return datetime.fromtimestamp(value, UTC).date() if value >= _EARLIEST_SECONDS else None


def _from_words(words: str, day_first: bool | None) -> date | None:
    if iso := _ISO.match(words):
        return date(int(iso[1]), int(iso[3]), int(iso[4]))
    if digits := _DIGITS.match(words):
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    if _SECONDS.fullmatch(words):
        return _from_number(float(words))
    if day_first is not None and (figures := _FIGURES.match(words)) and (day := _in_figures(figures, day_first)):
        return day
    if short := _SHORT_YEAR.match(words):
        words = f"{short[1]} {short[2]} {_of_this_century(short[3])}"
    words = _YEAR_LAST.sub(r"\2 \1 \3", _HYPHENED.sub(r"\1 \2 \3", words, count=1), count=1)
    written = DATE.match(words)
    return day_written(written, None) if written else None


def _in_figures(figures: re.Match[str], day_first: bool) -> date | None:
    day, month = (int(figures[n]) for n in ((1, 3) if day_first else (3, 1)))
    year = _of_this_century(figures[4]) if len(figures[4]) == 2 else int(figures[4])
    return date(year, month, day) if month <= 12 else None


def _of_this_century(two_figures: str) -> int:
    year = int(two_figures)
    return year + (2000 if year < _THIS_CENTURY else 1900)
