"""How many reports sources hold, where that is quickly told: what the bar measures itself by."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

from dateline.errors import ReportError
from dateline.reports.streams import refuse_growth

_LINES = (".jsonl", ".ndjson")
_ONE_EACH = (".txt", ".html", ".htm")
_MOST_PACKED = 1 << 30  # bytes: to unpack more than this for the sake of a bar takes too long
_BLOCK = 1 << 20


def expected_reports(sources: Sequence[str], kind: str | None) -> int | None:
    """The number of records in files of lines and of single reports; None if any source would have to be read for it."""
    total = 0
    for source in sources:
        count = _count(Path(source), kind)
        if count is None:
            return None
        total += count
    return total


def _count(path: Path, kind: str | None) -> int | None:
    try:
        if not path.is_file():
            return None
        packed = path.suffix == ".gz"
        suffix = path.with_suffix("").suffix if packed else path.suffix
        if kind == "jsonl" or (kind is None and suffix in _LINES):
            if packed and path.stat().st_size > _MOST_PACKED:
                return None
            with cast(IO[bytes], gzip.open(path)) if packed else path.open("rb") as lines:
                return _newlines(lines, path.stat().st_size)
        return 1 if kind in ("text", "html") or (kind is None and suffix in _ONE_EACH) else None
    except (OSError, EOFError, zlib.error, ValueError, ReportError):
        return None


def _newlines(lines: IO[bytes], packed: int) -> int:
    """ReportError if they grow as no text does."""
    count, size, last = 0, 0, b"\n"
    while block := lines.read(_BLOCK):
        size += len(block)
        refuse_growth(size, packed, "the lines")
        count += block.count(b"\n")
        last = block[-1:]
    return count + (last != b"\n")
