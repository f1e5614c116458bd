"""A JSON document in, raw reports out as they are read: an array of objects, an object that wraps one, objects by id.

Also one object alone, or several one after the other. Memory holds one object at a time.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ReportError
from dateline.reports.decoding import MARKS
from dateline.reports.jsonl import (
    LONGEST_LINE,
    JsonError,
    no_constant,
    no_duplicates,
    object_report,
    read_jsonl,
    told_of,
)
from dateline.reports.options import SourceOptions
from dateline.reports.records import has_text, is_report, kind
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import LONGEST_BLANK, Opened, bounded_lines
from dateline.reports.text import RawReport

# Under these keys programs and services wrap a list of records, or the object that holds the list.
_LISTS = frozenset(
    "articles article documents document docs items item results result records data news reports report entries stories "
    "hits value rows response feed posts".split()
)
# An object under one of these holds such a list in its turn; one under another may be a record, or a part of one.
_WRAPPERS = frozenset("response hits data result results feed articles documents posts stories".split())
_CHUNK = 1 << 16
_DEEPEST = 10  # objects around a list of records
_LONGEST_VALUE = 16 << 20
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_ONE_DOCUMENT = re.compile(r"\[\s*\{|\{\s*\n")  # an array, or objects over several lines
_FIX = "give a JSON array of objects, or one object a line"

Found = Iterator[RawReport | ReportError]


def _is_document(seen: Glimpse) -> bool:
    return bool(re.match(r"\[\s*[{\]]|\{\s*[\"}]", seen.start)) and not _is_lines(seen)


def _is_lines(seen: Glimpse) -> bool:
    """A first line that is a whole object, and another after it."""
    if not re.match(r'\{\s*["}]', seen.start):
        return False
    first, _, rest = seen.start.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return bool(rest.strip())


JSON = Signs(endings=("json",), shows=_is_document)
JSONL = Signs(
    endings=("jsonl", "ndjson", "jsonlines"),
    firm=lambda seen: not _ONE_DOCUMENT.match(seen.start),
    shows=_is_lines,
)


def read_lines(opened: Opened, options: SourceOptions) -> Found:
    """Yield each line's record. In UTF-16 and the like, line ends cannot be told before decoding."""
    if codecs.lookup(_encoding(opened.head, options)).name.startswith(("utf-16", "utf-32")):
        yield from read_documents(opened, options)
    else:
        yield from read_jsonl(bounded_lines(opened.stream, LONGEST_LINE, opened.name), opened.name, options)


def read_documents(opened: Opened, options: SourceOptions) -> Found:
    """Yield each record; where the JSON breaks off, what is before is kept and the break is an error."""
    reading = _DocumentReader(opened, options)
    try:
        yield from reading.all()
    except JsonError as wrong:
        yield ReportError(f"{opened.name}, {reading.place()}", wrong.cause, wrong.next_move)
        return
    if not reading.number:
        yield ReportError(opened.name, "holds no record", _FIX)


