"""Dates told by counting from an act or from the report: "a day after the raid", "for a third day", "the tenth anniversary";
and weekdays by their place in a month or a year: "the second Tuesday of March"."""

from __future__ import annotations

from datetime import timedelta

from dateline.resolve.dates import periods
from dateline.resolve.dates.calendar import month_named
from dateline.resolve.dates.patterns import (
    LONG_SPANS,
    ORDINALS,
    STEP,
    VAGUE,
    WEEKDAY_NUMBER,
    Match,
    Rule,
    before,
    count,
    cue,
    day_number,
    relative,
    rule,
    side_of,
    unit_of,
)
from dateline.resolve.dates.periods import Anchor, Period


def _within(match: Match, anchor: Anchor) -> Period | None:
    if anchor.reference is None:
        return None
    return periods.stretch(anchor.reference, count(match["n"]) if match["n"] else VAGUE[unit_of(match)], unit_of(match))


_COMES = cue("comes")


def _after_event(match: Match, anchor: Anchor) -> Period | None:
    """When that was, of which something is told to have come after or before it: "a day after two soldiers were killed"."""
    base, ahead = anchor.previous or anchor.reference, side_of(match) == "earlier"
    if base is None or (ahead and not _COMES.search(before(match))):
        return None
    if match["hours"]:
        return periods.day(base)
    return periods.shifted(base, count(match["n"]) * (1 if ahead else -1), unit_of(match))


def _long_after(match: Match, anchor: Anchor) -> Period | None:
    """The same in years and more; how many, "decades after" leaves open."""
    if anchor.reference is None:
        return None
    if match["n"]:
        return periods.shifted(anchor.reference, -count(match["n"]), "year")
    return Period(None, periods.add_months(anchor.reference, -120), "not_after")


def _long_ago(match: Match, anchor: Anchor) -> Period | None:
    if anchor.reference is None:
        return None
    first = (anchor.reference.year - LONG_SPANS[match["span"].lower()]) // 10 * 10
    return periods.years(first, first + 9, "decade")


_GOES_ON = cue("goes_on")


def _lasting(match: Match, anchor: Anchor) -> Period | None:
    """What has lasted so long lasts still."""
    number, still = match["n"] or match["n2"], match["n2"] is None or _GOES_ON.search(before(match, 90))
    if anchor.reference is None or anchor.future or not still:
        return None
    unit = unit_of(match, "unit" if match["unit"] else "unit2")
    return periods.stretch(anchor.reference, -(count(number) if number else VAGUE[unit]), unit)


def _day_in_row(match: Match, anchor: Anchor) -> Period | None:
    number, last = day_number(match), anchor.reference
    if last is None or number == 1:
        return None
    return periods.days(last - timedelta(number - 1), last)


def _anniversary(match: Match, anchor: Anchor) -> Period | None:
    """When that was whose anniversary it is: to the day where the day is told just before, else the year."""
    reference, number = anchor.reference, day_number(match)
    if reference is None:
        return None
    told = anchor.previous if anchor.previous and anchor.previous.year == reference.year else None
    return periods.day(periods.add_months(told, -12 * number)) if told else periods.shifted(reference, -number, "year")


def _weekday_of(match: Match, anchor: Anchor) -> Period:
    if match["mon"]:
        whole = month_named(match, anchor)
    elif match["in_year"]:
        whole = periods.years(int(match["in_year"]), int(match["in_year"]))
    elif anchor.reference is not None:
        whole = periods.shifted(anchor.reference, STEP[relative(match, "of")], unit_of(match))
    else:
        return periods.unknown("day")
    number, which = WEEKDAY_NUMBER[match["wd"].lower()], ORDINALS[match["nth"].lower()]
    return periods.day(periods.counted_weekday(whole, number, which))


COUNTED_RULES: tuple[Rule, ...] = (
    rule("u", _within, "within"),
    rule("u", _after_event, "after_event"),
    rule("u", _long_after, "long_after"),
    rule("r", _long_ago, "long_ago"),
    rule("u", _lasting, "lasting_for"),
    rule("u", _day_in_row, "day_in_row"),
    rule("u", _anniversary, "anniversary"),
    rule("w", _weekday_of, "weekday_of", cyclic=True),
)
