"""Dates written by the calendar or by the weekday, as rules: "July 8", "in May", "1945", "Wednesday (31)".

A phrase here stands alone; what surrounds it ("late", "since", "from … to") is read in dates.py. English only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.language import either
from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import (
    BEFORE_DAY,
    COUNTED,
    DASH,
    DAY,
    DAY_END,
    IN_YEAR,
    MONTH,
    MONTH_NAME,
    MONTH_NUMBER,
    MONTHS,
    OF_YEAR,
    OTHER_MEANINGS,
    PART_OF_DAY,
    STEP,
    WEEKDAY,
    WEEKDAY_NUMBER,
    WORDS,
    YEAR,
    Match,
    Rule,
    before,
    group,
    named_year,
    names_year,
    rule,
)
from dateline.resolve.dates.periods import Anchor, Period


def _month_number(match: Match) -> int:
    return MONTH_NUMBER[match["mon"].rstrip(".").lower()]


def _calendar_day(match: Match, anchor: Anchor) -> Period | None:
    number, first, last = _month_number(match), int(match["d"]), group(match, "d2")
    year = named_year(match, anchor)
    if last and int(last) <= first:
        return None
    if year is not None:
        value: date | None = date(year, number, first)
    else:
        # Raises for a day that no year has; 2000 has them all.
        date(2000, number, first)
        value = None if names_year(match) else _yearless(match, anchor, number, first)
    if value is None:
        return periods.unknown("days" if last else "day")
    if last:
        return periods.days(value, value.replace(day=int(last)))
    return replace(periods.day(value), conflict=_disagrees(group(match, "wd"), value))


def _yearless(match: Match, anchor: Anchor, number: int, day: int) -> date | None:
    """The day without a year; a weekday that fits only the coming one, within half a year, decides for it."""
    value, weekday = periods.day_of_year(anchor, number, day), group(match, "wd")
    if value and anchor.reference and not anchor.future and _disagrees(weekday, value):
        ahead = periods.day_of_year(replace(anchor, future=True), number, day)
        if ahead and (ahead - anchor.reference).days < 183 and not _disagrees(weekday, ahead):
            return ahead
    return value


def _disagrees(weekday: str | None, value: date) -> bool:
    return weekday is not None and WEEKDAY_NUMBER[weekday.rstrip(".").lower()] != value.weekday()


def _month(match: Match, anchor: Anchor) -> Period | None:
    number, year = _month_number(match), named_year(match, anchor)
    if year is not None:
        return periods.month(year, number)
    if not names_year(match) and not match["rel"] and not _is_time(match):
        return None
    if anchor.reference is None or names_year(match):
        return periods.unknown("month")
    reference, relative = anchor.reference, (match["rel"] or "").lower().split()
    if relative and relative[-1] in ("last", "past"):
        return periods.month(reference.year - (number >= reference.month), number)
    if relative and relative[-1] in ("next", "coming"):
        return periods.month(reference.year + (number <= reference.month), number)
    if relative:
        return periods.month(reference.year, number)
    if anchor.future:
        return periods.month(reference.year + (number < reference.month), number)
    return periods.month(reference.year - (number > reference.month), number)


_TIME_WORD = re.compile(
    r"(?i)\b(?:in|since|until|till|through|throughout|during|early|late|mid|"
    r"(?:beginning|start|middle|end|half|days?|weeks?|months?)\s+of)[\s-]+(?:the\s+)?$"
)
_WEAK_TIME_WORD = re.compile(r"(?i)\b(?:by|from|before|after|between)\s+$")
_NEXT_MONTH = re.compile(rf"\s*(?:to|and|until|through|-|–|—)\s*{MONTH_NAME}\b")
_MONTH_BEFORE = re.compile(rf"{MONTH_NAME}\s*(?:to|and|until|through|-|–|—)\s*$")
_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]")


def _is_time(match: Match) -> bool:
    """Whether a month that stands alone is a month, not a verb or somebody's name."""
    name, left = match["mon"].lower(), before(match)
    if _TIME_WORD.search(left):
        return True
    if _NEXT_MONTH.match(match.string, match.end()) or _MONTH_BEFORE.search(left):
        return name != "may" or bool(_WEAK_TIME_WORD.search(left) or _MONTH_BEFORE.search(left))
    if name in OTHER_MEANINGS:
        return name != "may" and bool(_WEAK_TIME_WORD.search(left))
    # "January Makamba", "the October Revolution", and abbreviations, which are no words of their own.
    named = _NAME_AFTER.match(match.string, match.end()) and not match["poss"]
    return name in MONTHS and not named


