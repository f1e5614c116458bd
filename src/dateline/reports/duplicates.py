"""Exact duplicates: a report's text in, a hash that ignores spaces, case and punctuation out; and a small set of hashes.

A copy is the same words by the same publisher on the same day. The same words by another publisher are kept: who took
them over is what stories are told by.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
import numpy.typing as npt

from dateline.reports.errors import ReportError
from dateline.reports.text import RawReport

_NOT_WORDS = re.compile(r"[\W_]+")
_FULLEST = 0.6


class DuplicateError(ReportError):
    """Not a fault of the record: it has been read before."""


def content_hash(text: str) -> str:
    """Equal for texts of the same words: 32 hexadecimal digits."""
    words = _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    # A text without letters is told by its characters.
    return hashlib.blake2b((words or text).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Duplicates:
    """What has been seen, at some 30 bytes a report: an open table of 128-bit hashes."""

    def __init__(self) -> None:
        self._table: npt.NDArray[np.uint64] = np.zeros((1024, 2), np.uint64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, text: str, publisher: str | None = None, published: date | None = None) -> bool:
        """Whether the report is new; it is remembered from now on."""
        key = f"{content_hash(text)}\0{(publisher or '').casefold()}\0{published or ''}"
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        high, low = int.from_bytes(digest[:8]), int.from_bytes(digest[8:]) or 1
        if not self._put(high, low):
            return False
        self._count += 1
        if self._count > _FULLEST * len(self._table):
            self._grow()
        return True

    def _put(self, high: int, low: int) -> bool:
        """Whether the pair was not there; a second half of zero marks an empty slot."""
        mask = len(self._table) - 1
        at = high & mask
        while slot := int(self._table[at, 1]):
            if slot == low and int(self._table[at, 0]) == high:
                return False
            at = (at + 1) & mask
        self._table[at] = (high, low)
        return True

    def _grow(self) -> None:
        old = self._table[self._table[:, 1] != 0]
        self._table = np.zeros((len(self._table) * 2, 2), np.uint64)
        for high, low in old.tolist():
            self._put(high, low)


def without_duplicates(
    reports: Iterable[RawReport | ReportError], seen: Duplicates
) -> Iterator[RawReport | ReportError]:
    """The reports, with a :class:`DuplicateError` in the place of each that has been seen."""
    for report in reports:
        if isinstance(report, RawReport) and not seen.add(report.text, report.publisher, report.published):
            yield DuplicateError(report.source, "has been read before, word for word", "leave out one of the two")
        else:
            yield report
