"""Whatever a user holds in, raw reports out one by one: files, folders, patterns, addresses, ``-``, in any format known.

What cannot be read comes as a ReportError in its place, never as an exception, and the next source is read all the same.
"""

from __future__ import annotations

import codecs
import gzip
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from dateline.errors import ReportError
from dateline.reports.decoding import MARKS, DecodedText, decode, refuse_known_format
from dateline.reports.documents import read_documents
from dateline.reports.docx import docx_text
from dateline.reports.factiva import has_fields, read_factiva, read_fields
from dateline.reports.feeds import read_feed
from dateline.reports.fetch import fetched
from dateline.reports.finding import find_files
from dateline.reports.html import read_page
from dateline.reports.jsonl import LONGEST_LINE, read_jsonl
from dateline.reports.newsml import read_newsml
from dateline.reports.nexis import is_nexis, read_nexis
from dateline.reports.options import DEFAULT, KINDS, SourceOptions
from dateline.reports.rtf import rtf_text
from dateline.reports.sniff import kind_of
from dateline.reports.streams import Opened, bounded_lines, without_gzip
from dateline.reports.tables import read_csv, read_parquet
from dateline.reports.text import STANDARD_INPUT, RawReport, cannot_read
from dateline.reports.warc import read_warc

__all__ = ["KINDS", "SourceOptions", "name_sources", "read_sources", "with_given"]

Found = Iterator[RawReport | ReportError]
_URL = re.compile(r"(?i)(https?|file)://")
_WHOLE = "get a whole copy of the file"


def read_sources(sources: Sequence[str], options: SourceOptions = DEFAULT) -> Found:
    """Every report of every source, in order, as it is read; memory does not grow with the number of reports."""
    for source in sources:
        scheme = _URL.match(source)
        if source == "-" and sys.stdin is None:
            yield ReportError(STANDARD_INPUT, "is closed", "pipe the reports in, or name files")
        elif source == "-":
            yield from _guarded(_read_stream(sys.stdin.buffer, STANDARD_INPUT, options), STANDARD_INPUT)
        elif scheme and scheme[1].lower() != "file":
            yield from _guarded(_read_address(source, options), source)
        else:
            yield from _read_files(_file_name(source) if scheme else source, options)


def with_given(reports: Found, published: date | None, publisher: str | None) -> Found:
    """The reports, with what the user says of them all: that wins over what the sources say."""
    for raw in reports:
        if isinstance(raw, RawReport) and (published or publisher):
            yield replace(raw, published=published or raw.published, publisher=publisher or raw.publisher)
        else:
            yield raw


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
    with path.open("rb") as file:
        yield from _read_stream(file, str(path), options, path=path)


def _read_address(url: str, options: SourceOptions) -> Found:
    with fetched(url) as answer:
        head, stream = without_gzip(answer.stream)
        yield from _read(
            Opened(answer.url, stream, head, None, answer.url, answer.content_type, answer.charset), options
        )


def _read_stream(stream: BinaryIO, name: str, options: SourceOptions, *, path: Path | None = None) -> Found:
    head, whole = without_gzip(stream)
    yield from _read(Opened(name, whole, head, path), options)


def _read(opened: Opened, options: SourceOptions) -> Found:
    """What the source holds, or that it holds nothing: who names a source expects something of it."""
    kind = options.kind or kind_of(opened.head, opened.name, opened.content_type, options)
    passed_over, is_empty = options.passed_over.total(), True
    for found in _records(kind, opened, options):
        is_empty = False
        yield found
    if not is_empty or options.passed_over.total() > passed_over:
        return
    if kind == "feed":  # on some days there is no news
        options.passed_over["feeds without entries"] += 1
    else:
        yield ReportError(opened.name, "holds no report", "give a source that does, or leave it out")


def _records(kind: str, opened: Opened, options: SourceOptions) -> Found:
    match kind:
        case "jsonl" if _of_wide_characters(opened, options):
            yield from read_documents(opened, options)
        case "jsonl":
            yield from read_jsonl(bounded_lines(opened.stream, LONGEST_LINE), opened.name, options)
        case "json" | "ninjs":
            yield from read_documents(opened, options)
        case "csv" | "tsv":
            yield from read_csv(opened, options)
        case "parquet":
            yield from read_parquet(opened, options)
        case "feed":
            yield from read_feed(opened)
        case "warc":
            yield from read_warc(opened, options)
        case "newsml":
            yield from read_newsml(opened, options)
        case "html":
            charset = options.encoding or opened.charset
            yield read_page(opened.whole(), opened.name, url=opened.url, charset=charset)
        case _:
            yield from _read_words(kind, opened, options)


def _of_wide_characters(opened: Opened, options: SourceOptions) -> bool:
    """Whether bytes of line ends are found inside characters, as in UTF-16: then lines cannot be told before decoding."""
    encoding = options.encoding or next((name for mark, name in MARKS if opened.head.startswith(mark)), "utf-8")
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def _read_words(kind: str, opened: Opened, options: SourceOptions) -> Found:
    """Sources of plain text, and documents that hold one: a report each, or a batch of a press database."""
    if kind == "factiva" and not opened.head.startswith((b"{\\rtf", b"PK")):
        yield from read_factiva(opened, options)
        return
    text = _words(opened, options)
    if kind == "nexis" or (kind != "text" and is_nexis(text)):
        yield from read_nexis(text, opened.name)
    elif kind == "factiva" or (kind != "text" and has_fields(text)):
        yield from read_fields(text, opened.name)
    elif options.kind is None and text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        yield ReportError(opened.name, "is XML, but neither a feed nor NewsML, NITF or Factiva", "give its text alone")
    elif not text.strip():
        yield ReportError(opened.name, "holds no text", "give a document that holds a report")
    else:
        yield RawReport(id=None, text=text, url=opened.url, source=opened.name)


def _words(opened: Opened, options: SourceOptions) -> str:
    data = opened.whole()
    if data.startswith(b"{\\rtf"):
        return rtf_text(data, opened.name)
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return docx_text(data, opened.name)
    if options.encoding is None and opened.charset is not None:
        return _as_served(data, opened.name, opened.charset).text
    return _decoded(data, opened.name, options.encoding).text


def _as_served(data: bytes, name: str, charset: str) -> DecodedText:
    """A server names one encoding for all its files: it is believed only where the text does not show its own."""
    refuse_known_format(data, name)
    with suppress(UnicodeDecodeError):
        if not data.isascii():
            return DecodedText(data.decode("utf-8").removeprefix("\ufeff"), "utf-8")
    with suppress(ReportError):
        return _decoded(data, name, charset)
    return decode(data, name)


def _decoded(data: bytes, name: str, encoding: str | None) -> DecodedText:
    if encoding is None:
        return decode(data, name)
    try:
        return DecodedText(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except LookupError:
        raise ReportError(name, f"cannot be read as {encoding}, which is no encoding", "name another one") from None
    except UnicodeError:
        raise ReportError(name, f"is not {encoding}", "name the encoding it is in, or leave it to Dateline") from None
