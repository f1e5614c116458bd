"""A text file or standard input in, one raw report out; what cannot be read is refused with its cause."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReportError
from dateline.model import Origin
from dateline.model.brief import brief, cut
from dateline.reports.decoding import DecodedText, decode
from dateline.reports.special import opened_file, refuse_device
from dateline.reports.streams import LARGEST_WHOLE

STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as its file gives it, before anything is read out of it; ``source`` says where, for messages.

    ``language`` is only what the user says that it is in; ``offset`` is the byte at which its record begins.
    """

    id: str | None
    text: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    publisher: str | None = None
    source: str = ""
    language: str | None = None
    offset: int | None = None
    origin: Origin | None = None

    def __repr__(self) -> str:
        return (
            f"<RawReport {brief(self.source or self.id or '')}: {len(self.text):,} characters, {cut(self.text, 40)!r}>"
        )


def read_text(where: str | PathLike[str] | BinaryIO) -> DecodedText:
    """The whole text of a file, of standard input (``-``) or of an open binary stream, and its encoding.

    Nothing but a byte order mark is taken away: line ends stay as they are, so offsets fit the user's own file.
    """
    source = source_name(where)
    try:
        data = _read_bytes(where, source)
    except OSError as error:
        raise cannot_read(error, source) from error
    except ValueError as error:  # a NUL in a file name
        raise ReportError(source, "is no name a file can have", "check the name") from error
    return decode(data, source)


def read_report(where: str | PathLike[str] | BinaryIO) -> RawReport:
    """The file's text as a report of which nothing else is known yet."""
    return RawReport(id=None, text=read_text(where).text, source=source_name(where), offset=0)


def source_name(where: str | PathLike[str] | BinaryIO) -> str:
    """What messages call it: the path as given, or standard input."""
    if isinstance(where, (str, PathLike)):
        return STANDARD_INPUT if where == "-" else fspath(where)
    name = getattr(where, "name", None)
    return name if isinstance(name, str) and name != "<stdin>" else STANDARD_INPUT


def _read_bytes(where: str | PathLike[str] | BinaryIO, source: str) -> bytes:
    if where == "-":
        return _whole(sys.stdin.buffer, source)
    if isinstance(where, (str, PathLike)):
        with opened_file(Path(where)) as file:
            return _whole(file, source)
    return _whole(where, source)


def _whole(stream: BinaryIO, source: str) -> bytes:
    refuse_device(stream, source)
    data = stream.read(LARGEST_WHOLE + 1)
    if len(data) > LARGEST_WHOLE:
        raise ReportError(source, f"is larger than the {LARGEST_WHOLE >> 20} MiB of one text", "split it")
    return data


def cannot_read(error: OSError, source: str) -> ReportError:
    """The ReportError to raise for a file that cannot be opened or read, with what to do."""
    match error:
        case FileNotFoundError():
            return ReportError(source, "does not exist", "check the name and the folder")
        case IsADirectoryError():
            return ReportError(source, "is a folder", "give the files inside it")
        case NotADirectoryError():
            return ReportError(source, "does not exist: a part of its path is a file", "check the name and the folder")
        case PermissionError():
            return ReportError(source, "may not be read by you", "change its permissions or give a copy of it")
    return ReportError(source, f"cannot be read ({error.strerror or error})", "check the file or the disk it is on")
