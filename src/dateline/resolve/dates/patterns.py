"""The words and pattern parts that date phrases are built from, and the rule that joins a pattern to its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.language import either, lexicon
from dateline.resolve.dates.periods import Anchor, Period, Precision

Match = re.Match[str]
Read = Callable[[Match, Anchor], Period | None]

WORDS = lexicon("dates")
MONTHS, WEEKDAYS = WORDS.ordered("months"), WORDS.ordered("weekdays")
SHORT_MONTHS, SHORT_WEEKDAYS = WORDS.numbers("month_short"), WORDS.numbers("weekday_short")
MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS, 1)} | SHORT_MONTHS
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS)} | SHORT_WEEKDAYS
OTHER_MEANINGS = WORDS.words("months_with_other_meanings")
NUMBERS, ORDINALS = WORDS.numbers("numbers"), WORDS.numbers("ordinals")
SEASONS = {season: (int(first), int(last)) for season, (first, last) in WORDS.groups("seasons").items()}
HOLIDAYS = {holiday: (int(month), int(day)) for holiday, (month, day) in WORDS.groups("holidays").items()}
LONG_SPANS = WORDS.numbers("long_spans")
DAY_ORDINALS, STANDING = WORDS.numbers("day_ordinals"), WORDS.table("standing_days")
UNIT_PRECISION: dict[str, Precision] = {
    "hour": "day",
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}
VAGUE, _SIDES = WORDS.numbers("vague_lengths"), WORDS.group_of("sides")
_UNITS, RELATIVES = WORDS.table("units"), WORDS.table("relatives")


def _any_case(names: Iterable[str]) -> str:
    """Month names in any case, but with a capital where they are also other words: "may" and "march" stay words."""
    plain = [n for n in names if n not in OTHER_MEANINGS]
    capital = [c for n in names if n in OTHER_MEANINGS for c in (n.title(), n.upper())]
    return rf"(?:(?i:{either(plain)})" + (f"|{either(capital)})" if capital else ")")


_GIVEN = {
    "month_name": _any_case(MONTHS),
    "short_month": _any_case(SHORT_MONTHS),
    "short_weekday": rf"{either(w.title() for w in SHORT_WEEKDAYS)}\b\.?",
    "holiday_names": either(HOLIDAYS).replace("'", "['’]"),
    "month_beginning": either({name[:3] for name in MONTH_NUMBER}),
    "holiday_beginning": either({name.split()[0] for name in HOLIDAYS}),
}


def pattern(name: str) -> str:
    """The pattern of that name in the file of words."""
    return WORDS.pattern(name, _GIVEN)


def cue(name: str) -> re.Pattern[str]:
    """The same, to be looked for."""
    return re.compile(pattern(name))


#: Behind a date, what happened on it.
HAPPENING = cue("happening")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what it means, and the kinds of word without which it cannot match (``n`` number, ``m`` month …).

    A cyclic phrase ("Friday", "in May") comes round again, so that its neighbours may decide which one is meant.
    """

    pattern: re.Pattern[str]
    read: Read
    needs: frozenset[str]
    cyclic: bool = False


def rule(needs: str, read: Read, name: str, *, cyclic: bool = False) -> Rule:
    """The rule for the phrases of that name in the file of words."""
    return Rule(cue(name), read, frozenset(needs), cyclic)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a sentence, not yet read against an anchor."""

    match: Match
    rule: Rule

    def read(self, anchor: Anchor) -> Period | None:
        try:
            return self.rule.read(self.match, anchor)
        except (ValueError, OverflowError):
            # February 30, or ten thousand years ago: no day of the calendar.
            return None


def before(match: Match, width: int = 32) -> str:
    """The characters just before a match: few, so that reading them costs the same in any sentence."""
    return match.string[max(0, match.start() - width) : match.start()]


def count(words: str) -> int:
    """The number that a figure or a number word means."""
    return int(words) if words.isdigit() else NUMBERS[" ".join(words.lower().split())]


def day_number(match: Match) -> int:
    """The day of the month, or the count, that a figure or an ordinal means: "8", "eighth"."""
    figure, word = group(match, "d") or group(match, "n"), group(match, "dw")
    return DAY_ORDINALS[word.lower()] if word else int(figure or 0)


def unit_of(match: Match, name: str = "unit") -> str:
    """The unit of time as the calendar knows it; headlines write "This Week"."""
    return _UNITS[match[name].lower()]


def side_of(match: Match) -> str:
    """On which side of a day what is counted lies: "earlier", "later", "ago", "from_now"."""
    return _SIDES[" ".join(match["side"].lower().split())]


def relative(match: Match, name: str = "rel") -> str:
    """Which one the words before a day, month or season mean, as ``relatives`` has it; empty if there are none."""
    words = (match[name] or "").lower().split()
    return RELATIVES[words[-1]] if words else ""


def group(match: Match, name: str) -> str | None:
    """What the named group matched; None too if the pattern has no such group."""
    return match.groupdict().get(name)


# How many years, months or weeks on from the anchor's own a relative points.
STEP = dict.fromkeys(("last", "past", "previous"), -1) | dict.fromkeys(("current", "definite"), 0)
STEP |= dict.fromkeys(("next", "following", "coming"), 1)


def named_year(match: Match, anchor: Anchor) -> int | None:
    """The year that a phrase itself names: "of 2021", "last year", "last year's"."""
    if written := group(match, "y"):
        return int(written)
    said = next((relative(match, name) for name in ("ry", "oy") if group(match, name)), None)
    return anchor.reference.year + STEP[said] if said and anchor.reference else None


def names_year(match: Match) -> bool:
    return any(group(match, name) for name in ("y", "ry", "oy"))