class _DocumentReader:
    def __init__(self, opened: Opened, options: SourceOptions) -> None:
        self.number = 0
        self._is_told = False
        self._name = opened.name
        self._options = options
        self._text = _Text(opened.stream, _encoding(opened.head, options))

    def place(self) -> str:
        return f"after record {self.number}" if self.number else "at its beginning"

    def all(self) -> Found:
        while mark := self._text.peek():
            if mark == "[":
                yield from self._array()
            elif mark == "{":
                yield from self._object()
            else:
                raise JsonError(f"is not JSON that holds records (it goes on with {mark!r})", _FIX)

    def _report(self, record: object) -> RawReport | ReportError:
        place = f"{self._name}, record {self.number + 1}"
        if not isinstance(record, dict):
            self.number += 1
            return ReportError(place, f"is {kind(record)}, not an object", _FIX)
        if not self._is_told:
            self._is_told = True
            if wrong := told_of(record, self._name, self._options):
                raise JsonError(wrong.cause, wrong.next_move)
        self.number += 1
        return object_report(record, place, self._options)

    def _array(self) -> Found:
        self._text.take("[")
        while self._text.peek() != "]":
            yield self._report(self._text.value())
            if self._text.peek() == ",":
                self._text.take(",")
        self._text.take("]")

    def _object(self, depth: int = 0) -> Found:
        """One record, or the records that the object holds."""
        if depth > _DEEPEST:
            raise JsonError("is nested too deeply", _FIX)
        fields: list[tuple[str, object]] = []
        holds_records = False
        self._text.take("{")
        while self._text.peek() != "}":
            key = self._text.value()
            if not isinstance(key, str):
                raise JsonError(f"has {kind(key)} as a key", _FIX)
            self._text.take(":")
            if self._is_wrapper(key, fields):
                holds_records = True
                yield from self._array() if self._text.peek() == "[" else self._object(depth + 1)
            else:
                value = self._text.value()
                if isinstance(value, dict) and (holds_records or not fields) and is_report(value, self._options):
                    holds_records = True
                    yield self._report({"id": key, **value})
                else:
                    fields.append((key, value))
            if self._text.peek() == ",":
                self._text.take(",")
        self._text.take("}")
        if not holds_records:
            yield self._report(no_duplicates(fields))

    def _is_wrapper(self, key: str, fields: list[tuple[str, object]]) -> bool:
        """Whether what follows is a list of records, or an object that holds one, rather than a value of a record."""
        names = [name for name, _ in fields]
        if key.casefold() not in _LISTS or "uri" in names or (has_text(names, self._options) and self.number == 0):
            return False
        mark = self._text.peek()
        if mark == "{":
            return key.casefold() in _WRAPPERS
        return mark == "[" and self._text.peek(1) in ("{", "]")


def _encoding(head: bytes, options: SourceOptions) -> str:
    if options.encoding:
        return options.encoding
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), "utf-8")


class _Text:
    """Text as far as it is read, taken value by value."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._json = json.JSONDecoder(object_pairs_hook=no_duplicates, parse_constant=no_constant)
        self._buffer = ""
        self._at = 0
        self._ended = False

    def _more(self, size: int = _CHUNK) -> None:
        data = self._stream.read(size)
        self._ended = not data
        try:
            text = self._decoder.decode(data, self._ended)
        except UnicodeDecodeError:
            raise JsonError("is not in the encoding it should be in, or damaged", "save it as UTF-8") from None
        self._buffer = self._buffer[self._at :] + text
        self._at = 0

    def peek(self, ahead: int = 0) -> str:
        """The next character that is no space, or the one after it; empty at the end."""
        at = self._at
        for step in range(ahead + 1):
            while True:
                match = _SPACE.match(self._buffer, at)
                at = match.end() if match else at
                if at < len(self._buffer) or self._ended:
                    break
                offset = at - self._at
                if offset > LONGEST_BLANK:
                    raise JsonError(f"holds blank space without end (more than {LONGEST_BLANK >> 20} MiB)", "remove it")
                self._more()
                at = self._at + offset
            if step == 0 and ahead == 0:
                self._at = at
            if step < ahead:
                at += 1
        return self._buffer[at : at + 1]

    def take(self, mark: str) -> None:
        found = self.peek()
        if found != mark:
            what = f"has {found!r} where {mark!r} should be" if found else "breaks off"
            raise JsonError(f"is not whole JSON: it {what}", "get a whole copy of the file")
        self._at += 1

    def value(self) -> object:
        """The next value, whole."""
        if not self.peek():
            raise JsonError("is not whole JSON: it breaks off", "get a whole copy of the file")
        size = _CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._ended or self._is_certain(error):
                    raise JsonError(f"is not JSON ({error.msg})", "get a whole copy of the file, or mend it") from None
            except RecursionError:
                raise JsonError("is nested too deeply") from None
            except ValueError:
                raise JsonError("holds a number too long to read") from None
            else:
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return value
            if len(self._buffer) - self._at > _LONGEST_VALUE:
                raise JsonError(f"holds a record of more than {_LONGEST_VALUE >> 20} million characters", _FIX)
            self._more(size)
            size *= 2

    def _is_certain(self, error: json.JSONDecodeError) -> bool:
        """Whether the mistake is in what has been read, rather than that a value goes on after it."""
        return not error.msg.startswith("Unterminated string") and error.pos < len(self._buffer) - 32
