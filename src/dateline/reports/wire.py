"""The head of a wire report: takes its text, gives dateline, title, byline, publisher, date and where the body begins.

Only the first characters are looked at. What may as well be the first sentence is body: unsure means no dateline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.language import either, lexicon
from dateline.model import Dateline, Span
from dateline.reports.furniture import is_furniture
from dateline.reports.opening import Opening, agency_name, read_opening
from dateline.reports.reading_copy import ReadingCopy, reading_copy
from dateline.reports.written import DATE, day_written, has_year

# Enough for headline, byline and metadata; more would only cost time on a text without a line break.
HEAD_CHARACTERS = 2_000
HEAD_LINES = 16
TITLE_CHARACTERS = 250
# Whoever wraps lines does it at 60 to 100 columns.
_LEAST_COLUMNS, _COLUMNS = 60, 100
# A dateline may be ahead of the day of publication by a time zone, or a publisher's clock.
AHEAD = timedelta(2)


@dataclass(frozen=True, slots=True)
class Wire:
    """What stands before the body of a report; title and byline as they are written there. What it does not hold is None."""

    dateline: Dateline | None
    body_start: int
    published: date | None
    publisher: str | None
    title: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The header as far as it is read, up to ``end``; up to ``sure_end`` it is no guess."""

    end: int
    sure_end: int
    title: Span | None = None
    byline: Span | None = None
    source: str | None = None
    published: date | None = None
    unlabelled: int = 0
    opening: Opening | None = None


def read_wire(text: str, *, published: date | None = None, publisher: str | None = None) -> Wire:
    """The head of the report; ``published`` and ``publisher``, if known from elsewhere, win over what the text says."""
    copy = reading_copy(text[: 2 * HEAD_CHARACTERS])
    head_text = copy.text[:HEAD_CHARACTERS]
    head = _read_head(head_text, _metadata(head_text))
    known = published or head.published
    opening = head.opening
    day = (
        day_written(opening.date, min(known, date.max - AHEAD) + AHEAD if known else None)
        if opening and opening.date
        else None
    )
    if known is None and opening and opening.date and has_year(opening.date):
        known = day
    body_start = opening.end if opening else _headline_end(head_text, head)
    if body_start == head.sure_end and not opening:
        head = _without_guesses(head)
    return Wire(
        dateline=_dateline(copy, opening, day) if opening else None,
        body_start=copy.place_told(_skip_space(head_text, body_start)) if body_start else 0,
        published=known,
        publisher=publisher or head.source or (opening.agency if opening else None),
        title=" ".join(copy.told(head.title).text.split()) if head.title else None,
        byline=copy.told(head.byline).text if head.byline else None,
    )


def _dateline(copy: ReadingCopy, opening: Opening, day: date | None) -> Dateline:
    span = copy.told(Span.of(copy.text, opening.start, opening.end))
    return Dateline(span=span, place=opening.place, region=opening.region, date=day, agency=opening.agency)


def _skip_space(text: str, position: int) -> int:
    rest = text[position:]
    return position + len(rest) - len(rest.lstrip())


_METADATA = re.compile(
    r"\s*(?:(?:date|published|pubdate)\s+(?P<date>\d{4}-\d\d-\d\d)(?:T[\d:.+Z-]*)?|(?:lang|language)\s+[a-z]{2}"
    r"|(?:url|link)\s+https?://\S+)(?=\s)"
)


def _metadata(text: str) -> _Head:
    """Keys and values at the very beginning, on the same line as the rest: " date 2025-11-08 MOSCOW, …"."""
    head = _Head(0, 0)
    while match := _METADATA.match(text, head.end):
        day = _day(match["date"]) if match["date"] else None
        head = replace(head, end=match.end(), sure_end=match.end(), published=head.published or day)
    return head


def _day(words: str) -> date | None:
    match = DATE.match(words)
    return day_written(match, None) if match else None


