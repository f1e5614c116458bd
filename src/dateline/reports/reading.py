"""Whatever a user holds in, raw reports out one by one: files, folders, patterns, addresses, ``-``, in any format known.

What cannot be read comes as a ReportError in its place, never as an exception, and the next source is read all the same.
"""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from dateline.errors import ReportError
from dateline.model import Origin
from dateline.reports.fetch import fetched
from dateline.reports.finding import find_files
from dateline.reports.formats import Found, read_opened
from dateline.reports.options import DEFAULT, Said, SourceOptions
from dateline.reports.special import opened_file, refuse_device
from dateline.reports.streams import Opened, without_gzip
from dateline.reports.text import STANDARD_INPUT, RawReport, cannot_read

__all__ = ["Said", "SourceOptions", "name_sources", "read_sources", "read_stream", "with_given"]

_URL = re.compile(r"(?i)(https?|file)://")
_ID_SHOWN = re.compile(r" \(id '.*'\)$", re.DOTALL)
_WHOLE = "get a whole copy of the file"


def read_sources(sources: Sequence[str], options: SourceOptions = DEFAULT) -> Found:
    """Every report of every source, in order, as it is read; memory does not grow with the number of reports."""
    for source in sources:
        scheme = _URL.match(source)
        if source == "-" and sys.stdin is None:
            yield ReportError(STANDARD_INPUT, "is closed", "pipe the reports in, or name files")
        elif source == "-":
            yield from read_stream(sys.stdin.buffer, STANDARD_INPUT, options)
        elif scheme and scheme[1].lower() != "file":
            yield from _guarded(_read_address(source, options), source)
        else:
            yield from _read_files(_file_name(source) if scheme else source, options)


def read_stream(stream: BinaryIO, name: str, options: SourceOptions = DEFAULT) -> Found:
    """Every report of an open stream of bytes, which messages call ``name``; it is left open."""
    yield from _guarded(_read_stream(stream, name, options), name)


def with_given(reports: Found, said: Said) -> Found:
    """The reports, with what the user says of them all. A second one is refused if a title or an address is given."""
    known, only_one, is_first = said.known(), bool(said.title or said.url), True
    for raw in reports:
        if isinstance(raw, ReportError) or not known:
            yield raw
        elif only_one and not is_first:
            cause = "is not the only report, and a title or an address is given, which is of one report"
            yield ReportError(raw.source, cause, "leave it out, or code that report by itself")
        else:
            is_first = False
            yield replace(raw, **known)  # type: ignore[arg-type]  # each value is of its field


def name_sources(sources: Sequence[str]) -> Iterator[str | ReportError]:
    """What :func:`read_sources` would read, by names that hold on every machine that shares the disk."""
    for source in sources:
        scheme = _URL.match(source)
        if scheme and scheme[1].lower() != "file":
            yield source
            continue
        for path in find_files(_file_name(source) if scheme else source):
            yield path if isinstance(path, ReportError) else str(path.absolute())


def _file_name(url: str) -> str:
    parts = urlsplit(url)
    return url2pathname(unquote(parts.path) if "%" in parts.path else parts.path)


def _read_files(source: str, options: SourceOptions) -> Found:
    for path in find_files(source):
        if isinstance(path, ReportError):
            yield path
        else:
            yield from _guarded(_read_file(path, options), str(path))


def _guarded(reports: Found, name: str) -> Found:
    """The reports until the source breaks; how it broke is the last that is said of it."""
    try:
        yield from reports
    except ReportError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield ReportError(name, f"is compressed, and damaged or cut off ({error})", _WHOLE)
    except OSError as error:
        yield cannot_read(error, name)
    except ValueError as error:
        yield ReportError(name, f"cannot be read ({str(error)[:100]})", "check the name")
    except Exception as error:  # noqa: BLE001 one file that trips a reader must not end a run over millions
        cause = f"cannot be read ({type(error).__name__}: {str(error)[:100]})"
        yield ReportError(name, cause, "this is a mistake in Dateline: please report it together with the file")


def _read_file(path: Path, options: SourceOptions) -> Found:
    with opened_file(path) as file:
        # Of a pipe, only what is read is there.
        yield from _read_stream(file, str(path), options, path=path if path.is_file() else None)


def _read_address(url: str, options: SourceOptions) -> Found:
    with fetched(url) as answer:
        head, stream = without_gzip(answer.stream, answer.url)
        yield from _read(
            Opened(answer.url, stream, head, None, answer.url, answer.content_type, answer.charset), options
        )


def _read_stream(stream: BinaryIO, name: str, options: SourceOptions, *, path: Path | None = None) -> Found:
    refuse_device(stream, name)
    head, whole = without_gzip(stream, name)
    yield from _read(Opened(name, whole, head, path), options)


def _read(opened: Opened, options: SourceOptions) -> Found:
    """What the source holds, or that it holds nothing: who names a source expects something of it."""
    passed_over, is_empty = options.passed_over.total(), True
    for found in read_opened(opened, options):
        is_empty = False
        yield found if isinstance(found, ReportError) else _placed(found, opened.name)
    if is_empty and options.passed_over.total() == passed_over:
        yield ReportError(opened.name, "holds no report", "give a source that does, or leave it out")


def _placed(raw: RawReport, file: str) -> RawReport:
    """The report with the file that it came from, and its record there as messages name it."""
    part = _ID_SHOWN.sub("", raw.source.removeprefix(file).lstrip(", /"))
    return replace(raw, origin=Origin(file, part or None, raw.offset))
