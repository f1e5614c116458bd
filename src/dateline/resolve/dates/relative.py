"""Dates told by their distance, and times of year, as rules: "yesterday", "last week", "two days later", "last winter".

A phrase that counts from a day spoken of before is left without days when none was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import (
    HOLIDAYS,
    ORDINALS,
    RELATIVES,
    SEASONS,
    STEP,
    UNIT_PRECISION,
    VAGUE,
    WORDS,
    Match,
    Rule,
    before,
    count,
    cue,
    named_year,
    relative,
    rule,
    side_of,
    unit_of,
)
from dateline.resolve.dates.periods import Anchor, Period

_DAY_STEP, _NIGHTS = WORDS.numbers("spoken_days"), WORDS.words("nights")
_OF_NAMES, _BRAND = WORDS.words("words_of_names"), cue("brand_before")


def _spoken_day(match: Match, anchor: Anchor) -> Period | None:
    said = " ".join(match["say"].lower().split())
    if match["say"] in _OF_NAMES and _BRAND.search(before(match)):
        return None
    if anchor.reference is None:
        return periods.unknown("days" if said in _NIGHTS else "day")
    if said in _NIGHTS:
        evening = anchor.reference - timedelta(0 if anchor.future else 1)
        return periods.days(evening, evening + timedelta(1))
    return periods.day(anchor.reference + timedelta(_DAY_STEP[said]))


_PART_OF = cue("part_of")


def _this_week(match: Match, anchor: Anchor) -> Period | None:
    said, unit, side = relative(match), unit_of(match), side_of(match) if match["side"] else None
    if said == "definite" and not side and not _PART_OF.search(before(match)):
        return None
    base: date | None = anchor.reference
    if said == "spoken_of":
        base = anchor.previous
    elif said in ("previous", "following"):
        base = anchor.previous or (anchor.reference if said == "previous" or anchor.future else None)
    if base is None:
        return periods.unknown(UNIT_PRECISION[unit])
    step = STEP.get(said, 0)
    if unit == "week" and said in ("last", "current"):
        step = periods.weeks_on(base, step, future=anchor.future)
    period = periods.shifted(base, step, unit)
    if side and period.start and period.end and period.start <= base <= period.end:
        return Period(*((period.start, base) if side == "earlier" else (base, period.end)), "part")
    return period


def _weekend(match: Match, anchor: Anchor) -> Period:
    if anchor.reference is None:
        return periods.unknown("days")
    on_it = anchor.reference.weekday() >= 5
    back = not on_it and not anchor.future
    step = {"last": -1, "past": int(on_it) - 1, "definite": -int(back), "current": 0, "coming": int(on_it), "next": 1}
    return periods.weekend(anchor.reference + timedelta(7 * step[relative(match) or "definite"]))


def _ago(match: Match, anchor: Anchor) -> Period | None:
    unit, side = unit_of(match), side_of(match)
    base = anchor.reference if side in ("ago", "from_now") else anchor.previous
    ahead = side in ("later", "from_now")
    if not match["n"] and unit == "hour":
        base = base or anchor.reference
        return periods.day(base)
    if not match["n"]:
        return Period(None, base, "not_after") if base and not ahead and (match["v"] or match["plural"]) else None
    if base is None and (not ahead or anchor.future):
        base = anchor.reference
    if base is None:
        return periods.unknown(UNIT_PRECISION[unit])
    return periods.shifted(base, count(match["n"]) * (1 if ahead else -1), unit)


def _stretch(match: Match, anchor: Anchor) -> Period | None:
    said, number, base = relative(match), match["n"], anchor.reference
    ahead = said in ("next", "coming")
    if not number and not match["v"] and not match["plural"]:
        # "the last week" is seven days back, "last week" a week of the calendar.
        if said == "coming" and match["the"] and base is not None:
            return periods.shifted(base, 1, unit_of(match))
        if said != "past" and not (said == "last" and match["the"]):
            return None
        number = "1"
    if said in ("previous", "preceding"):
        base = anchor.previous or base
    if base is None:
        return periods.unknown("days" if number else "not_before" if ahead else "not_after")
    length = count(number) if number else VAGUE[unit_of(match)]
    return periods.stretch(base, length * (1 if ahead else -1), unit_of(match))


def _from_now(match: Match, anchor: Anchor) -> Period | None:
    if anchor.reference is None or not (anchor.future or match["time"]):
        return None
    return periods.shifted(anchor.reference, count(match["n"]), unit_of(match))


def _other_day(match: Match, anchor: Anchor) -> Period:
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(relative(match), 0)
    return _days_on(step, anchor)


def _day_before(match: Match, anchor: Anchor) -> Period:
    return _days_on(1 if side_of(match) == "later" else -1, anchor)


def _days_on(step: int, anchor: Anchor) -> Period:
    """So many days after the day last spoken of; before the report's own if there was none."""
    base = anchor.previous
    if base is None and (step < 0 or (step > 0 and anchor.future)):
        base = anchor.reference
    return periods.day(base + timedelta(step) if base else None)


def _quarter(match: Match, anchor: Anchor) -> Period:
    year, reference = named_year(match, anchor), anchor.reference
    said = relative(match)
    if not said and match["q"] and year is None and not match["the"]:
        said = RELATIVES.get(match["q"].lower(), "")
    if said:
        if reference is None:
            return periods.unknown("quarter")
        moved = periods.add_months(reference, 3 * STEP[said])
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


_SEASON_CUE = cue("time_before_season")


def _season(match: Match, anchor: Anchor) -> Period | None:
    said = relative(match)
    year = int(match["y"]) if match["y"] else None
    if year is None and match["ry"] and anchor.reference:
        year = anchor.reference.year + STEP[relative(match, "ry")]
    if year is None and (not said or (said == "definite" and not _SEASON_CUE.search(before(match)))):
        return None
    first, last = SEASONS[match["season"].lower()]
    if year is not None:
        return periods.months(year, first, last, "season")
    if anchor.reference is None:
        return periods.unknown("season")
    ahead = said in ("next", "coming") or (said == "definite" and anchor.future)
    side = "last" if said in ("last", "past") else "next" if ahead else ""
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


_HOLIDAY_CUE = cue("time_before_holiday")
_COMING = WORDS.ordered("coming_words")


def _holiday(match: Match, anchor: Anchor) -> Period | None:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    year, left = named_year(match, anchor), before(match)
    if " " not in name and year is None and not _HOLIDAY_CUE.search(left):
        return None
    number, day = HOLIDAYS[name]
    if year is not None:
        return periods.day(date(year, number, day))
    ahead = anchor.future or left.lower().rstrip().endswith(_COMING)
    return periods.day(periods.day_of_year(replace(anchor, future=ahead, announced=0), number, day))


RELATIVE_RULES: tuple[Rule, ...] = (
    rule("u", _spoken_day, "spoken_day"),
    rule("u", _this_week, "this_week"),
    rule("u", _weekend, "weekend"),
    rule("u", _ago, "ago"),
    rule("u", _stretch, "stretch"),
    rule("u", _from_now, "from_now"),
    rule("u", _other_day, "other_day"),
    rule("u", _day_before, "day_before"),
    rule("u", lambda m, a: periods.day(a.previous or a.reference), "in_the_day"),
    rule("q", _quarter, "quarter", cyclic=True),
    rule("s", _season, "season"),
    rule("n", lambda m, a: periods.years(int(m["y"]), int(m["y"]) + 9, "decade"), "decade"),
    rule("h", _holiday, "holiday", cyclic=True),
)
