"""When things happened: takes one sentence and the report's day, gives its date phrases, each with the days it means.

Knows nothing of events; which phrase dates which event is decided elsewhere. A day that the text does not settle stays
None: nothing is filled in from the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dateline.model import Span
from dateline.resolve.dates.calendar import CALENDAR_RULES
from dateline.resolve.dates.context import MODIFIER, Found, join_nights, join_ranges, modified, with_bound
from dateline.resolve.dates.counted import COUNTED_RULES
from dateline.resolve.dates.patterns import HAPPENING, Phrase, cue, group, pattern
from dateline.resolve.dates.periods import Anchor, Period, Precision
from dateline.resolve.dates.relative import RELATIVE_RULES

__all__ = ["DateMention", "Precision", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase and its first and last day: "early March" in a report of 2024-03-04 is March 1 to 10, part.

    ``not_before`` has no last day and ``not_after`` no first one. ``conflict`` says that the weekday and the day of the
    month disagree; the day of the month then stands. ``words`` is the phrase in lower case with single spaces. ``unbound`` is
    what it means for the clause that it opens: "since July, when bombs killed 50"; if ``of_noun``, for the noun behind it: "two
    days after Friday's attack".
    """

    span: Span
    start: date | None
    end: date | None
    precision: Precision
    words: str
    conflict: bool = False
    unbound: DateMention | None = None
    of_noun: bool = False


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
    found = join_nights(sentence, _read(sentence, anchor))
    bounded = (with_bound(sentence, f, anchor) for f in join_ranges(sentence, found, future))
    return [_mention(text, start, f) for f in bounded if f is not None]


def _mention(text: str, offset: int, found: Found) -> DateMention:
    span, period = Span.of(text, offset + found.start, offset + found.end), found.period
    words = " ".join(span.text.lower().split())
    unbound = _mention(text, offset, found.unbound) if found.unbound is not None else None
    return DateMention(span, period.start, period.end, period.precision, words, period.conflict, unbound, found.of_noun)


_KINDS = cue("kinds")
#: The same without edges and capitals: most words hold nothing of a date, and this says so at a fifth of the time.
_TRACES = re.compile(pattern("kinds").replace("(?i)", "").replace(r"\b", ""))
_NONE = frozenset[str]()
_KEPT_CHUNK = 40  # characters: longer chunks between spaces are too rare to be worth remembering
_RULES = (*CALENDAR_RULES, *RELATIVE_RULES, *COUNTED_RULES)
_PLANNED, _AHEAD = cue("still_to_come"), cue("looks_ahead")
_BACK, _TOLD_BEHIND = cue("looks_back"), cue("told_behind")
_ATTRIBUTE, _BEFORE, _ASKED_FOR = cue("attribute"), cue("ahead_of"), cue("asked_for")
_FAR_DAYS = 300  # a month so far ahead, of which no year is told, is the one that has just been
_CLAUSE = 96  # characters before a phrase in which the verb of its clause is looked for


def _kinds_in(sentence: str) -> frozenset[str]:
    """Which kinds of time words the sentence holds. None of them spans a space, and most words have been seen before."""
    chunks = sentence.split()
    is_usual = max(map(len, chunks), default=0) <= _KEPT_CHUNK
    return _NONE.union(*map(_known_kinds if is_usual else _kinds_of, chunks))


def _kinds_of(chunk: str) -> frozenset[str]:
    if _TRACES.search(chunk.lower()) is None:
        return _NONE
    return frozenset(match.lastgroup or "" for match in _KINDS.finditer(chunk))


_known_kinds = lru_cache(maxsize=2_048)(_kinds_of)


def _phrases(sentence: str, anchor: Anchor) -> list[Phrase]:
    """The phrases that mean something, the first and longest where they overlap."""
    kinds = _kinds_in(sentence)
    if not kinds:
        return []
    phrases = [
        Phrase(match, rule) for rule in _RULES if rule.needs <= kinds for match in rule.pattern.finditer(sentence)
    ]
    phrases.sort(key=lambda p: (p.match.start(), -p.match.end()))
    kept: list[Phrase] = []
    told = replace(anchor, previous=anchor.previous or anchor.reference)  # as if a day had been spoken of
    for phrase in phrases:
        if (not kept or kept[-1].match.end() <= phrase.match.start()) and phrase.read(told):
            kept.append(phrase)
    return kept


def _read(sentence: str, anchor: Anchor) -> list[Found]:
    found: list[Found] = []
    previous = anchor.previous
    for phrase in _phrases(sentence, anchor):
        start = phrase.match.start()
        ahead = _is_ahead(sentence, phrase, anchor.future)
        period = phrase.read(replace(anchor, previous=previous, future=ahead))
        if period is None:
            continue
        if ahead and not anchor.future and _is_far(period, anchor):
            period = phrase.read(replace(anchor, previous=previous)) or period
        left = MODIFIER.search(sentence, max(found[-1].end if found else 0, start - 48), start)
        # "The first day of" a month, but "the early hours of" a day.
        of_day = period.precision in ("day", "days")
        if left and (left["third"] or of_day == bool(left["day"])):
            found.append(Found(left.start(), phrase.match.end(), modified(period, left), phrase, left))
        else:
            found.append(Found(start, phrase.match.end(), period, phrase))
        previous = period.start if period.precision == "day" and period.start else previous
    return found


def _is_ahead(sentence: str, phrase: Phrase, future: bool) -> bool:
    """Whether a phrase that comes round again means the next: by the verb of its own clause ("opens Friday", "said Friday"),
    else as asked."""
    if not phrase.rule.cyclic:
        return future
    start = phrase.match.start()
    left = sentence[max(0, start - _CLAUSE) : start]
    if future:
        return not (_BACK.search(left) or _TOLD_BEHIND.match(sentence, phrase.match.end()))
    if _PLANNED.search(left) or ("mon" in phrase.match.re.groupindex and _ASKED_FOR.search(left)):
        return True
    is_noun = group(phrase.match, "poss") or HAPPENING.match(sentence, phrase.match.end()) or _ATTRIBUTE.search(left)
    return bool((_BEFORE if is_noun else _AHEAD).search(left))


def _is_far(period: Period, anchor: Anchor) -> bool:
    return bool(anchor.reference and period.start and (period.start - anchor.reference).days > _FAR_DAYS)
