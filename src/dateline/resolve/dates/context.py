"""What the words around date phrases make of them: "late", "the end of", "since", "from … to", "overnight into".

Takes phrases as they were read alone, gives longer ones with the periods that the whole means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from dateline.language import either
from dateline.resolve.dates import periods
from dateline.resolve.dates.patterns import NUMBER, ORDINALS, PART_OF_DAY, WORDS, Phrase, count
from dateline.resolve.dates.periods import Anchor, Period, Precision, Third


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase with the words around it that change it; ``left`` is the match of those before it."""

    start: int
    end: int
    period: Period
    phrase: Phrase
    left: re.Match[str] | None = None

    def reread(self, anchor: Anchor) -> Period | None:
        period = self.phrase.read(anchor)
        return modified(period, self.left) if period and self.left else period


MODIFIER = re.compile(
    r"(?i)\b(?:the\s+)?(?:very\s+)?(?:(?P<third>early|late|mid)(?:-|\s+)(?:(?:on|in)\s+)?"
    r"|(?P<edge>beginning|start|middle|end|close)\s+of\s+|(?P<half>first|second|latter)\s+half\s+of\s+"
    rf"|(?P<nth>{either(ORDINALS)})\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>day|week|month)s?\s+of\s+"
    rf"|(?P<day>(?P<eve>eve)\s+of|(?:(?:early|late|small)\s+)?(?:hours|{PART_OF_DAY})\s+of|(?:earlier|later)(?:\s+on)?)\s+)$"
)
_EDGES: dict[str, Third] = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_THIRDS: dict[str, Third] = {"early": "early", "mid": "mid", "late": "late"}


def modified(period: Period, left: re.Match[str]) -> Period:
    """What the words before a phrase make of its period: "late", "the end of", "the first half of" …"""
    if left["third"]:
        return periods.third(period, _THIRDS[left["third"].lower()])
    if left["edge"]:
        return periods.edge(period, _EDGES[left["edge"].lower()])
    if left["half"]:
        return periods.half(period, 1 if left["half"].lower() == "first" else 2)
    if left["eve"] and period.start and period.end:
        return replace(period, start=period.start - timedelta(1), end=period.end - timedelta(1))
    return _counted_part(period, left) if left["nth"] else period


def _counted_part(period: Period, left: re.Match[str]) -> Period:
    """What is left of a period: "the first six months of", "the second week of", "the last days of"."""
    precision: Precision = "part" if left["n"] else "week" if left["unit"].lower() == "week" else "part"
    if period.start is None or period.end is None:
        return periods.unknown(precision)
    number, length = ORDINALS[left["nth"].lower()], count(left["n"] or "1")
    if left["unit"].lower() == "month":
        anchor = period.start if number > 0 else period.end + timedelta(1)
        first = periods.add_months(anchor, length * (number - 1 if number > 0 else -1))
        return Period(first, periods.add_months(first, length) - timedelta(1), precision)
    size = timedelta(length * (7 if left["unit"].lower() == "week" else 1))
    first = period.start + size * (number - 1) if number > 0 else period.end - size + timedelta(1)
    return Period(first, first + size - timedelta(1), precision)


_NIGHT_GAP = re.compile(r"(?i)\s+(?:(into|to|on|from|between)\s+)?")


def join_nights(sentence: str, found: list[Found]) -> list[Found]:
    """The night between two days: "overnight into Wednesday", "overnight on Tuesday"."""
    joined: list[Found] = []
    for item in found:
        night = joined[-1] if joined and sentence[joined[-1].start : joined[-1].end].lower() == "overnight" else None
        gap = _NIGHT_GAP.fullmatch(sentence, night.end, item.start) if night else None
        if night is None or gap is None or item.period.precision != "day" or item.period.start is None:
            joined.append(item)
            continue
        named, over = item.period.start, night.period.end
        into = gap[1] in ("into", "to") or (over is not None and named >= over)
        evening = named - timedelta(1) if into else named
        joined[-1] = replace(item, start=night.start, period=periods.days(evening, evening + timedelta(1)))
    return joined


_CLOCK = r"(?:\d\d?(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|gmt)?\s+(?:on\s+)?)?"
_RANGE_GAP = re.compile(rf"(?i)\s*(?:\b(to|into|until|till|through|and)\s+|([-–—]))\s*{_CLOCK}(?:the\s+)?")
_RANGE_LEFT = re.compile(rf"(?i)\b(from|between)\s+{_CLOCK}(?:the\s+)?$")


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
    opening, closing = (left[1].lower() if left else ""), (gap[1] or "-").lower()
    alike = first.phrase.rule is last.phrase.rule and closing in ("to", "into", "through", "-")
    if not (alike if not opening else (opening == "between") == (closing == "and") or closing == "-"):
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


_DISTANCE = re.compile(rf"(?i)\b(?P<n>{NUMBER})\s+(?P<unit>hour|day|week|month|year)s?\s+(?P<side>before|after)\s+$")
_BOUND = re.compile(
    r"(?i)\b(?:(?P<since>since|from|starting|beginning)|(?P<after>after)"
    r"|(?P<until>until|till|through|up\s+to|by|no\s+later\s+than)|(?P<before>before|prior\s+to))\s+(?:(?:on|in)\s+)?(?:the\s+)?$"
)
_HAPPENING = re.compile(rf"(?i)['’]s\b|\s+(?:noon\s+)?{either(WORDS.ordered('happenings'))}\b")


def with_bound(sentence: str, found: Found, anchor: Anchor) -> Found:
    """A bound on one side: "since Friday", "by the end of 2020". In "after Friday's attack" the day itself is meant."""
    left = _BOUND.search(sentence, max(0, found.start - 20), found.start)
    period = found.period
    if left is None or period.precision in ("not_before", "not_after"):
        return found
    distance = _DISTANCE.search(sentence, max(0, found.start - 40), found.start)
    possessive = sentence[found.start : found.end].endswith(("'s", "’s"))
    if not left["since"] and (possessive or _HAPPENING.match(sentence, found.end)):
        return found
    if distance and period.start:
        sign = -1 if distance["side"].lower() == "before" else 1
        moved = periods.shifted(period.start, sign * count(distance["n"]), distance["unit"].lower())
        return replace(found, start=distance.start(), period=moved)
    if found.phrase.rule.cyclic and (left["since"] or "").lower() == "since":
        period = found.reread(replace(anchor, future=False, announced=0)) or period
    # "Must leave by Friday" sets a term; "By Friday" at the head of a sentence and "by Friday evening" look back.
    if _is_weekday(found.phrase) and left["until"] == "by" and not re.search(PART_OF_DAY, found.phrase.match[0]):
        period = found.reread(replace(anchor, future=True)) or period
    first, last = period.start, period.end
    if left["since"] or left["after"]:
        start = first if left["since"] else last + timedelta(1) if last else None
        period = Period(start, None, "not_before", period.conflict)
    else:
        end = last if left["until"] else first - timedelta(1) if first else None
        period = Period(None, end, "not_after", period.conflict)
    return replace(found, start=left.start(), period=period)
