"""Lines of JSON in, one raw report a line out, as they come; a line that is wrong becomes an error of its own.

A line: ``{"id": "tass-1", "text": "MOSCOW, …", "published": "2025-11-08", "publisher": "TASS", "title": …, "url": …}``.
Only the text is required; the names that other programs use are known, and other keys are left alone.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NoReturn

from dateline.errors import ReportError
from dateline.reports.columns import taken, undated
from dateline.reports.decoding import refuse_known_format
from dateline.reports.ninjs import is_ninjs, ninjs_report
from dateline.reports.options import DEFAULT, NONE, SourceOptions
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
    at: int | None = 0
    is_first = True
    for number, raw in enumerate(lines, 1):
        line, begun = raw, at
        # Of a line that is too long, only the beginning is given: where the next one begins is not known.
        at = at + len(raw) if at is not None and len(raw) <= LONGEST_LINE else None
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
        if not line.strip():
            continue
        place = f"{source}, line {number}"
        record = _read_line(line, place, options)
        if isinstance(record, ReportError):
            yield record
            continue
        if is_first and (wrong := told_of(record, source, options)):
            yield wrong
            return
        is_first = False
        found = object_report(record, place, options)
        yield replace(found, offset=begun) if isinstance(found, RawReport) else found


def _read_line(line: bytes, place: str, options: SourceOptions) -> dict[str, object] | ReportError:
    if len(line) > LONGEST_LINE:
        return ReportError(place, f"is longer than {LONGEST_LINE >> 20} MiB", "give one report a line")
    try:
        return _parse(line, options.encoding or "utf-8")
    except JsonError as wrong:
        return ReportError(place, wrong.cause, wrong.next_move)


def told_of(record: Mapping[str, object], source: str, options: SourceOptions) -> ReportError | None:
    """Tell what the keys of the first record are taken for; ReportError if the date is under one that is not known."""
    record = _unpacked(record, options)
    if options.text is None and is_ninjs(record):
        return None
    if (key := undated(record, options)) is not None:
        cause = f"has no key that is known to hold the date (perhaps {key!r}); there are: {', '.join(record)[:300]}"
        return ReportError(
            source, cause, f"say which it is: --date-column {key}, or --date-column {NONE} if there is none"
        )
    if options.tell is not None:
        options.tell(taken(tuple(record), source, options))
    return None


def object_report(record: Mapping[str, object], place: str, options: SourceOptions) -> RawReport | ReportError:
    """The report of one JSON object: a ninjs item, a search engine's hit, or plain names and values."""
    record = _unpacked(record, options)
    if options.text is None and is_ninjs(record):
        return ninjs_report(record, place)
    return record_report(record, place, options)


def _unpacked(record: Mapping[str, object], options: SourceOptions) -> Mapping[str, object]:
    """The names and values of a report, out of what search engines and services wrap them in."""
    inner = record.get("_source")
    if isinstance(inner, dict):  # a hit of Elasticsearch or OpenSearch
        record = {"id": record.get("_id"), **inner}
    fields = record.get("fields")
    if isinstance(fields, dict) and not is_report(record, options):  # a result of the Guardian's service
        record = {**record, **fields}
    return record


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
