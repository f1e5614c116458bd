"""A record of names and values (a JSON object, a row of a table) in, a raw report out.

Which name holds what is said by the options, or known from the exports of press databases, crawlers and feeds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from dateline.errors import ReportError
from dateline.reports.days import day_of, is_no_day, is_of_two_readings
from dateline.reports.options import NONE, SourceOptions
from dateline.reports.text import RawReport
from dateline.reports.values import is_nothing, unwrapped, without_markup, worded

ID_SHOWN = 60  # characters of a record's id in a message
FIX = "correct or remove this record"
SURROGATE = re.compile(r"[\ud800-\udfff]")
# The surest name first, without case, spaces and underscores.
NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple(
        "text fulltext articlebody articletext bodytext maintext contenttext contenthtml eventtext storytext newstext "
        "textcontent plaintext cleantext rawtext documenttext body content article story document td leadparagraph "
        "description summary snippet abstract".split()
    ),
    "title": tuple("title headline articletitle newstitle storytitle newsheadline webtitle hd heading subject".split()),
    "date": tuple(
        "published pubdate publicationdate publisheddate datepublished datepublish publishdate publishedat publishedon "
        "publicationdatetime publishedtime datepublication webpublicationdate contentcreated firstcreated versioncreated "
        "date pd datetime timestamp articledate storydate newsdate created createdat".split()
    ),
    "publisher": tuple(
        "publisher publishername publication publicationname publicationtitle sourcename newspaper outlet outletname "
        "medianame mediaoutlet media newssource newsoutlet sitename sourcetitle source sn sourcedomain site domain "
        "journal agency provider sourcecode".split()
    ),
    "url": tuple("url link permalink weburl articleurl storyurl sourceurl canonicalurl newsurl webpage href".split()),
    "id": tuple(
        "id articleid documentid docid storyid storiesid reportid newsid recordid guid uuid an accessionno "
        "accessionnumber lni identifier uri".split()
    ),
}
_FIELDS = tuple(NAMES)
Layout = Mapping[str, tuple[str, ...]]


def layout(names: Sequence[str], options: SourceOptions) -> Layout:
    """For each field the names that may hold it, the surest first; a name that the options give is the only one."""
    given = {field: getattr(options, field) for field in _FIELDS}
    return _layout(tuple(names), tuple(given.items()))


def has_text(names: Sequence[str], options: SourceOptions) -> bool:
    """True if one of these columns holds the text of reports, by the name that the user gives or by those that are known."""
    return any(name in names for name in layout(names, options)["text"])


def is_report(record: Mapping[str, object], options: SourceOptions) -> bool:
    """Whether one of its values would be read as a report's text."""
    return any(record.get(name) is not None for name in layout(tuple(record), options)["text"])


@lru_cache(maxsize=4096)
def _layout(names: tuple[str, ...], given: tuple[tuple[str, str | None], ...]) -> Layout:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]+", "", name.casefold()), name)
    named = {name for _, name in given if name is not None}
    return {
        field: (() if name == NONE and name not in names else (name,))
        if name is not None
        else tuple(plain[known] for known in NAMES[field] if known in plain and plain[known] not in named)
        for field, name in given
    }


class _RecordError(Exception):
    def __init__(self, cause: str, next_move: str = FIX) -> None:
        super().__init__(cause)
        self.cause = cause
        self.next_move = next_move


def record_report(record: Mapping[str, object], place: str, options: SourceOptions) -> RawReport | ReportError:
    """The report that a record holds, or the error that stands in its place; other names are left alone."""
    shown = ""
    try:
        columns = layout(tuple(record), options)
        id_ = _identifier(record, columns["id"])
        shown = f" (id {id_[:ID_SHOWN]!r})" if id_ else ""
        return RawReport(
            id=id_,
            text=_text(record, columns["text"], options),
            title=_title(record, columns["title"]),
            url=_string(record, columns["url"]),
            published=_published(record, columns["date"], options.day_first),
            publisher=_string(record, columns["publisher"]),
            source=place + shown,
        )
    except _RecordError as wrong:
        return ReportError(place + shown, wrong.cause, wrong.next_move)


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, object] | None:
    """The first of the names that says anything."""
    for name in names:
        value = unwrapped(record.get(name))
        if not is_nothing(value):
            return name, value
    return None


