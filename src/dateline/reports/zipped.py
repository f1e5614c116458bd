"""A ZIP archive in, the sources that are packed in it out, each opened from its first byte on, in the order of their names."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from dateline.errors import ReportError
from dateline.reports.options import SourceOptions
from dateline.reports.streams import Limited, Opened, on_disk, refuse_growth, without_gzip

_SIGN = b"PK\x03\x04"
# With these parts an office document or a book opens; what stands in its own parts is no report.
_OFFICE = (
    b"[Content_Types].xml",
    b"mimetype",
    b"META-INF/",
    b"_rels/",
    b"docProps/",
    b"customXml/",
    b"word/",
    b"xl/",
    b"ppt/",
)
_MOST_MEMBERS = 200_000
_LARGEST_MEMBER = 1 << 30
_HIDDEN = ("__MACOSX", ".", "Thumbs.db")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_FIX = "unpack it and give the folder"


def is_zip(opened: Opened) -> bool:
    """Whether a source is a ZIP archive, and by the name of its first file no document of an office program."""
    length = int.from_bytes(opened.head[26:28], "little")
    return opened.head.startswith(_SIGN) and not opened.head[30 : 30 + length].startswith(_OFFICE)


def members(opened: Opened, options: SourceOptions) -> Iterator[Opened | ReportError]:
    """Each file in the archive, or why it cannot be read. What is hidden, and folders, are left alone."""
    try:
        with on_disk(opened, ".zip") as path, zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if len(files) > _MOST_MEMBERS:
                raise ReportError(opened.name, f"holds more than {_MOST_MEMBERS:,} files", _FIX)
            if not files:
                options.passed_over["empty ZIP archives"] += 1
            # No file gives more than the archive says of it.
            refuse_growth(sum(info.file_size for info in files), path.stat().st_size, opened.name)
            for info in sorted(files, key=lambda info: info.filename):
                name = f"{opened.name}/{info.filename}"
                try:
                    member = _member(archive, info, name)
                except ReportError as error:
                    member = error
                except _BROKEN as error:
                    member = ReportError(name, f"is damaged ({str(error)[:80]})", "pack it anew")
                yield member
    except _BROKEN as error:
        cause = f"is a damaged or locked ZIP archive ({str(error)[:80] or type(error).__name__})"
        raise ReportError(opened.name, cause, "get a whole copy of the file, or unpack it") from None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in PurePosixPath(name).parts)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Opened | ReportError:
    if info.flag_bits & 0x1:
        return ReportError(name, "is locked by a password", _FIX)
    refuse_growth(info.file_size, info.compress_size, name)
    limited = Limited(cast(BinaryIO, archive.open(info)), name, _LARGEST_MEMBER, _FIX)
    head, stream = without_gzip(cast(BinaryIO, limited), name)
    member = Opened(name, stream, head)
    if is_zip(member):
        return ReportError(name, "is a ZIP archive inside another", _FIX)
    return replace(member, path=None)
