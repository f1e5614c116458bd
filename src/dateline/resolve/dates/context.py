"""What the words around date phrases make of them: "late", "the end of", "since", "from … to", "overnight into".

Takes phrases as they were read alone, gives longer ones with the periods that the whole means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

from dateline.language import either
from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import HAPPENING, ORDINALS, WORDS, Phrase, count, cue, unit_of
from dateline.resolve.dates.periods import Anchor, Period, Precision, Third


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase with the words around it that change it; ``left`` is the match of those before it, ``unbound`` the phrase without
    its bound where a clause opens behind it, "since 2001, when": what that clause tells was in 2001; ``of_noun`` where that holds
    for the noun behind it alone, "two days after Friday's attack"."""

    start: int
    end: int
    period: Period
    phrase: Phrase
    left: re.Match[str] | None = None
    unbound: Found | None = None
    of_noun: bool = False

    def reread(self, anchor: Anchor) -> Period | None:
        period = self.phrase.read(anchor)
        return modified(period, self.left) if period and self.left else period


MODIFIER = cue("modifier")
_THIRDS, _EDGES, _HALVES = WORDS.table("thirds"), WORDS.table("edges"), WORDS.numbers("halves")


def modified(period: Period, left: re.Match[str]) -> Period:
    """What the words before a phrase make of its period: "late", "the end of", "the first half of" …"""
    if left["third"]:
        return periods.third(period, cast(Third, _THIRDS[left["third"].lower()]))
    if left["edge"]:
        return periods.edge(period, cast(Third, _EDGES[left["edge"].lower()]))
    if left["half"]:
        return periods.half(period, _HALVES[left["half"].lower()])
    if left["eve"] and period.start and period.end:
        return replace(period, start=period.start - timedelta(1), end=period.end - timedelta(1))
    return _counted_part(period, left) if left["nth"] else period


def _counted_part(period: Period, left: re.Match[str]) -> Period:
    """What is left of a period: "the first six months of", "the second week of", "the last days of"."""
    unit = unit_of(left)
    precision: Precision = "week" if unit == "week" and not left["n"] else "part"
    if period.start is None or period.end is None:
        return periods.unknown(precision)
    number, length = ORDINALS[left["nth"].lower()], count(left["n"] or "1")
    if unit == "month":
        anchor = period.start if number > 0 else period.end + timedelta(1)
        first = periods.add_months(anchor, length * (number - 1 if number > 0 else -1))
        return Period(first, periods.add_months(first, length) - timedelta(1), precision)
    size = timedelta(length * (7 if unit == "week" else 1))
    first = period.start + size * (number - 1) if number > 0 else period.end - size + timedelta(1)
    return Period(first, first + size - timedelta(1), precision)


_NIGHT_GAP = cue("night_gap")
_NIGHTS, _INTO = WORDS.words("nights"), WORDS.words("into_words")


def join_nights(sentence: str, found: list[Found]) -> list[Found]:
    """The night between two days: "overnight into Wednesday", "overnight on Tuesday"."""
    joined: list[Found] = []
    for item in found:
        night = joined[-1] if joined and sentence[joined[-1].start : joined[-1].end].lower() in _NIGHTS else None
        gap = _NIGHT_GAP.fullmatch(sentence, night.end, item.start) if night else None
        if night is None or gap is None or item.period.precision != "day" or item.period.start is None:
            joined.append(item)
            continue
        named, over = item.period.start, night.period.end
        into = gap[1] in _INTO or (over is not None and named >= over)
        evening = named - timedelta(1) if into else named
        joined[-1] = replace(item, start=night.start, period=periods.days(evening, evening + timedelta(1)))
    return joined


_RANGE_GAP, _RANGE_LEFT = cue("range_gap"), cue("range_left")
_CLOSERS, _PLAIN_CLOSERS = WORDS.groups("range_closers"), WORDS.words("plain_range_closers")


def join_ranges(sentence: str, found: list[Found], future: bool) -> list[Found]:
    """The two ends of a range joined: "from Monday to Friday", "between March and May 2021", "July-September"."""
    joined: list[Found] = []
    for item in found:
        whole = _range(sentence, joined[-1], item, future) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(item)
    return joined