def _identifier(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """Database exports number their rows, so a whole number is an id too, also where a data frame made it 7.0."""
    found = _first(record, names)
    match found and found[1]:
        case bool():
            pass
        case int() | UUID() as number:
            return str(number)
        case float() as number if number.is_integer():
            return str(int(number))
    return _string(record, names)


def _text(record: Mapping[str, object], names: tuple[str, ...], options: SourceOptions) -> str:
    name, value = _first(record, names) or _empty(record, names, options)
    text = worded(value)
    if name != "text" and isinstance(text, list) and text and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise _RecordError(f"has {kind(text)} as its {name!r}", "give the report's text as a string")
    if not text.strip():
        raise _RecordError(f"has an empty {name!r}", "give the report's text, or remove this record")
    _refuse_broken(text, name)
    words = without_markup(text)
    if not words.strip():
        raise _RecordError(f"has nothing but markup in its {name!r}", "give the report's text, or remove this record")
    return words


def _empty(record: Mapping[str, object], names: tuple[str, ...], options: SourceOptions) -> tuple[str, object]:
    """The name under which the text should have been, and the nothing that is there."""
    name = next((n for n in names if record.get(n) is not None), next((n for n in names if n in record), None))
    if name is None:
        wanted = options.text or "text"
        raise _RecordError(f"has no {wanted!r}", f"give the report's text under the key {wanted!r}")
    return name, "" if isinstance(record[name], str) else record[name]


def _string(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """A string, or the name of an object that stands for it: ``"source": {"id": "bbc", "name": "BBC"}``."""
    found = _first(record, names)
    if found is None:
        return None
    name, value = found
    exact = name in ("id", "title", "url", "publisher")
    value = worded(value[0] if isinstance(value, list) and value else value)
    if isinstance(value, int) and not isinstance(value, bool) and not exact:
        value = str(value)
    if not isinstance(value, str):
        if not exact:
            return None
        raise _RecordError(f"has {kind(value)} as its {name!r}", "give a string or null")
    _refuse_broken(value, name)
    return value.strip() or None


def _title(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    title = _string(record, names)
    return without_markup(title).strip() or None if title else None


def _refuse_broken(value: str, name: str) -> None:
    if "\x00" in value:
        raise _RecordError(f"has a NUL character in its {name!r}", "remove the character")
    if SURROGATE.search(value):
        raise _RecordError(f"has half of a surrogate pair in its {name!r}", "remove the broken character")


def _published(record: Mapping[str, object], names: tuple[str, ...], day_first: bool | None) -> date | None:
    found = _first(record, names)
    if found is None or is_no_day(found[1]):
        return None
    name, value = found
    if isinstance(value, str):
        _refuse_broken(value, name)
    day = day_of(value, day_first=day_first)
    if day is None and isinstance(value, str) and is_of_two_readings(value):
        cause = f"has {value[:ID_SHOWN]!r} as its {name!r}, which may be read in two ways"
        raise _RecordError(cause, "say --dates day-first or month-first, or write it as YYYY-MM-DD")
    if day is None:
        shown = repr(value[:ID_SHOWN]) if isinstance(value, str) else kind(value)
        raise _RecordError(f"has {shown} as its {name!r}, which is no date", "write it as YYYY-MM-DD")
    return day


_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}


def kind(value: object) -> str:
    """What a value of JSON is, for a message: ``null``, ``a number``, ``a list`` …"""
    return "null" if value is None else _KINDS.get(type(value), f"a {type(value).__name__}")
