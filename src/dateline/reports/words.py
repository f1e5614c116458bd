"""A source of plain words in, one report out; and the words out of the documents (RTF, DOCX) that a word processor makes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from dateline.errors import ReportError
from dateline.reports.decoding import DecodedText, decode, refuse_known_format
from dateline.reports.docx import docx_text
from dateline.reports.options import SourceOptions
from dateline.reports.rtf import rtf_text
from dateline.reports.several import several_articles
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

_SPLIT = (
    "give each in a file of its own, or name what it is: --from nexis and the like, --from text if it is one report"
)
_RTF, _ZIP, _DOCX = b"{\\rtf", b"PK\x03\x04", b"word/"


def read_words(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """The whole text as one report."""
    text = words(opened, options)
    if options.kind is None and text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        yield ReportError(opened.name, "is XML, but neither a feed nor NewsML, NITF or Factiva", "give its text alone")
    elif not text.strip():
        yield ReportError(opened.name, "holds no text", "give a document that holds a report")
    elif options.kind is None and (sign := several_articles(text)) is not None:
        yield ReportError(opened.name, f"seems to hold several articles ({sign})", _SPLIT)
    else:
        yield RawReport(id=None, text=text, url=opened.url, source=opened.name, offset=0)


def words(opened: Opened, options: SourceOptions) -> str:
    """The text in the encoding that the user names, else in the one that the server names and the bytes bear out."""
    data = opened.whole()
    if options.encoding is None and opened.charset is not None:
        return _as_served(data, opened.name, opened.charset).text
    return _decoded(data, opened.name, options.encoding).text


def in_document(opened: Opened) -> bool:
    """Whether the words are packed in a word processor's document."""
    if opened.head.startswith(_RTF):
        return True
    return opened.head.startswith(_ZIP) and (_DOCX in opened.head or opened.name.lower().endswith(".docx"))


def without_document(opened: Opened, options: SourceOptions) -> tuple[Opened, SourceOptions]:
    """The source as if its words had been saved as plain text; ReportError if the document is damaged."""
    data = opened.whole()
    if data.startswith(_RTF):
        text = rtf_text(data, opened.name)
    elif _DOCX in data:
        text = docx_text(data, opened.name)
    else:
        return replace(opened, stream=io.BytesIO(data)), options
    plain = text.encode("utf-8", "replace")
    unpacked = replace(opened, stream=io.BytesIO(plain), head=plain, path=None, content_type=None, charset=None)
    return unpacked, replace(options, encoding="utf-8")


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
