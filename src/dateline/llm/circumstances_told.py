"""Place, date and numbers that a model gives an event, each held against words of the report and what is known of the world."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.events.numerals import number
from dateline.language import lexicon
from dateline.llm.answer_schema import COUNTED
from dateline.llm.quoted_words import Quoted
from dateline.llm.refusals import Refusals
from dateline.model import Because, EventDate, Place, Report, Size, Span, content_id
from dateline.model.event import Status
from dateline.resolve.dates.phrases import DateMention, find_dates
from dateline.resolve.places.choice import PlaceChoice, choose_place
from dateline.world.countries import country, find_country

_FACTORS = lexicon("events").numbers("number_factors")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_LARGEST = 10_000_000_000
_FRACTION = re.compile(r"\d{1,9}\.\d{1,9}")
_BETWEEN = re.compile(r"[\s-]*")


def place_told(
    report: Report, given: Mapping[str, Any], weights: Mapping[str, float], trigger: Span, refusals: Refusals
) -> tuple[Place, Quoted] | None:
    """The place of an event. Its words name it, the gazetteer says which it is, and the model at most in which country.

    ``weights``: how often the report speaks of each country.
    """
    quoted = refusals.words("place", given, at=trigger)
    if quoted is None:
        return None
    name = " ".join(quoted.span.text.split())
    if name == name.lower():
        refusals.refuse("place", "words that are no name", quoted.span)
        return None
    code = given.get("country")
    if code is not None and (not isinstance(code, str) or country(code) is None):
        refusals.refuse("country", "a code that no country has", quoted.span)
        code = None
    choice = choose_place(name, countries=weights, country_hint=code)
    without = choose_place(name, countries=weights) if choice is None and code is not None else None
    named = find_country(name)
    says_another = named is not None and named.is_certain and code is not None and named.iso3 != code
    if without is not None or says_another:
        refusals.refuse("country", "another country than the place is in", quoted.span)
        choice, code = without or choose_place(name, countries=weights), None
    return _place(report, name, choice, code, quoted.span), quoted


def _place(report: Report, name: str, choice: PlaceChoice | None, code: str | None, span: Span) -> Place:
    if choice is None:
        key = content_id("p", report.id, name, None, code, None, None)
        return Place(key, name, (span,), code)
    found = choice.place
    key = content_id("p", report.id, found.name, found.geonames_id, found.country, found.feature, choice.inside)
    reason = (Because("geonames_id", span, choice.reason),) if choice.alternatives else ()
    return Place(
        key, name, (span,), found.country, found.geonames_id, found.lat, found.lon, found.feature, choice.inside, reason
    )


def date_told(report: Report, given: Any, sentence: Span, status: Status, refusals: Refusals) -> EventDate | None:
    """The date of an event; without words for one only that it was not after publication, or not before.

    Its words must be a date phrase, and its days among those that the phrase may mean in this report.
    """
    if given is not None:
        found = _from_words(report, given, sentence, status, refusals)
        if found is not None:
            return found
    line = report.dateline.date if report.dateline is not None else None
    reference = line or report.published
    if reference is None:
        return None
    origin = "published" if report.published is not None else "dateline"
    if status == "planned":
        return EventDate(reference, None, "not_before", None, origin)  # type: ignore[arg-type]
    return EventDate(None, report.published or reference, "not_after", None, origin)  # type: ignore[arg-type]


def _from_words(report: Report, given: Any, sentence: Span, status: Status, refusals: Refusals) -> EventDate | None:
    quoted = refusals.words("date", given, at=sentence)
    if quoted is None:
        return None
    days = [_day(given.get(name)) for name in ("start", "end")]
    first, last = days
    if first is None or last is None or last < first:
        refusals.refuse("date", "no days, or the last before the first", quoted.span)
        return None
    now = report.published or (report.dateline.date if report.dateline is not None else None)
    if status in ("happened", "historical", "denied") and now is not None and first > now:
        refusals.refuse("date", "happened after the report was published", quoted.span)
        return None
    meant = [m for m in _phrases(report, quoted) if (m.start or m.end) and _meet(m, first, last)]
    if not meant:
        refusals.refuse("date", "days that the words do not tell", quoted.span)
        return None
    exact = next((m for m in meant if (m.start, m.end) == (first, last)), None)
    precision: str = exact.precision if exact is not None else "day" if first == last else "days"
    if status == "happened" and now is not None and now < last:
        last, precision = now, "part"
    return EventDate(first, last, precision, quoted.span, "text")


def _phrases(report: Report, quoted: Quoted) -> Iterator[DateMention]:
    """What the words may mean, looking back and ahead."""
    line = report.dateline.date if report.dateline is not None else None
    for future in (False, True):
        yield from find_dates(
            report.text, quoted.span.start, quoted.span.end, published=report.published, dateline=line, future=future
        )


def _meet(mention: DateMention, first: date, last: date) -> bool:
    """Whether the days lie among those of a phrase, which may be open at an end."""
    return (mention.start is None or mention.start <= first) and (mention.end is None or last <= mention.end)


def _day(text: Any) -> date | None:
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def sizes_told(given: Any, trigger: Span, by: str, refusals: Refusals) -> tuple[Size, tuple[Because, ...]]:
    """The numbers of an event, each of which its words must say, in figures or words."""
    numbers: dict[str, int] = {}
    because: list[Because] = []
    for one in refusals.records("size", given):
        counted, value = one.get("counted"), one.get("number")
        if counted not in COUNTED or type(value) is not int or value < 0 or counted in numbers:
            refusals.refuse("size", "no number, or of nothing that is counted", trigger)
            continue
        quoted = refusals.words("size", one, at=trigger)
        if quoted is None:
            continue
        if value not in numbers_in(quoted.span.text):
            refusals.refuse("size", "a number that its words do not say", quoted.span)
            continue
        numbers[counted] = value
        because.append(Because(counted, quoted.span, f"said by {by}"))
    return replace(Size(), **numbers), tuple(because)  # type: ignore[arg-type]  # at_least is not among them


def numbers_in(text: str) -> set[int]:
    """The numbers that words say, whole.

    >>> sorted(numbers_in("between 1,200 and twenty-five hundred people, two dozen of them soldiers"))
    [24, 1200, 2500]
    """
    found: set[int] = set()
    value: float | None = None
    end = 0
    for word in _WORD.finditer(text):
        joined = value is not None and _BETWEEN.fullmatch(text, end, word.start()) is not None
        if not joined:
            found |= _whole(value)
            value = None
        factor, plain = _FACTORS.get(word[0].lower()), number(word[0])
        if factor is not None:
            value = (value or 1) * factor
        elif plain is not None:
            value = (value or 0) + plain
        elif _FRACTION.fullmatch(word[0]):
            value = float(word[0])
        else:
            found |= _whole(value)
            value = None
        end = word.end()
    return found | _whole(value)


def _whole(value: float | None) -> set[int]:
    return {int(value)} if value is not None and value <= _LARGEST and value == int(value) else set()
