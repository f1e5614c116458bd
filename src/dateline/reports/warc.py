"""A web archive (WARC, also CC-NEWS and the WET files of text, and ARC before it) in, a raw report a page out.

The day on which a page was fetched is not the day on which it was published, so it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import ReportError
from dateline.installed import how_to_add
from dateline.reports.html import LARGEST_PAGE, read_page
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

_PAGES = ("text/html", "application/xhtml+xml")
_NEWER_PACKINGS = ("br", "zstd")
_FIX = "get a whole copy of the file"
_LONGEST_HEADERS = 1 << 20  # bytes of all headers of a record
_LONGEST_NUMBER = 18  # figures
_OLDER = b"filedesc://"  # what a web archive of before WARC (ARC) opens with
WARC = Signs(magic=b"WARC/", endings=("warc", "wet"))
ARC = Signs(magic=_OLDER, endings=("arc",))


def read_warc(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each page's report or why it gives none; what is no page is counted in ``options.passed_over``."""
    import logging

    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # addresses with spaces, which do no harm
    records = ArchiveIterator(opened.stream, arc2warc=True)
    records.INC_RECORD = ""  # what warcio would print is said below
    unfinished = _watched(records, opened.name)
    number, last, told = 0, None, False
    try:
        for number, record in enumerate(records, 1):
            last = record
            if not _has_length(record):
                break  # the file ends among the headers
            reason, told = _not_a_page(record), False
            if reason:
                options.passed_over[reason] += 1
                continue
            report = _record_report(record, opened.name, number, options)
            told = isinstance(report, ReportError)
            yield report
    except ArchiveLoadFailed as error:
        first = (str(error).strip().splitlines() or [""])[0][:100]
        yield ReportError(opened.name, f"is damaged or cut off after record {number} ({first})", _FIX)
        return
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):  # what warcio stumbles over
        yield ReportError(opened.name, f"is damaged or cut off after record {number}", _FIX)
        return
    if last is None:
        yield ReportError(opened.name, "holds no records of a web archive", _FIX)
    elif unfinished or (_is_cut(last) and not told):
        yield ReportError(opened.name, f"is cut off in record {number + len(unfinished)}", _FIX)
    elif records.err_count:
        cause = f"has {records.err_count} records that are longer than they say: what they go on with is lost"
        yield ReportError(opened.name, cause, _FIX)


def _watched(records: Any, name: str) -> list[bytes]:
    """The first lines of records whose headers the file ends in, which warcio passes over; filled as it reads.

    It also reads lines to their end, however long they are, and headers however many: here they are refused.
    """
    unfinished: list[bytes] = []
    read_next, reader = records._next_record, records.reader
    read, read_line = reader.read, reader.readline
    headers = 0

    def next_record(first_line: bytes | None) -> Any:
        nonlocal headers
        headers = 0
        try:
            return read_next(first_line)
        except EOFError:
            if first_line:
                unfinished.append(first_line)
            raise

    def bounded_read(length: int | None = None) -> Any:
        nonlocal headers
        headers = 0
        return read(length)

    def bounded_line(length: int | None = None) -> Any:
        nonlocal headers
        line = read_line(_LONGEST_HEADERS if length is None else min(length, _LONGEST_HEADERS))
        headers += len(line)
        if headers >= _LONGEST_HEADERS:
            cause = f"has a record with more than {_LONGEST_HEADERS >> 20} MiB of headers"
            raise ReportError(name, cause, _FIX)
        return line

    records._next_record, reader.read, reader.readline = next_record, bounded_read, bounded_line
    return unfinished


def _has_length(record: Any) -> bool:
    """Whether it says how long it is, in a number that a file can have."""
    declared = record.rec_headers.get_header("Content-Length") or ""
    return declared.isascii() and declared.isdigit() and len(declared) <= _LONGEST_NUMBER


def _is_cut(record: Any) -> bool:
    """Whether the file ended before the record did, once it has been read."""
    return not _has_length(record) or bool(getattr(record.raw_stream, "limit", 0) > 0)


def _not_a_page(record: Any) -> str:
    """Why a record is passed over; empty if it is a page, or the text of one."""
    if record.rec_type == "conversion":
        return "" if _media_type(record.rec_headers) == "text/plain" else "converted files that are no text"
    if record.rec_type != "response":
        return f"{record.rec_type} records"
    if record.http_headers is None:
        return "responses that are not HTTP"
    if record.http_headers.get_statuscode() != "200":
        return "responses without a page (redirects and errors)"
    kind = _media_type(record.http_headers)
    return "" if kind in _PAGES else f"{kind or 'unknown'} files"


def _media_type(headers: Any) -> str:
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()[:60]


def _record_report(record: Any, name: str, number: int, options: SourceOptions) -> RawReport | ReportError:
    url = record.rec_headers.get_header("WARC-Target-URI")
    url = url.strip("<> ")[:2000] if url else None
    place = f"{name}, record {number}" + (f" ({url[:200]})" if url else "")
    try:
        data = record.content_stream().read(LARGEST_PAGE + 1)
        if len(data) <= LARGEST_PAGE and _is_cut(record):
            return ReportError(place, "is cut off", _FIX)
        if record.rec_type == "conversion":
            return _text_report(data, place, url)
        _refuse_packed(record.http_headers, data, place)
        return read_page(data, place, url=url, charset=options.encoding or _charset(record.http_headers))
    except ReportError as error:
        return error
    except (EOFError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 a record that trips warcio must not end an archive of thousands
        return ReportError(place, f"is damaged ({type(error).__name__}: {str(error)[:80]})", _FIX)


def _refuse_packed(headers: Any, data: bytes, place: str) -> None:
    """Packed in a way that warcio does not take off, a page would seem to hold no markup."""
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if coding in _NEWER_PACKINGS and data and b"<" not in data:
        raise ReportError(place, f"is packed ({coding})", _unpacked_by(coding))


def _unpacked_by(coding: str) -> str:
    """What to do about a packing that needs more than is installed."""
    return f"run {how_to_add('brotli')}" if coding == "br" else "unpack it and give the page"


def _text_report(data: bytes, place: str, url: str | None) -> RawReport:
    text = data.decode("utf-8", "replace").strip()
    if not text:
        raise ReportError(place, "holds no text", "leave it out")
    return RawReport(id=None, text=text, url=url, source=place)


def _charset(headers: Any) -> str | None:
    """The charset that the server named."""
    for part in (headers.get_header("Content-Type") or "").split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
