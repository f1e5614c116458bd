"""Calendar arithmetic for news dates: takes numbers and a reference day, gives periods with a precision.

A period that cannot be placed because nothing says from when to count has the precision but no days.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal[
    "day", "days", "week", "month", "quarter", "season", "year", "decade", "not_after", "not_before", "part"
]
Third = Literal["early", "mid", "late"]

# A day without a year that lies this little ahead is announced; further ahead, it is last year's, remembered. Writers
# leave out the current year by rule, so into the next year only half of that counts.
ANNOUNCED_DAYS = 60


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a phrase means, first and last; ``conflict`` when its weekday and its day of the month disagree."""

    start: date | None
    end: date | None
    precision: Precision
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a phrase is read against: the report's day, the day last spoken of, and whether it looks ahead.

    ``announced`` is how many days ahead a day without a year may lie although nothing says that it looks ahead.
    """

    reference: date | None
    previous: date | None = None
    future: bool = False
    announced: int = ANNOUNCED_DAYS


def day(value: date | None) -> Period:
    return Period(value, value, "day")


def days(first: date, last: date) -> Period:
    return Period(first, last, "days")


def unknown(precision: Precision) -> Period:
    return Period(None, None, precision)


def week(value: date) -> Period:
    """The week of that day, Monday to Sunday."""
    monday = value - timedelta(value.weekday())
    return Period(monday, monday + timedelta(6), "week")


def weeks_on(reference: date, step: int, *, future: bool = False) -> int:
    """How many weeks on a week told as "last" or "this" is. A Sunday's "last week" is the one that ends on it, and what it says
    is to come "this week" comes in the next."""
    is_sunday = reference.weekday() == 6
    return step + 1 if is_sunday and (step < 0 or (step == 0 and future)) else step


def months(year: int, first: int, last: int, precision: Precision) -> Period:
    """From the first to the last month; a last month before the first lies in the next year."""
    end_year = year + (last < first)
    return Period(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), precision)


def month(year: int, number: int) -> Period:
    return months(year, number, number, "month")


def years(first: int, last: int, precision: Precision = "year") -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), precision)


def add_months(value: date, count: int) -> date:
    """The same day so many months on, or the last day of that month if it is shorter."""
    index = value.year * 12 + value.month - 1 + count
    year, number = divmod(index, 12)
    return date(year, number + 1, min(value.day, monthrange(year, number + 1)[1]))


def shifted(anchor: date, count: int, unit: str) -> Period:
    """The day, week, month, year or decade that lies ``count`` units after the anchor, before it if negative."""
    if unit == "hour":
        return day(anchor + timedelta(hours=count))
    if unit == "day":
        return day(anchor + timedelta(count))
    if unit in ("week", "fortnight"):
        return week(anchor + timedelta(7 * count * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        moved = add_months(anchor, count)
        return month(moved.year, moved.month)
    if unit == "year":
        return years(anchor.year + count, anchor.year + count)
    first = (anchor.year + 10 * count) // 10 * 10
    return years(first, first + 9, "decade")


def stretch(anchor: date, count: int, unit: str) -> Period:
    """The ``count`` units that end on the anchor (or begin there, if positive), counted in days, months or years."""
    precision: Precision = (
        "days" if unit in ("hour", "day", "week", "fortnight") else "month" if unit == "month" else "year"
    )
    if precision == "days":
        size = abs(count)
        length = {"hour": -(-size // 24), "day": size, "week": 7 * size, "fortnight": 14 * size}[unit]
        other = anchor + timedelta(length if count > 0 else -length)
    else:
        other = add_months(anchor, count * {"month": 1, "year": 12, "decade": 120}[unit])
    return Period(min(anchor, other), max(anchor, other), precision)


def weekend(value: date) -> Period:
    """Saturday and Sunday of the week of that day."""
    saturday = value + timedelta(5 - value.weekday())
    return days(saturday, saturday + timedelta(1))


def weekday(anchor: Anchor, number: int) -> date | None:
    """The nearest such weekday, the anchor's own day included: behind it, or ahead if the phrase looks ahead."""
    if anchor.reference is None:
        return None
    back = (anchor.reference.weekday() - number) % 7
    return anchor.reference + timedelta((7 - back) % 7 if anchor.future else -back)


