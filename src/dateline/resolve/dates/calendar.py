"""Dates written by the calendar or by the weekday, as rules: "July 8", "in May", "1945", "Wednesday (31)".

A phrase here stands alone; what surrounds it ("late", "since", "from … to") is read in dates.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import (
    HAPPENING,
    MONTH_NUMBER,
    MONTHS,
    OTHER_MEANINGS,
    STANDING,
    STEP,
    WEEKDAY_NUMBER,
    WORDS,
    Match,
    Rule,
    before,
    cue,
    day_number,
    group,
    named_year,
    names_year,
    relative,
    rule,
)
from dateline.resolve.dates.periods import Anchor, Period


def _month_number(match: Match) -> int:
    return MONTH_NUMBER[match["mon"].rstrip(".").lower()]


def _calendar_day(match: Match, anchor: Anchor) -> Period | None:
    number, first, last = _month_number(match), day_number(match), group(match, "d2")
    year = named_year(match, anchor) or _standing_year(match, anchor)
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


def _standing_year(match: Match, anchor: Anchor) -> int | None:
    """The year of a day that is known without one: "the September 11 attacks"."""
    year = STANDING.get(f"{match['mon'].lower()} {group(match, 'd')}")
    is_past = anchor.reference is None or year is None or int(year) <= anchor.reference.year
    return (
        int(year) if year and is_past and not names_year(match) and HAPPENING.match(match.string, match.end()) else None
    )


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
    is_month = names_year(match) or match["rel"] or _is_time(match)
    return month_named(match, anchor) if is_month else None


def month_named(match: Match, anchor: Anchor) -> Period:
    """The month that the words of a phrase mean, with or without its year."""
    number, year = _month_number(match), named_year(match, anchor)
    if year is not None:
        return periods.month(year, number)
    if anchor.reference is None or names_year(match):
        return periods.unknown("month")
    reference, said = anchor.reference, relative(match)
    if said in ("last", "past"):
        return periods.month(reference.year - (number >= reference.month), number)
    if said in ("next", "coming"):
        return periods.month(reference.year + (number <= reference.month), number)
    if said:
        return periods.month(reference.year, number)
    if anchor.future:
        return periods.month(reference.year + (number < reference.month), number)
    return periods.month(reference.year - (number > reference.month), number)


_TIME_WORD, _WEAK_TIME_WORD = cue("time_before_month"), cue("weak_time_before_month")
_NEXT_MONTH, _MONTH_BEFORE = cue("to_next_month"), cue("from_month_before")
_NAME_AFTER = cue("name_behind")
_WEAKEST = WORDS.words("weakest_months")


def _is_time(match: Match) -> bool:
    """Whether a month that stands alone is a month, not a verb or somebody's name."""
    name, left = match["mon"].lower(), before(match)
    if _TIME_WORD.search(left):
        return True
    if _NEXT_MONTH.match(match.string, match.end()) or _MONTH_BEFORE.search(left):
        return name not in _WEAKEST or bool(_WEAK_TIME_WORD.search(left) or _MONTH_BEFORE.search(left))
    if name in OTHER_MEANINGS:
        if name not in _WEAKEST and _WEAK_TIME_WORD.search(left):
            return True
        return _is_attribute(match, left)
    # "January Makamba", "the October Revolution", and abbreviations, which are no words of their own.
    named = _NAME_AFTER.match(match.string, match.end()) and not match["poss"]
    return name in MONTHS and not named


_NOUN_OF_MONTH, _NOUN_OF_YEAR, _NOUN_BEHIND = cue("noun_of_month"), cue("noun_of_year"), cue("noun_behind")
_PLANNED_FOR, _NAMES_BEHIND, _THE = cue("planned_for"), cue("names_behind"), WORDS.word("definite_article")


def _is_attribute(match: Match, left: str) -> bool:
    """Whether a month says when a thing was: "an April deal". "The May government" may be somebody's."""
    if not _NOUN_OF_MONTH.search(left):
        return match["mon"].lower() in _WEAKEST and bool(_PLANNED_FOR.search(left))
    if match["mon"].lower() in _WEAKEST and _THE in left.lower().split()[-2:]:
        return bool(HAPPENING.match(match.string, match.end()))
    return bool(_NOUN_BEHIND.match(match.string, match.end()))


