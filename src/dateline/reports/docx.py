"""A Word document (DOCX) in, its plain text out: one line a paragraph. Limits hold against what unpacks without end."""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import islice
from typing import Any, BinaryIO, cast

from dateline.errors import ReportError
from dateline.reports.markup import elements, local_name
from dateline.reports.streams import Limited

_BODY = "word/document.xml"
LARGEST_BODY = 128 << 20
_MOST_MEMBERS = 10_000
_MOST_PARAGRAPHS = 200_000
_FIX = "save it again as DOCX, or as text"


def docx_text(data: bytes, source: str) -> str:
    """The text of the body, without headers, footers, comments and deleted words."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise ReportError(source, "holds more parts than any document", _FIX)
            if _BODY not in archive.NameToInfo:
                raise ReportError(
                    source, "is a ZIP archive but no Word document", "unpack it and give the files inside"
                )
            with archive.open(_BODY) as body:
                # Paragraphs are read as they are unpacked; what the archive says of their size is not relied on.
                limited = cast(BinaryIO, Limited(cast(BinaryIO, body), source, LARGEST_BODY, "split the document"))
                paragraphs = [_paragraph(p) for p in islice(elements(limited, source, ("p",)), _MOST_PARAGRAPHS + 1)]
                if len(paragraphs) > _MOST_PARAGRAPHS:
                    raise ReportError(source, f"holds more than {_MOST_PARAGRAPHS:,} paragraphs", "split the document")
                return "\n".join(paragraphs)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        cause = f"is a damaged or locked Word document ({str(error)[:80] or type(error).__name__})"
        raise ReportError(source, cause, _FIX) from None


def _paragraph(paragraph: Any) -> str:
    """The words of one paragraph; those of a paragraph inside it (a text box) come with that one."""
    parts: list[str] = []
    waiting = [*reversed(paragraph)]
    while waiting:
        node = waiting.pop()
        match local_name(node):
            case "p":
                continue
            case "t":
                parts.append(node.text or "")
            case "tab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
        waiting.extend(reversed(node))
    return "".join(parts)
