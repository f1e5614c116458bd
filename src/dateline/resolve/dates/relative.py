"""Dates told by their distance, and times of year, as rules: "yesterday", "last week", "two days later", "last winter".

A phrase that counts from a day spoken of before is left without days when none was. English only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.language import either
from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import (
    HOLIDAYS,
    IN_YEAR,
    NUMBER,
    ORDINALS,
    PART_OF_DAY,
    SEASONS,
    STEP,
    UNIT,
    VAGUE,
    WORDS,
    Match,
    Rule,
    before,
    count,
    named_year,
    rule,
    unit_of,
)
from dateline.resolve.dates.periods import Anchor, Period, Precision

_UNIT_PRECISION: dict[str, Precision] = {
    "hour": "day",
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}
_DAY_STEP = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "this": 0, "last": -1}
_BRAND = re.compile(r"[A-Z]\w*\s+$")


def _spoken_day(match: Match, anchor: Anchor) -> Period | None:
    words = match["say"].split()
    first = words[0].lower()
    # "Russia Today", "USA Today".
    if words[0] == "Today" and _BRAND.search(before(match)):
        return None
    if anchor.reference is None:
        return periods.unknown("days" if first == "overnight" else "day")
    if first == "overnight":
        evening = anchor.reference - timedelta(0 if anchor.future else 1)
        return periods.days(evening, evening + timedelta(1))
    step = {"before": -2, "after": 2}[words[2].lower()] if first == "the" else _DAY_STEP[first]
    return periods.day(anchor.reference + timedelta(step))


_PART_OF = re.compile(r"(?i)\b(?:beginning|start|middle|end|half|quarter|months?|weeks?|days|rest)\s+of\s+$")


def _this_week(match: Match, anchor: Anchor) -> Period | None:
    words, unit, side = match["rel"].lower().split(), unit_of(match), (match["side"] or "").lower()
    if words == ["the"] and not side and not _PART_OF.search(before(match)):
        return None
    base: date | None = anchor.reference
    if words[-1] in ("that", "same"):
        base = anchor.previous
    elif words[0] == "the" and words[-1] in ("previous", "following"):
        base = anchor.previous or (anchor.reference if words[-1] == "previous" or anchor.future else None)
    if base is None:
        return periods.unknown(_UNIT_PRECISION[unit])
    period = periods.shifted(base, STEP.get(words[-1], 0), unit)
    if side and period.start and period.end and period.start <= base <= period.end:
        return Period(*((period.start, base) if side == "earlier" else (base, period.end)), "part")
    return period


def _weekend(match: Match, anchor: Anchor) -> Period:
    if anchor.reference is None:
        return periods.unknown("days")
    on_it = anchor.reference.weekday() >= 5
    back = not on_it and not anchor.future
    step = {"last": -1, "past": int(on_it) - 1, "the": -int(back), "this": 0, "coming": int(on_it), "next": 1}
    return periods.weekend(anchor.reference + timedelta(7 * step[match["rel"].lower().split()[-1]]))


def _ago(match: Match, anchor: Anchor) -> Period | None:
    unit, side = unit_of(match), match["side"].lower().split()[0]
    base = anchor.reference if side in ("ago", "from") else anchor.previous
    ahead = side in ("later", "after", "from")
    if not match["n"]:
        return Period(None, base, "not_after") if base and not ahead and (match["v"] or match["plural"]) else None
    if base is None and (not ahead or anchor.future):
        base = anchor.reference
    if base is None:
        return periods.unknown(_UNIT_PRECISION[unit])
    return periods.shifted(base, count(match["n"]) * (1 if ahead else -1), unit)


def _stretch(match: Match, anchor: Anchor) -> Period | None:
    relative, number, base = match["rel"].lower().split()[-1], match["n"], anchor.reference
    ahead = relative in ("next", "coming")
    if not number and not match["v"] and not match["plural"]:
        # "the last week" is seven days back, "last week" a week of the calendar.
        if relative != "past" and not (relative == "last" and match["the"]):
            return None
        number = "1"
    if relative in ("previous", "preceding"):
        base = anchor.previous or base
    if base is None:
        return periods.unknown("days" if number else "not_before" if ahead else "not_after")
    if number:
        return periods.stretch(base, count(number) * (1 if ahead else -1), unit_of(match))
    return Period(base, None, "not_before") if ahead else Period(None, base, "not_after")


def _from_now(match: Match, anchor: Anchor) -> Period | None:
    if anchor.reference is None or not (anchor.future or match["time"]):
        return None
    return periods.shifted(anchor.reference, count(match["n"]), unit_of(match))


def _other_day(match: Match, anchor: Anchor) -> Period:
    word = match["rel"].lower().split()[-1]
    base = anchor.previous
    if word in ("earlier", "later"):
        return periods.day(base or anchor.reference)
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(word, 0)
    if base is None and (step < 0 or (step > 0 and anchor.future)):
        base = anchor.reference
    return periods.day(base + timedelta(step) if base else None)


def _quarter(match: Match, anchor: Anchor) -> Period:
    year, reference = named_year(match, anchor), anchor.reference
    if match["rel"] or (match["q"] and match["q"].lower() == "last" and year is None and not match["the"]):
        if reference is None:
            return periods.unknown("quarter")
        moved = periods.add_months(reference, 3 * STEP[(match["rel"] or "last").lower()])
        return _quarter_of(moved.year, (moved.month - 1) // 3)
    number = (ORDINALS[match["q"].lower()] if match["q"] else int(match["no"])) - 1
    number = number if number >= 0 else 3
    if year is None and reference is None:
        return periods.unknown("quarter")
    if year is None and reference is not None:
        current = (reference.month - 1) // 3
        year = reference.year + (int(number < current) if anchor.future else -int(number > current))
    return _quarter_of(year or 0, number)


def _quarter_of(year: int, number: int) -> Period:
    return periods.months(year, 3 * number + 1, 3 * number + 3, "quarter")


_SEASON_CUE = re.compile(r"(?i)\b(?:in|during|since|until|by|early|late|mid)[\s-]+(?:in\s+)?$")


def _season(match: Match, anchor: Anchor) -> Period | None:
    relative = (match["rel"] or "").lower().split()[-1:]
    year = int(match["y"]) if match["y"] else None
    if year is None and match["ry"] and anchor.reference:
        year = anchor.reference.year + STEP[match["ry"].lower()]
    if year is None and (not relative or (relative == ["the"] and not _SEASON_CUE.search(before(match)))):
        return None
    first, last = SEASONS[match["season"].lower()]
    if year is not None:
        return periods.months(year, first, last, "season")
    if anchor.reference is None:
        return periods.unknown("season")
    ahead = relative[0] in ("next", "coming") or (relative[0] == "the" and anchor.future)
    side = "last" if relative[0] in ("last", "past") else "next" if ahead else ""
    return _nearest_season(anchor.reference, first, last, side)


def _nearest_season(reference: date, first: int, last: int, side: str) -> Period | None:
    """The season nearest to the day: over ("last"), still to begin ("next"), or begun, if any has this year."""
    around = [periods.months(reference.year + i, first, last, "season") for i in (-2, -1, 0, 1)]
    spans = [(p, p.start, p.end) for p in around if p.start and p.end]
    if side == "last":
        return [p for p, _, end in spans if end < reference][-1]
    if side == "next":
        return next(p for p, start, _ in spans if start > reference)
    current = [p for p, start, end in spans if start <= reference <= end]
    same_year = [p for p, start, _ in spans if start.year == reference.year]
    return (current or same_year)[0]


_HOLIDAY_CUE = re.compile(
    r"(?i)\b(?:on|at|by|before|after|since|until|till|over|around|during|last|this|next|eve\s+of)\s+$"
)


def _holiday(match: Match, anchor: Anchor) -> Period | None:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    year, left = named_year(match, anchor), before(match)
    if " " not in name and year is None and not _HOLIDAY_CUE.search(left):
        return None
    number, day = HOLIDAYS[name]
    if year is not None:
        return periods.day(date(year, number, day))
    ahead = anchor.future or left.lower().rstrip().endswith(("this", "next"))
    return periods.day(periods.day_of_year(replace(anchor, future=ahead, announced=0), number, day))


_HOLIDAYS = either(HOLIDAYS).replace("'", "['’]")
_CLAUSE_END = r"(?=\s*(?:[.,;:)\"”—–]|$))"
_COUNT = rf"(?:(?P<n>{NUMBER})|(?P<v>few|{VAGUE}))"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        "u",
        _spoken_day,
        r"(?i)\b(?P<say>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tomorrow|tonight|overnight|"
        rf"last\s+night|this\s+(?:morning|afternoon|evening))\b(?:\s+{PART_OF_DAY}\b)?(?:['’]s\b)?",
    ),
    rule(
        "u",
        _this_week,
        r"(?i)\b(?:(?P<side>earlier|later)\s+(?:in\s+)?)?(?P<rel>last|this|next|(?:the|that)\s+same|that|the\s+current|"
        r"the\s+previous|the\s+following|the)\s+(?P<unit>week|month|year|decade)\b(?:['’]s\b)?",
    ),
    rule(
        "u",
        _weekend,
        r"(?i)\b(?:over\s+)?(?P<rel>last|the\s+past|this\s+past|the\s+coming|this\s+coming|this|next|the)\s+weekend\b",
    ),
    rule(
        "u",
        _ago,
        rf"(?i)(?<![\d,.-])(?:\b{_COUNT}\s+)?\b{UNIT}(?P<plural>s)?\s+(?P<side>ago|from\s+now|(?:earlier|later)\b(?!\s+than)"
        rf"|(?:before|after|prior){_CLAUSE_END})",
    ),
    rule(
        "u",
        _stretch,
        r"(?i)\b(?:(?P<the>the)\s+)?(?P<rel>last|this\s+past|past|previous|preceding|next|coming|recent)\s+"
        rf"(?:{_COUNT}\s+)?{UNIT}(?P<plural>s)?\b(?!\s+of\b)",
    ),
    rule("u", _from_now, rf"(?i)\bin\s+(?P<n>{NUMBER})\s+{UNIT}s?\b(?P<time>['’]s?\s+time\b)?"),
    rule(
        "u",
        _other_day,
        r"(?i)\b(?P<rel>(?:the\s+(?:next|following|previous|preceding|same)|that\s+same|that))\s+"
        r"(?:day|morning|afternoon|evening|night)\b",
    ),
    rule("u", _other_day, rf"(?i)\bthe\s+day\s+(?P<rel>before|after){_CLAUSE_END}"),
    rule("u", _other_day, r"(?i)\b(?P<rel>earlier|later)\s+in\s+the\s+day\b"),
    rule(
        "q",
        _quarter,
        r"(?i)\b(?:(?P<the>the)\s+)?(?:(?P<q>first|second|third|fourth|final|last)[\s-]+quarter\b(?!-?final)"
        rf"|Q(?P<no>[1-4])\b|(?P<rel>this|next)\s+quarter\b){IN_YEAR}",
        cyclic=True,
    ),
    rule(
        "s",
        _season,
        r"(?i)\b(?:(?P<rel>the|last|(?:this\s+)?past|(?:this\s+)?coming|this|next)\s+)?(?P<season>"
        + either(SEASONS)
        + r")\b(?:['’]s\b)?(?:(?:,|\s+of)?\s+"
        r"(?:(?P<y>(?:1[5-9]|20)\d\d)(?:[-–/]\d\d(?:\d\d)?)?\b|(?P<ry>last|this|next)\s+year\b))?",
    ),
    rule(
        "n",
        lambda m, a: periods.years(int(m["y"]), int(m["y"]) + 9, "decade"),
        r"(?i)\b(?:the\s+)?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b",
    ),
    rule(
        "h",
        _holiday,
        rf"(?i)(?<!orthodox )\b(?P<name>{_HOLIDAYS})\b(?!['’]s|\s+{either(WORDS.ordered('after_holiday'))}\b){IN_YEAR}",
        cyclic=True,
    ),
)