_YEAR_CUE = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|of|from|during|before|after|through|throughout|between|early|late|mid|the|an?|year)"
    r"[\s-]+|\()$"
)
_YEAR_RANGE_BEFORE = re.compile(r"(?:1[5-9]|20)\d\d(?:,\s+|\s+(?:to|and|until|through|or)\s+)$")


def _bare_year(match: Match, _anchor: Anchor) -> Period | None:
    left = before(match)
    if not (_YEAR_CUE.search(left) or _YEAR_RANGE_BEFORE.search(left)):
        return None
    return periods.years(int(match["y"]), int(match["y"]))


def _year_range(match: Match, _anchor: Anchor) -> Period | None:
    first, last = int(match["y"]), int(match["y2"])
    last += first // 100 * 100 if last < 100 else 0
    return periods.years(first, last) if first < last else None


def _numeric(match: Match, _anchor: Anchor) -> Period | None:
    """Day first with points; with slashes or hyphens only if one order alone gives a day, or both give the same."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or first > 12:
        return periods.day(date(year, second, first))
    if second > 12 or first == second:
        return periods.day(date(year, first, second))
    return periods.unknown("day")


_HABIT = re.compile(r"(?i)\b(?:every|each|any)\s+(?:other\s+)?$")
_NAME_BEFORE = re.compile(rf"(?i)\b{either(WORDS.ordered('before_weekday'))}\s+$")


def _weekday(match: Match, anchor: Anchor) -> Period | None:
    if _HABIT.search(before(match)) or _NAME_BEFORE.search(before(match)):
        return None
    number, reference = WEEKDAY_NUMBER[match["wd"].lower()], anchor.reference
    of_month = match["d"] or match["d2"]
    if of_month:
        return _day_and_weekday(anchor, int(of_month), number)
    relative = (match["rel"] or "").lower().split()
    if relative and relative[-1] in ("following", "previous"):
        reference = anchor.previous or reference
    if reference is None:
        return periods.unknown("day")
    if match["rw"]:
        monday = reference - timedelta(reference.weekday())
        return periods.day(monday + timedelta(7 * STEP[match["rw"].lower()] + number))
    return periods.day(_relative_weekday(reference, number, relative[-1] if relative else "", anchor))


def _relative_weekday(reference: date, number: int, relative: str, anchor: Anchor) -> date | None:
    in_week = reference + timedelta(number - reference.weekday())
    if relative in ("last", "past", "previous"):
        return reference - timedelta((reference.weekday() - number - 1) % 7 + 1)
    if relative == "next":
        return in_week + timedelta(7)
    if relative in ("coming", "following"):
        return reference + timedelta((number - reference.weekday() - 1) % 7 + 1)
    if relative == "this" and not (anchor.future and in_week < reference):
        return in_week
    return periods.weekday(replace(anchor, reference=reference), number)


def _day_and_weekday(anchor: Anchor, of_month: int, weekday: int) -> Period:
    """Of "Wednesday (31)" the nearest 31st, behind or ahead, that is a Wednesday; else the 31st, in conflict."""
    usual = periods.day_of_month(anchor, of_month)
    other = periods.day_of_month(replace(anchor, future=not anchor.future), of_month)
    if usual is None:
        return periods.unknown("day")
    for value in (usual, other):
        if value is not None and value.weekday() == weekday:
            return periods.day(value)
    return replace(periods.day(usual), conflict=True)


def _nth(match: Match, anchor: Anchor) -> Period | None:
    if not match["rel"]:
        return periods.day(periods.day_of_month(anchor, int(match["d"])))
    if anchor.reference is None:
        return periods.unknown("day")
    first = periods.add_months(anchor.reference.replace(day=1), STEP[match["rel"].lower()])
    return periods.day(first.replace(day=int(match["d"])))


CALENDAR_RULES: tuple[Rule, ...] = (
    rule(
        "mn",
        _calendar_day,
        rf"\b{OF_YEAR}{BEFORE_DAY}(?P<mon>{MONTH})\s+(?P<d>{DAY})(?:{DASH}(?P<d2>{DAY}))?{DAY_END}\)?{IN_YEAR}",
        cyclic=True,
    ),
    rule(
        "mn",
        _calendar_day,
        rf"\b{OF_YEAR}{BEFORE_DAY}(?:the\s+)?(?<![\d.,$€£])(?P<d>{DAY})(?:st|nd|rd|th)?"
        rf"(?:{DASH}(?P<d2>{DAY})(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?P<mon>{MONTH}){IN_YEAR}",
        cyclic=True,
    ),
    rule(
        "mn",
        _calendar_day,
        rf"\b(?i:from|between)\s+(?P<mon>{MONTH})\s+(?P<d>{DAY})(?:st|nd|rd|th)?\s+(?:to|and|until|through)\s+"
        rf"(?P<d2>{DAY}){DAY_END}{IN_YEAR}",
        cyclic=True,
    ),
    rule(
        "mn",
        _calendar_day,
        rf"\b(?i:from|between)\s+(?:the\s+)?(?P<d>{DAY})(?:st|nd|rd|th)?\s+(?:to|and|until|through)\s+(?:the\s+)?"
        rf"(?P<d2>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mon>{MONTH}){IN_YEAR}",
        cyclic=True,
    ),
    rule(
        "m",
        _month,
        rf"\b{OF_YEAR}(?:(?P<rel>(?i:(?:this\s+)?(?:last|past|this|next|coming)))\s+)?(?P<mon>{MONTH})(?P<poss>['’]s\b)?"
        rf"(?!\s+{DAY}{DAY_END}){IN_YEAR}",
        cyclic=True,
    ),
    rule("n", _bare_year, rf"(?:(?<![\d,.$€£:-])|(?<=[Mm]id-))\b(?P<y>{YEAR})(?:['’]s\b)?"),
    rule(
        "n",
        _year_range,
        rf"(?<![\d,.$€£:-])\b(?P<y>(?:1[5-9]|20)\d\d){DASH}(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\d-]){COUNTED}",
    ),
    rule(
        "n",
        lambda m, a: periods.day(date(int(m["y"]), int(m["m"]), int(m["d"]))),
        r"(?<![\d-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
    ),
    rule("n", _numeric, r"(?<![\d./-])(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])"),
    rule(
        "w",
        _weekday,
        rf"\b(?:(?P<rel>(?i:last|this\s+past|past|this|next|(?:this\s+)?coming|the\s+following|the\s+previous))\s+)?"
        rf"(?P<wd>{WEEKDAY})(?!\s+(?i:{either(WORDS.ordered('after_weekday'))})\b)(?P<poss>['’]s\b)?"
        rf"(?:\s+\((?P<d>{DAY})(?:st|nd|rd|th)?\)|,?\s+(?:the\s+)?(?P<d2>{DAY})(?:st|nd|rd|th)\b)?"
        rf"(?:\s+{PART_OF_DAY}\b)?(?:\s+(?:of\s+)?(?i:(?P<rw>last|this|next)\s+week)\b)?",
        cyclic=True,
    ),
    rule(
        "n",
        _nth,
        rf"(?<=\bon )the\s+(?P<d>{DAY})(?:st|nd|rd|th)\b(?:\s+of\s+(?P<rel>last|this|next)\s+month\b)?"
        r"(?=\s*(?:[.,;:)\"”—–]|$)|\s+(?:and|but|when|as|in|at|after|by|for|to|that|with|near|while)\b)",
        cyclic=True,
    ),
)
