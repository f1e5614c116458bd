"""How days are written in running text, in words or figures: the pattern, and the day a match stands for."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dateline.language import either, lexicon

_WORDS = lexicon("dates")
_MONTHS = {name: i for i, name in enumerate(_WORDS.ordered("months"), 1)} | _WORDS.numbers("month_short")
MONTH = rf"{either(_MONTHS)}\b\.?"
WEEKDAY = rf"{either((*_WORDS.ordered('weekdays'), *_WORDS.numbers('weekday_short')))}\b\.?"
DAY_ENDING = either(_WORDS.ordered("day_endings"))
DATE = re.compile(
    rf"(?i)(?:{WEEKDAY},?\s+)?(?:(?P<iso>\d{{4}}-\d\d-\d\d|\d{{4}}/\d\d/\d\d)"
    rf"|(?P<m1>{MONTH})\s*(?P<d1>\d\d?){DAY_ENDING}?"
    rf"(?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?|(?P<d2>\d\d?){DAY_ENDING}?\s+(?P<m2>{MONTH})(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?"
    r"|(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)(?P<y3>(?:19|20)\d\d))(?!\d)"
)


def day_written(match: re.Match[str], not_after: date | None) -> date | None:
    """The day of a :data:`DATE` match. Without a year it is the last such day up to ``not_after``, if that is known.

    Day and month in figures are read only if one order alone gives a day, or with points, where the day comes first.
    """
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"].replace("/", "-"))
        if match["a"]:
            return _in_figures(int(match["a"]), int(match["b"]), int(match["y3"]), match["sep"])
        number = _MONTHS[(match["m1"] or match["m2"]).rstrip(".").lower()]
        day, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
        return date(int(year), number, day) if year else _last_before(number, day, not_after)
    except ValueError:
        return None


def has_year(match: re.Match[str]) -> bool:
    """True if a :data:`DATE` match has a year of its own."""
    return any(match[name] for name in ("iso", "y1", "y2", "y3"))


def _in_figures(first: int, second: int, year: int, separator: str) -> date | None:
    if separator == "." or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _last_before(month: int, day: int, not_after: date | None) -> date | None:
    if not_after is None:
        return None
    # Eight years back hold a leap day, also around 1900 and 2100.
    for year in range(not_after.year, max(0, not_after.year - 9), -1):
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) <= not_after:
            return date(year, month, day)
    return None
