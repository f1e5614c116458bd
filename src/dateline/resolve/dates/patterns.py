"""The words and pattern parts that date phrases are built from, and the rule that joins a pattern to its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.language import either, lexicon
from dateline.resolve.dates.periods import Anchor, Period

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


def _any_case(names: Iterable[str]) -> str:
    """Month names in any case, but with a capital where they are also other words: "may" and "march" stay words."""
    plain = [n for n in names if n not in OTHER_MEANINGS]
    capital = [c for n in names if n in OTHER_MEANINGS for c in (n.title(), n.upper())]
    return rf"(?:(?i:{either(plain)})" + (f"|{either(capital)})" if capital else ")")


COUNTED = rf"(?!\s+(?i:{either(WORDS.ordered('counted'))})\b)"
# "8,000", "8.5", "8:30", "8%" and "8 people" are no days of a month.
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
DAY_END = rf"(?:st|nd|rd|th)?\b(?![:%]|[.,]\d|\s?[ap]\.?m\b){COUNTED}"
YEAR = rf"(?:1[5-9]|20)\d\d\b(?!%|[.,:]\d|-\w){COUNTED}"
MONTH_NAME = _any_case(MONTHS)
_SHORT = _any_case(SHORT_MONTHS)
MONTH = rf"(?:{MONTH_NAME}\b|{_SHORT}\b\.?)"
WEEKDAY = rf"(?i:{either(WEEKDAYS)})\b"
SHORT_WEEKDAY = rf"(?:{'|'.join(w.title() for w in SHORT_WEEKDAYS)})\b\.?"
BEFORE_DAY = rf"(?:(?P<wd>{WEEKDAY}|{SHORT_WEEKDAY}),?\s+\(?(?:the\s+)?)?"
OF_YEAR = r"(?:(?i:(?P<oy>last|this|next)\s+year['’]s)\s+)?"
IN_YEAR = rf"(?:(?:,\s*|\s+|\s+of\s+|,\s+of\s+)(?:(?P<y>{YEAR})|(?i:(?P<ry>last|this|next|the)\s+year)\b))?"
DASH = r"\s?[-–—]\s?"
NUMBER = rf"(?:\d{{1,3}}|{either(NUMBERS)})"
VAGUE = either(WORDS.ordered("vague_numbers"))
UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)"
PART_OF_DAY = either(WORDS.ordered("day_parts"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what it means, and the kinds of word without which it cannot match (``n`` number, ``m`` month …).

    A cyclic phrase ("Friday", "in May") comes round again, so that its neighbours may decide which one is meant.
    """

    pattern: re.Pattern[str]
    read: Read
    needs: frozenset[str]
    cyclic: bool = False


def rule(needs: str, read: Read, pattern: str, *, cyclic: bool = False) -> Rule:
    return Rule(re.compile(pattern), read, frozenset(needs), cyclic)


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


def unit_of(match: Match) -> str:
    """The unit of time as the calendar knows it; headlines write "This Week"."""
    return match["unit"].lower()


def group(match: Match, name: str) -> str | None:
    """What the named group matched; None too if the pattern has no such group."""
    return match.groupdict().get(name)


# How many years, months or weeks on from the anchor's own a word points.
STEP = dict.fromkeys(("last", "past", "previous"), -1) | dict.fromkeys(("this", "the", "current"), 0)
STEP |= dict.fromkeys(("next", "following", "coming"), 1)


def named_year(match: Match, anchor: Anchor) -> int | None:
    """The year that a phrase itself names: "of 2021", "last year", "last year's"."""
    written, relative = group(match, "y"), group(match, "ry") or group(match, "oy")
    if written:
        return int(written)
    return anchor.reference.year + STEP[relative.lower()] if relative and anchor.reference else None


def names_year(match: Match) -> bool:
    return any(group(match, name) for name in ("y", "ry", "oy"))