def counted_weekday(period: Period, number: int, which: int) -> date | None:
    """The second, or with -1 the last, such weekday of a month or a year; None if it has none."""
    if period.start is None or period.end is None:
        return None
    if which < 0:
        return period.end - timedelta((period.end.weekday() - number) % 7)
    value = period.start + timedelta((number - period.start.weekday()) % 7 + 7 * (which - 1))
    return value if value <= period.end else None


def day_of_year(anchor: Anchor, number: int, day_number: int) -> date | None:
    """The day and month in the year that news writing means when it leaves the year out."""
    reference = anchor.reference
    if reference is None:
        return None
    step = 1 if anchor.future else -1
    year = reference.year if anchor.future else reference.year + 1
    # Ten years always hold a leap day, also around 1900 and 2100.
    for candidate in range(year, year + step * 10, step):
        if day_number > monthrange(candidate, number)[1]:
            continue
        ahead = (date(candidate, number, day_number) - reference).days
        allowed = anchor.announced if candidate == reference.year else anchor.announced // 2
        if (ahead >= 0) if anchor.future else (ahead <= allowed):
            return date(candidate, number, day_number)
    return None


def day_of_month(anchor: Anchor, number: int) -> date | None:
    """The nearest day with that number, as :func:`weekday` finds the nearest weekday."""
    if anchor.reference is None:
        return None
    for count in range(3):
        first = add_months(anchor.reference.replace(day=1), count if anchor.future else -count)
        if number > monthrange(first.year, first.month)[1]:
            continue
        value = first.replace(day=number)
        if (value >= anchor.reference) if anchor.future else (value <= anchor.reference):
            return value
    return None


def third(period: Period, which: Third) -> Period:
    """The early, middle or late third: of a decade by years, of a year by months, else by days. A day stays itself."""
    if period.start is None or period.end is None:
        return period if period.precision == "day" else replace(period, precision="part")
    if period.precision in ("day", "days"):
        return period
    start = period.start
    if period.precision == "decade":
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        return years(start.year + first, start.year + last, "part")
    if period.precision == "year" and start.year == period.end.year:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[which]
        return months(start.year, first, last, "part")
    length = (period.end - start).days + 1
    cut = timedelta(length // 3)
    bounds = {
        "early": (start, start + cut - timedelta(1)),
        "mid": (start + cut, start + 2 * cut - timedelta(1)),
        "late": (start + 2 * cut, period.end),
    }
    return Period(*bounds[which], "part")


def edge(period: Period, which: Third) -> Period:
    """The beginning, middle or end: of a year or decade narrower than its early and late third."""
    if period.start is None or period.precision not in ("year", "decade") or which == "mid":
        return third(period, which)
    if period.precision == "decade":
        first = period.start.year + (8 if which == "late" else 0)
        return years(first, first + 1, "part")
    return months(period.start.year, *((11, 12) if which == "late" else (1, 2)), "part")


def half(period: Period, number: int) -> Period:
    """The first or second half: of a year by months, of a decade by years, else by days."""
    if period.start is None or period.end is None or period.precision in ("day", "days"):
        return replace(period, precision="part")
    if period.precision == "decade":
        first = period.start.year + (5 if number == 2 else 0)
        return years(first, first + 4, "part")
    if period.precision == "year":
        return months(period.start.year, 7 if number == 2 else 1, 12 if number == 2 else 6, "part")
    middle = period.start + timedelta(((period.end - period.start).days + 1) // 2)
    return Period(middle, period.end, "part") if number == 2 else Period(period.start, middle - timedelta(1), "part")
