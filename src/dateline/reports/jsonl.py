"""Lines of JSON in, one raw report a line out, as they come; a line that is wrong becomes an error of its own.

A line: ``{"id": "tass-1", "text": "MOSCOW, …", "published": "2025-11-08", "publisher": "TASS", "title": …, "url": …}``.
Only the text is required; the names that other programs use are known, and other keys are left alone.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from dateline.errors import ReportError
from dateline.reports.decoding import refuse_known_format
from dateline.reports.ninjs import is_ninjs, ninjs_report
from dateline.reports.options import DEFAULT, SourceOptions
from dateline.reports.records import FIX, ID_SHOWN, is_report, kind, record_report
from dateline.reports.text import RawReport

LONGEST_LINE = 16 << 20


class JsonError(Exception):
    """What is wrong with a piece of JSON and what to do, before its place is known to the message."""

    def __init__(self, cause: str, next_move: str = FIX) -> None:
        super().__init__(cause)
        self.cause = cause
        self.next_move = next_move


def read_jsonl(
    lines: Iterable[bytes], source: str, options: SourceOptions = DEFAULT
) -> Iterator[RawReport | ReportError]:
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
            yield _read_line(line, f"{source}, line {number}", options)


def _read_line(line: bytes, place: str, options: SourceOptions) -> RawReport | ReportError:
    if len(line) > LONGEST_LINE:
        return ReportError(place, f"is longer than {LONGEST_LINE >> 20} MiB", "give one report a line")
    try:
        return object_report(_parse(line, options.encoding or "utf-8"), place, options)
    except JsonError as wrong:
        return ReportError(place, wrong.cause, wrong.next_move)


def object_report(record: Mapping[str, object], place: str, options: SourceOptions) -> RawReport | ReportError:
    """The report of one JSON object: a ninjs item, a search engine's hit, or plain names and values."""
    inner = record.get("_source")
    if isinstance(inner, dict):  # a hit of Elasticsearch or OpenSearch
        record = {"id": record.get("_id"), **inner}
    fields = record.get("fields")
    if isinstance(fields, dict) and not is_report(record, options):  # a result of the Guardian's service
        record = {**record, **fields}
    if options.text is None and is_ninjs(record):
        return ninjs_report(record, place)
    return record_report(record, place, options)


def _parse(line: bytes, encoding: str) -> dict[str, object]:
    try:
        record = json.loads(line.decode(encoding), object_pairs_hook=no_duplicates, parse_constant=no_constant)
    except UnicodeDecodeError as error:
        name = encoding.upper()
        raise JsonError(
            f"is not {name} (byte {error.start} of the line does not fit)", "save the file as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        cause = f"is not JSON ({error.msg} at character {error.colno})"
        raise JsonError(cause, "give one whole JSON object a line") from None
    except RecursionError:
        raise JsonError("is nested too deeply") from None
    except ValueError:
        raise JsonError("holds a number too long to read") from None
    if not isinstance(record, dict):
        raise JsonError(f"is {kind(record)}, not an object", 'give one object a line: {"id": …, "text": …}')
    return record


def no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of these pairs, for ``object_pairs_hook``; JsonError if a key comes twice."""
    record = dict(pairs)
    if len(record) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise JsonError(f"has the key {twice[:ID_SHOWN]!r} twice", "keep one of them")
    return record


def no_constant(name: str) -> NoReturn:
    """Refuses ``NaN`` and ``Infinity``, for ``parse_constant``: always raises JsonError."""
    raise JsonError(f"holds {name}, which is not JSON", "write null where a value is missing")
