"""Lines of JSON in, one raw report a line out, as they come; a line that is wrong becomes an error of its own.

A line: ``{"id": "tass-1", "text": "MOSCOW, …", "published": "2025-11-08", "publisher": "TASS", "title": …, "url": …}``.
Only ``text`` is required; other keys are left alone.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NoReturn

from dateline.reports.decoding import refuse_known_format
from dateline.reports.errors import ReportError
from dateline.reports.text import RawReport

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
SURROGATE = re.compile(r"[\ud800-\udfff]")
ID_SHOWN = 60  # characters of a record's id in a message
FIX_LINE = "correct or remove this line"


class _LineError(Exception):
    """What is wrong with a record and what to do, before its line and id are known to the message."""

    def __init__(self, cause: str, next_move: str = FIX_LINE) -> None:
        super().__init__(cause)
        self.cause = cause
        self.next_move = next_move


def read_jsonl(lines: Iterable[bytes], source: str) -> Iterator[RawReport | ReportError]:
    """Yield each line's report, or the error that stands in its place; blank lines are passed over.

    A file that is no JSON Lines at all (compressed, an image, UTF-16) gives one error and ends.
    """
    for number, raw in enumerate(lines, 1):
        line = raw
        if number == 1:
            try:
                refuse_known_format(raw, source)
            except ReportError as error:
                yield error
                return
            if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                yield ReportError(source, "is UTF-16", "save it as UTF-8 and try again")
                return
            line = raw.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield _read_line(line, f"{source}, line {number}")


def _read_line(line: bytes, place: str) -> RawReport | ReportError:
    shown = ""
    try:
        record = _parse(line)
        id_ = _identifier(record)
        shown = f" (id {id_[:ID_SHOWN]!r})" if id_ else ""
        return RawReport(
            id=id_,
            text=_text(record),
            title=_string(record, "title"),
            url=_string(record, "url"),
            published=_published(record),
            publisher=_string(record, "publisher"),
            source=place + shown,
        )
    except _LineError as wrong:
        return ReportError(place + shown, wrong.cause, wrong.next_move)


def _parse(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _LineError(
            f"is not UTF-8 (byte {error.start} of the line does not fit)", "save the file as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise _LineError(
            f"is not JSON ({error.msg} at character {error.colno})", "give one whole JSON object a line"
        ) from None
    except RecursionError:
        raise _LineError("is nested too deeply") from None
    except ValueError:
        raise _LineError("holds a number too long to read") from None
    if not isinstance(record, dict):
        raise _LineError(f"is {_kind(record)}, not an object", 'give one object a line: {"id": …, "text": …}')
    return record


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _LineError(f"has the key {twice[:ID_SHOWN]!r} twice", "keep one of them")
    return record


def _no_constant(name: str) -> NoReturn:
    raise _LineError(f"holds {name}, which is not JSON", "write null where a value is missing")


def _identifier(record: dict[str, object]) -> str | None:
    """Database exports number their rows, so a whole number is an id too."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id")


def _text(record: dict[str, object]) -> str:
    if "text" not in record:
        raise _LineError("has no 'text'", "give the report's text under the key 'text'")
    text = record["text"]
    if not isinstance(text, str):
        raise _LineError(f"has {_kind(text)} as its 'text'", "give the report's text as a string")
    if not text.strip():
        raise _LineError("has an empty 'text'", "give the report's text, or remove this line")
    _refuse_broken(text, "text")
    return text


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _LineError(f"has {_kind(value)} as its {key!r}", "give a string or null")
    _refuse_broken(value, key)
    return value.strip() or None


def _refuse_broken(value: str, key: str) -> None:
    if "\x00" in value:
        raise _LineError(f"has a NUL character in its {key!r}", "remove the character")
    if SURROGATE.search(value):
        raise _LineError(f"has half of a surrogate pair in its {key!r}", "remove the broken character")


def _published(record: dict[str, object]) -> date | None:
    value = _string(record, "published")
    if value is None:
        return None
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
        if DAY.match(value):
            # The day as written: moving it to another time zone would contradict the report's own dateline.
            return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    raise _LineError(f"has {value[:ID_SHOWN]!r} as its 'published', which is no date", "write it as YYYY-MM-DD")


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names[type(value)]