def _range(sentence: str, first: Found, last: Found, future: bool) -> Found | None:
    gap = _RANGE_GAP.fullmatch(sentence, first.end, last.start)
    if gap is None:
        return None
    left = _RANGE_LEFT.search(sentence, max(0, first.start - 32), first.start)
    closing = gap[1].lower() if gap[1] else None  # a dash closes any range
    if left is not None:
        fits = closing is None or closing in _CLOSERS[left[1].lower()]
    else:
        fits = first.phrase.rule is last.phrase.rule and (closing is None or closing in _PLAIN_CLOSERS)
    if not fits:
        return None
    if first.phrase.rule.cyclic and last.period.end:
        # "From Tuesday to Thursday" on a Wednesday spans that day; months and dates without a year end before it.
        onward = future or (_is_weekday(first.phrase) and _is_weekday(last.phrase))
        if onward and last.phrase.rule.cyclic and first.period.start:
            last = replace(last, period=last.reread(Anchor(first.period.start, future=True)) or last.period)
        else:
            first = replace(first, period=first.reread(Anchor(last.period.end, announced=0)) or first.period)
    start, end = first.period.start, last.period.end
    if start is None or end is None or start > end:
        return None
    precisions = {first.period.precision, last.period.precision}
    precision: Precision = "days" if precisions & {"day", "days"} else last.period.precision
    return Found(left.start() if left else first.start, last.end, Period(start, end, precision), last.phrase)


def _is_weekday(phrase: Phrase) -> bool:
    names = phrase.match.re.groupindex
    return "wd" in names and "mon" not in names


_DISTANCE, _BOUND = cue("distance"), cue("bound")
_COMPARED, _OPENS_CLAUSE = cue("compared"), cue("opens_clause")
_SIDES, _PART_OF_DAY = WORDS.group_of("sides"), re.compile(either(WORDS.ordered("day_parts")))
_SINCE, _TERM = WORDS.words("since_words"), WORDS.words("term_words")
_POSSESSIVE, _THE = WORDS.ordered("possessive_endings"), WORDS.word("definite_article")


def with_bound(sentence: str, found: Found, anchor: Anchor) -> Found | None:
    """A bound on one side: "since Friday", "by the end of 2020". In "after Friday's attack", "since the 2003 invasion" the day
    itself is meant; and "the first visit since 1998" says nothing of when the visit was. "Two days after Friday's attack" is
    Sunday, but for the attack."""
    left = _BOUND.search(sentence, max(0, found.start - 20), found.start)
    period = found.period
    if left is None or period.precision in ("not_before", "not_after"):
        return found
    distance = _DISTANCE.search(sentence, max(0, found.start - 40), found.start)
    possessive = sentence[found.start : found.end].endswith(_POSSESSIVE)
    opens = bool(_OPENS_CLAUSE.match(sentence, found.end))
    if distance and period.start and period.precision == "day":
        sign = -1 if _SIDES[distance["side"].lower()] == "earlier" else 1
        moved = periods.shifted(period.start, sign * count(distance["n"] or "1"), unit_of(distance))
        return replace(found, start=distance.start(), period=moved, unbound=found, of_noun=not opens)
    of_noun = left[0].lower().split()[-1] == _THE and not found.left
    if possessive or of_noun or (HAPPENING.match(sentence, found.end) and not (left["since"] and opens)):
        return found
    if left["since"] and _COMPARED.search(sentence, max(0, left.start() - 80), left.start()):
        return found if opens else None
    if found.phrase.rule.cyclic and (left["since"] or "").lower() in _SINCE:
        period = found.reread(replace(anchor, future=False, announced=0)) or period
    # "Must leave by Friday" sets a term; "By Friday" at the head of a sentence and "by Friday evening" look back.
    if _is_weekday(found.phrase) and left["until"] in _TERM and not _PART_OF_DAY.search(found.phrase.match[0]):
        period = found.reread(replace(anchor, future=True)) or period
    if left["until"] and found.phrase.rule.cyclic and not _is_weekday(found.phrase):
        period = _nearer(period, found.reread(replace(anchor, future=True)), anchor)
    first, last = period.start, period.end
    if left["since"] or left["after"]:
        start = first if left["since"] else last + timedelta(1) if last else None
        period = Period(start, None, "not_before", period.conflict)
    else:
        at_end = found.left is not None and _EDGES.get((found.left["edge"] or "").lower()) == "late"
        end = last if left["until"] or at_end else first - timedelta(1) if first else None
        period = Period(None, end, "not_after", period.conflict)
    return replace(found, start=left.start(), period=period, unbound=found if opens and left["since"] else None)


def _nearer(behind: Period, ahead: Period | None, anchor: Anchor) -> Period:
    """Of two readings of a term without a year, "by the end of July", the one whose end is nearer."""
    day = anchor.reference
    if day is None or behind.end is None or ahead is None or ahead.end is None:
        return behind
    return ahead if ahead.end - day < day - behind.end else behind