def _read_head(text: str, head: _Head) -> _Head:
    """Read line after line until the dateline, or until a line that is neither label, byline, date nor headline."""
    for _ in range(HEAD_LINES):
        start = _skip_space(text, head.end)
        opening = read_opening(text, start)
        if opening:
            return replace(head, opening=opening)
        line_end = text.find("\n", start)
        if line_end < 0:
            return _byline_and_dateline(text, start, head) or head
        read = _read_line(text, start, line_end, head)
        if read is None:
            return _byline_and_dateline(text, start, head) or head
        head = read
    return head


_WORDS = lexicon("reports")
_LABELS = _WORDS.group_of("header_labels")
_LABEL = re.compile(
    rf"(?i)(?P<key>{either(_LABELS)}|{either(_WORDS.ordered('mail_labels'))}(?=.*@))\s*[:=]\s*(?P<value>.*)"
)
_AND, _IN = (either(_WORDS.ordered(name)) for name in ("byline_joints", "byline_prepositions"))
_OPENERS = _WORDS.ordered("byline_openers")
_OPENINGS = tuple(f"{word} " for word in _OPENERS if not word.islower())  # in small letters only on a line of its own
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}(?:[ ][^\W\d_a-z][\w.'’-]{0,30}){1,4}"
_BYLINE = re.compile(
    rf"{either(_OPENERS)}\s+(?P<names>{_NAME}(?:(?:,\s(?:{_AND}\s)?|\s{_AND}\s|\s&\s){_NAME}){{0,5}})"
    rf"(?:\s*[,|]\s.{{0,60}}|\s{_IN}\s.{{0,60}})?"
)
_STAMP = re.compile(
    rf"(?i)(?:(?P<source>[^|\n]{{2,40}}?)\s*\|\s*)?(?:(?:{either(_WORDS.ordered('stamp_adjectives'))}\s+)?"
    rf"{either(_WORDS.ordered('stamp_verbs'))}\s*{either(_WORDS.ordered('stamp_prepositions'))}?\s*:?\s*)?"
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_RULE_LINE = re.compile(r"[-=*_#~]{3,}")
_TIME = re.compile(
    rf"(?i)[\s,|/-]*(?:{either(_WORDS.ordered('time_prepositions'))}\s+)?(?:\d\d?[:.]\d\d(?:[:.]\d\d)?\s*)?"
    rf"(?:{either(_WORDS.ordered('time_halves'))}\s*)?(?:\(?[a-z+\d:-]{{1,9}}\)?)?"
)


def _read_line(text: str, start: int, end: int, head: _Head) -> _Head | None:
    """The header with one more line, or None if the line is not of a header."""
    line = text[start:end].rstrip()
    label = _LABEL.fullmatch(line)
    if label:
        return _labelled(text, start, label, replace(head, end=end, sure_end=end))
    byline = _BYLINE.fullmatch(line)
    if byline and not line.endswith("."):
        names = _names(text, start + byline.start("names"), byline["names"])
        return _surely(replace(head, end=end, byline=head.byline or names))
    stamp = _STAMP.match(line)
    written = DATE.match(line, stamp.end()) if stamp else None
    if stamp and written and has_year(written) and _TIME.fullmatch(line, written.end()):
        source = head.source or (agency_name(stamp["source"]) if stamp["source"] else None)
        return _surely(replace(head, end=end, source=source, published=head.published or day_written(written, None)))
    if _RULE_LINE.fullmatch(line):
        return replace(head, end=end)
    if is_furniture(line):
        return _surely(replace(head, end=end))
    if whole := _whole_headline(text, head, start, line):
        return replace(head, end=end, title=whole)
    if head.unlabelled < 2 and _is_headline(line) and not (head.title and _is_wrapped(text, line, end)):
        title = head.title or Span.of(text, start, start + len(line))
        return replace(head, end=end, title=title, unlabelled=head.unlabelled + 1)
    return None


def _whole_headline(text: str, head: _Head, start: int, line: str) -> Span | None:
    """The headline and this line, if it was wrapped before it, as the text is."""
    title = head.title
    gap = text[title.end : start] if title else ""
    if title is None or not gap.isspace() or gap.count("\n") != 1 or "\n" in title.text:
        return None
    goes_on = _ends_no_sentence(line) and _is_filled(text, title.text, line)
    return Span.of(text, title.start, start + len(line)) if goes_on else None


def _is_wrapped(text: str, line: str, end: int) -> bool:
    """Whether the sentence of a line goes on in the next one: so begins a body whose lines are wrapped."""
    after = text[end + 1 :].partition("\n")[0].strip()
    return bool(after) and (after[0].islower() or _is_filled(text, line, after))


def _is_filled(text: str, line: str, after: str) -> bool:
    """Whether the first word of the next line had no room in this one, in a text whose lines are wrapped."""
    room = len(line) + 1 + len(after.split(maxsplit=1)[0])
    return room > _LEAST_COLUMNS and max(map(len, text.splitlines())) <= _COLUMNS


def _names(text: str, start: int, names: str) -> Span:
    """The names of a byline without the agency that may follow them: "JANE DOE, Associated Press"."""
    words = list(re.finditer(r"\S+", names))
    for count in range(min(3, len(words) - 2), 0, -1):
        if agency_name(names[words[-count].start() :]):
            names = names[: words[-count - 1].end()].rstrip(",")
            break
    return Span.of(text, start, start + len(names))


def _surely(head: _Head) -> _Head:
    """A byline, a date or a picture's credit after a headline confirms it."""
    return replace(head, sure_end=head.end)


def _labelled(text: str, start: int, label: re.Match[str], head: _Head) -> _Head:
    field, value = _LABELS.get(" ".join(label["key"].lower().split())), label["value"].strip()
    if not value:
        return head
    span = Span.of(text, start + label.start("value"), start + label.start("value") + len(value))
    if field == "title":
        return replace(head, title=span)
    if field == "byline":
        return replace(head, byline=head.byline or span)
    if field == "source":
        return replace(head, source=head.source or agency_name(value) or value)
    if field == "date":
        return replace(head, published=head.published or _day(value))
    return head


def _is_headline(line: str) -> bool:
    """A short line of several words that does not end as a sentence does."""
    return len(line.split()) >= 2 and len(line) <= TITLE_CHARACTERS and _ends_no_sentence(line)


def _ends_no_sentence(line: str) -> bool:
    return not line.endswith((".", ",", ";", ":", '."', ".”")) or bool(re.search(r"\b(?:[A-Z]\.)+$", line))


def _byline_and_dateline(text: str, start: int, head: _Head) -> _Head | None:
    """A byline that runs into the dateline on one line: "By Jane Doe LIMA, Peru (AP) — …"."""
    if not text.startswith(_OPENINGS, start):
        return None
    for space in re.finditer(r"\s", text[start : start + 160]):
        opening = read_opening(text, start + space.end())
        if opening is None or opening.agency is None:
            continue
        byline = _BYLINE.fullmatch(text, start, start + space.start())
        if byline:
            return replace(head, byline=_names(text, byline.start("names"), byline["names"]), opening=opening)
    return None


def _headline_end(text: str, head: _Head) -> int:
    """Where the body begins without a dateline: after a headline only if a blank line parts it from whole sentences."""
    if head.end == head.sure_end or head.title is None or head.unlabelled != 1:
        return head.sure_end
    gap = re.match(r"[ \t\r]*\n[ \t\r]*\n\s*", text[head.end :])
    rest = text[head.end + gap.end() :] if gap else ""
    parts = (
        rest.partition("\n")[0].rstrip(),
        _BLANK_LINE.split(rest, maxsplit=1)[0].rstrip(),
    )  # its lines may be wrapped
    cut_off = len(text) == HEAD_CHARACTERS
    whole = any(
        p.endswith((".", "!", "?", '"', "”")) or (p and cut_off) for p in parts if len(p) > len(head.title.text)
    )
    return head.end if whole else head.sure_end


def _without_guesses(head: _Head) -> _Head:
    """A headline that was only supposed, and turned out to be body."""
    if head.title and head.title.start >= head.sure_end:
        return replace(head, title=None)
    return head
