"""When things happened: takes one sentence and the report's day, gives its date phrases, each with the days it means.

Knows nothing of events; which phrase dates which event is decided elsewhere. A day that the text does not settle stays
None: nothing is filled in from the day of publication. English only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.model import Span
from dateline.resolve import date_periods as periods
from dateline.resolve.date_patterns import MONTH_NUMBER, NUMBER, PART_OF_DAY, WORDS, Phrase, count, either
from dateline.resolve.date_periods import Anchor, Period, Precision, Third
from dateline.resolve.date_phrases import CALENDAR_RULES
from dateline.resolve.date_relative import RELATIVE_RULES

__all__ = ["DateMention", "Precision", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase and its first and last day: "early March" in a report of 2024-03-04 is March 1 to 10, part.

    ``not_before`` has no last day and ``not_after`` no first one. ``conflict`` says that the weekday and the day of the
    month disagree; the day of the month then stands. ``words`` is the phrase in lower case with single spaces.
    """

    span: Span
    start: date | None
    end: date | None
    precision: Precision
    words: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase with the words around it that change it; ``left`` is the match of those before it."""

    start: int
    end: int
    period: Period
    phrase: Phrase
    left: re.Match[str] | None = None

    def reread(self, anchor: Anchor) -> Period | None:
        period = self.phrase.read(anchor)
        return _modified(period, self.left) if period and self.left else period


def find_dates(
    text: str,
    start: int,
    end: int,
    *,
    published: date | None,
    dateline: date | None = None,
    previous: date | None = None,
    future: bool = False,
) -> list[DateMention]:
    """The date phrases of the sentence ``text[start:end]``, read against the dateline's date or that of publication.

    ``previous`` is the day spoken of before, from which "a day earlier" counts. With ``future``, "on Monday" is the
    coming one; a sentence that looks both ways ("said on Friday he will leave on Monday") is best read once with and
    once without.
    """
    sentence = text[start:end]
    anchor = Anchor(dateline or published, previous, future)
    found = _nights(sentence, _read(sentence, anchor))
    return [_mention(text, start, _bounded(sentence, f, anchor)) for f in _ranges(sentence, found, future)]


def _mention(text: str, offset: int, found: _Found) -> DateMention:
    span, period = Span.of(text, offset + found.start, offset + found.end), found.period
    words = " ".join(span.text.lower().split())
    return DateMention(span, period.start, period.end, period.precision, words, period.conflict)


_KINDS = re.compile(
    r"(?i)(?P<u>\bday|today|yesterday|night|week|month|year|hour|fortnight|decade|tomorrow|morning|noon|evening)"
    r"|(?P<q>quarter|\bQ[1-4])|(?P<n>\d)"
    rf"|(?P<w>{either(WORDS['weekdays'])}|\b{either(WORDS['weekday_short'])}\b)|(?P<s>{either(WORDS['seasons'])})"
    rf"|(?P<m>\b{either({name[:3] for name in MONTH_NUMBER})})"
    rf"|(?P<h>{either({name.split()[0] for name in WORDS['holidays']})})"
)
_RULES = (*CALENDAR_RULES, *RELATIVE_RULES)
_PLANNED = re.compile(
    rf"(?i)\b{either(WORDS['planned'])}\s+(?:(?:to\s+\w+\s+)?(?:for|on|in|until|till|to|by|from)\s+)?"
    r"(?:the\s+|early\s+|late\s+|mid-)?$"
)


def _phrases(sentence: str, anchor: Anchor) -> list[Phrase]:
    """The phrases that mean something, the first and longest where they overlap."""
    kinds = {m.lastgroup for m in _KINDS.finditer(sentence)}
    phrases = [
        Phrase(match, rule)
        for rule in (_RULES if kinds else ())
        if rule.needs <= kinds
        for match in rule.pattern.finditer(sentence)
    ]
    phrases.sort(key=lambda p: (p.match.start(), -p.match.end()))
    kept: list[Phrase] = []
    for phrase in phrases:
        if (not kept or kept[-1].match.end() <= phrase.match.start()) and phrase.read(anchor):
            kept.append(phrase)
    return kept


def _read(sentence: str, anchor: Anchor) -> list[_Found]:
    found: list[_Found] = []
    previous = anchor.previous
    for phrase in _phrases(sentence, anchor):
        start = phrase.match.start()
        ahead = anchor.future or bool(phrase.rule.cyclic and _PLANNED.search(sentence[max(0, start - 48) : start]))
        period = phrase.read(replace(anchor, previous=previous, future=ahead))
        if period is None:
            continue
        left = _LEFT.search(sentence, max(found[-1].end if found else 0, start - 48), start)
        # "The first day of" a month, but "the early hours of" a day.
        of_day = period.precision in ("day", "days")
        if left and (left["third"] or of_day == bool(left["day"])):
            found.append(_Found(left.start(), phrase.match.end(), _modified(period, left), phrase, left))
        else:
            found.append(_Found(start, phrase.match.end(), period, phrase))
        previous = period.start if period.precision == "day" and period.start else previous
    return found


_LEFT = re.compile(
    r"(?i)\b(?:the\s+)?(?:very\s+)?(?:(?P<third>early|late|mid)(?:-|\s+)(?:(?:on|in)\s+)?"
    r"|(?P<edge>beginning|start|middle|end|close)\s+of\s+|(?P<half>first|second|latter)\s+half\s+of\s+"
    rf"|(?P<nth>{either(WORDS['ordinals'])})\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>day|week|month)s?\s+of\s+"
    rf"|(?P<day>(?:(?:early|late|small)\s+)?(?:hours|{PART_OF_DAY})\s+of|(?:earlier|later)(?:\s+on)?)\s+)$"
)
_EDGES: dict[str, Third] = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_THIRDS: dict[str, Third] = {"early": "early", "mid": "mid", "late": "late"}


def _modified(period: Period, left: re.Match[str]) -> Period:
    """What the words before a phrase make of its period: "late", "the end of", "the first half of" …"""
    if left["third"]:
        return periods.third(period, _THIRDS[left["third"].lower()])
    if left["edge"]:
        return periods.edge(period, _EDGES[left["edge"].lower()])
    if left["half"]:
        return periods.half(period, 1 if left["half"].lower() == "first" else 2)
    return _counted_part(period, left) if left["nth"] else period


def _counted_part(period: Period, left: re.Match[str]) -> Period:
    """What is left of a period: "the first six months of", "the second week of", "the last days of"."""
    precision: Precision = "part" if left["n"] else "week" if left["unit"].lower() == "week" else "part"
    if period.start is None or period.end is None:
        return periods.unknown(precision)
    number, length = WORDS["ordinals"][left["nth"].lower()], count(left["n"] or "1")
    if left["unit"].lower() == "month":
        anchor = period.start if number > 0 else period.end + timedelta(1)
        first = periods.add_months(anchor, length * (number - 1 if number > 0 else -1))
        return Period(first, periods.add_months(first, length) - timedelta(1), precision)
    size = timedelta(length * (7 if left["unit"].lower() == "week" else 1))
    first = period.start + size * (number - 1) if number > 0 else period.end - size + timedelta(1)
    return Period(first, first + size - timedelta(1), precision)


_NIGHT_GAP = re.compile(r"(?i)\s+(?:(into|to|on|from|between)\s+)?")


def _nights(sentence: str, found: list[_Found]) -> list[_Found]:
    """The night between two days: "overnight into Wednesday", "overnight on Tuesday"."""
    joined: list[_Found] = []
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


_RANGE_GAP = re.compile(r"(?i)\s*(?:\b(to|into|until|till|through|and)\s+|([-–—]))\s*(?:the\s+)?")
_RANGE_LEFT = re.compile(r"(?i)\b(from|between)\s+(?:the\s+)?$")


def _ranges(sentence: str, found: list[_Found], future: bool) -> list[_Found]:
    """The two ends of a range joined: "from Monday to Friday", "between March and May 2021", "July-September"."""
    joined: list[_Found] = []
    for item in found:
        whole = _range(sentence, joined[-1], item, future) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(item)
    return joined


def _range(sentence: str, first: _Found, last: _Found, future: bool) -> _Found | None:
    gap = _RANGE_GAP.fullmatch(sentence, first.end, last.start)
    if gap is None:
        return None
    left = _RANGE_LEFT.search(sentence, max(0, first.start - 16), first.start)
    opening, closing = (left[1].lower() if left else ""), (gap[1] or "-").lower()
    alike = first.phrase.rule is last.phrase.rule and closing in ("to", "into", "through", "-")
    if not (alike if not opening else (opening == "between") == (closing == "and") or closing == "-"):
        return None
    if first.phrase.rule.cyclic and last.period.end:
        if future and last.phrase.rule.cyclic and first.period.start:
            last = replace(last, period=last.reread(Anchor(first.period.start, future=True)) or last.period)
        else:
            first = replace(first, period=first.reread(Anchor(last.period.end, announced=0)) or first.period)
    start, end = first.period.start, last.period.end
    if start is None or end is None or start > end:
        return None
    precisions = {first.period.precision, last.period.precision}
    precision: Precision = "days" if precisions & {"day", "days"} else last.period.precision
    return _Found(left.start() if left else first.start, last.end, Period(start, end, precision), last.phrase)


_BOUND = re.compile(
    r"(?i)\b(?:(?P<since>since|from|starting|beginning)|(?P<after>after)"
    r"|(?P<until>until|till|through|up\s+to|by|no\s+later\s+than)|(?P<before>before|prior\s+to))\s+(?:(?:on|in)\s+)?(?:the\s+)?$"
)
_HAPPENING = re.compile(rf"(?i)['’]s\b|\s+(?:noon\s+)?{either(WORDS['happenings'])}\b")


def _bounded(sentence: str, found: _Found, anchor: Anchor) -> _Found:
    """A bound on one side: "since Friday", "by the end of 2020". In "after Friday's attack" the day itself is meant."""
    left = _BOUND.search(sentence, max(0, found.start - 20), found.start)
    period = found.period
    if left is None or period.precision in ("not_before", "not_after"):
        return found
    possessive = sentence[found.start : found.end].endswith(("'s", "’s"))
    if not left["since"] and (possessive or _HAPPENING.match(sentence, found.end)):
        return found
    if found.phrase.rule.cyclic and left["since"] == "since":
        period = found.reread(replace(anchor, future=False, announced=0)) or period
    if found.phrase.rule.cyclic and left["until"] == "by" and not re.search(PART_OF_DAY, found.phrase.match[0]):
        period = found.reread(replace(anchor, future=True)) or period
    first, last = period.start, period.end
    if left["since"] or left["after"]:
        start = first if left["since"] else last + timedelta(1) if last else None
        period = Period(start, None, "not_before", period.conflict)
    else:
        end = last if left["until"] else first - timedelta(1) if first else None
        period = Period(None, end, "not_after", period.conflict)
    return replace(found, start=left.start(), period=period)