_YEAR_CUE, _YEAR_RANGE_BEFORE = cue("time_before_year"), cue("from_year_before")


def _bare_year(match: Match, _anchor: Anchor) -> Period | None:
    left = before(match)
    is_attribute = _NOUN_OF_YEAR.search(left) and _NAMES_BEHIND.match(match.string, match.end())
    if not (_YEAR_CUE.search(left) or _YEAR_RANGE_BEFORE.search(left) or is_attribute):
        return None
    return periods.years(int(match["y"]), int(match["y"]))


def _year_range(match: Match, _anchor: Anchor) -> Period | None:
    first, last = int(match["y"]), int(match["y2"])
    last += first // 100 * 100 if last < 100 else 0
    return periods.years(first, last) if first < last else None


# In figures alone, so in any language: 2021-05-08T10:00, 08.05.2021.
_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_FIGURES = re.compile(r"(?<![\d./-])(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])")


def _numeric(match: Match, _anchor: Anchor) -> Period | None:
    """Day first with points; with slashes or hyphens only if one order alone gives a day, or both give the same."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or first > 12:
        return periods.day(date(year, second, first))
    if second > 12 or first == second:
        return periods.day(date(year, first, second))
    return periods.unknown("day")


_HABIT, _NAME_BEFORE = cue("habit"), cue("name_before_weekday")


def _weekday(match: Match, anchor: Anchor) -> Period | None:
    if _HABIT.search(before(match)) or _NAME_BEFORE.search(before(match)):
        return None
    number, reference = WEEKDAY_NUMBER[match["wd"].lower()], anchor.reference
    of_month = match["d"] or match["d2"]
    if of_month:
        return _day_and_weekday(anchor, int(of_month), number)
    said = relative(match)
    if said in ("following", "previous"):
        reference = anchor.previous or reference
    if reference is None:
        return periods.unknown("day")
    if match["rw"]:
        monday = reference - timedelta(reference.weekday())
        step = periods.weeks_on(reference, STEP[relative(match, "rw")])
        return periods.day(monday + timedelta(7 * step + number))
    return periods.day(_relative_weekday(reference, number, said, anchor))


def _relative_weekday(reference: date, number: int, said: str, anchor: Anchor) -> date | None:
    in_week = reference + timedelta(number - reference.weekday())
    if said in ("last", "past", "previous"):
        return reference - timedelta((reference.weekday() - number - 1) % 7 + 1)
    if said == "next":
        return in_week + timedelta(7)
    if said in ("coming", "following"):
        return reference + timedelta((number - reference.weekday() - 1) % 7 + 1)
    if said == "current" and not (anchor.future and in_week < reference):
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
    first = periods.add_months(anchor.reference.replace(day=1), STEP[relative(match)])
    return periods.day(first.replace(day=int(match["d"])))


CALENDAR_RULES: tuple[Rule, ...] = (
    rule("mn", _calendar_day, "month_and_day", cyclic=True),
    rule("mn", _calendar_day, "day_and_month", cyclic=True),
    rule("mn", _calendar_day, "from_month_and_day", cyclic=True),
    rule("mn", _calendar_day, "from_day_and_month", cyclic=True),
    rule("m", _calendar_day, "month_and_day_word", cyclic=True),
    rule("m", _calendar_day, "day_word_of_month", cyclic=True),
    rule("m", _month, "month_alone", cyclic=True),
    rule("n", _bare_year, "year_alone"),
    rule("n", lambda m, a: periods.years(int(m["y"]), int(m["y"])), "year_opening"),
    rule("n", _year_range, "year_range"),
    Rule(_ISO, lambda m, a: periods.day(date(int(m["y"]), int(m["m"]), int(m["d"]))), frozenset("n")),
    Rule(_FIGURES, _numeric, frozenset("n")),
    rule("w", _weekday, "weekday_phrase", cyclic=True),
    rule("n", _nth, "day_of_month", cyclic=True),
)
