"""An Excel workbook (XLSX) in, a raw report a row of its first sheet with a text out; limits hold on what it unpacks to."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from dateline.errors import ReportError
from dateline.reports.columns import refused, taken
from dateline.reports.markup import elements, local_name
from dateline.reports.options import SourceOptions
from dateline.reports.records import has_text, record_report
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import Limited, Opened, on_disk, refuse_growth
from dateline.reports.text import RawReport

LARGEST_PART = 512 << 20
_MOST_STRINGS = 64 << 20  # characters of the texts that cells share
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1 << 20
# A sheet packs to a tenth or so of what it is: its cells say where they stand.
_LARGEST_GROWTH = 50
_GROWN_FREELY = 16 << 20  # bytes
# What a workbook may cost to read, counted in cells: so many at least, and more by the bytes of the file. What holds nothing
# packs to nearly nothing, and takes as long to read as what does.
_COST_FREE, _COST_PER_BYTE = 1_000_000, 4
_COST_ELEMENT, _COST_EMPTY_ROW = 5, 20
_FIX = "save it again as XLSX, or its sheet as CSV (UTF-8)"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_DATED = frozenset(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
)  # formats of days that all programs know
_DATE_FORMAT = re.compile(r"(?i)(?:^|[^\\\"])(?:[dy]|m(?!m?:))")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a character, as programs write what XML cannot hold
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)


def _is_zip(seen: Glimpse) -> bool:
    return seen.head.startswith(b"PK\x03\x04")


XLSX = Signs(endings=("xlsx",), firm=_is_zip, shows=lambda seen: _is_zip(seen) and b"xl/" in seen.head)


def read_xlsx(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each row's report. The first row names the columns; sheets that name none of a report's are passed over."""
    try:
        with on_disk(opened, ".xlsx") as path, zipfile.ZipFile(path) as book:
            yield from _read_book(book, path.stat().st_size, opened.name, options)
    except _DAMAGED as error:
        yield _damaged(opened.name, error)


def workbook_sheets(path: Path) -> Iterator[list[tuple[int, list[object]]]]:
    """The rows of each sheet of a workbook, with their numbers, for who knows what they hold. ReportError if it is damaged."""
    try:
        with zipfile.ZipFile(path) as book:
            cells = _Cells(book, path.stat().st_size, str(path))
            for sheet in _sheets(book):
                yield list(cells.rows(sheet))
    except _DAMAGED as error:
        raise _damaged(str(path), error) from error


def _sheets(book: zipfile.ZipFile) -> list[str]:
    matches = [match for part in book.namelist() if (match := _SHEET.fullmatch(part))]
    return [match[0] for match in sorted(matches, key=lambda match: int(match[1]))]


def _damaged(name: str, error: Exception) -> ReportError:
    return ReportError(name, f"is a damaged or locked workbook ({str(error)[:80] or type(error).__name__})", _FIX)


def _read_book(
    book: zipfile.ZipFile, size: int, name: str, options: SourceOptions
) -> Iterator[RawReport | ReportError]:
    cells = _Cells(book, size, name)
    wrong: ReportError | None = None
    for sheet in _sheets(book):
        rows = cells.rows(sheet)
        names = [str(value).strip() if value is not None else "" for value in next(rows, (0, []))[1]]
        if not has_text(names, options):
            wrong = wrong or (refused([n for n in names if n], name, options) if any(names) else None)
            continue
        yield from _rows(rows, names, name, options)
        return
    yield wrong or ReportError(name, "is empty", "give a sheet with the names of its columns in the first row")


def _rows(
    rows: Iterator[tuple[int, list[object]]], names: list[str], name: str, options: SourceOptions
) -> Iterator[RawReport | ReportError]:
    is_first = True
    for number, values in rows:
        record = {column: value for column, value in zip(names, values, strict=False) if column}
        if is_first:
            if wrong := refused([n for n in names if n], name, options, record):
                yield wrong
                return
            if options.tell is not None:
                options.tell(taken([n for n in names if n], name, options))
        is_first = False
        yield record_report(record, f"{name}, row {number}", options)


class _Cells:
    """The rows of a workbook's sheets: texts, numbers, and the days that numbers stand for by their format."""

    def __init__(self, book: zipfile.ZipFile, size: int, name: str) -> None:
        self._book = book
        self._size = size
        self._given = 0  # characters that cells share, as often as they do
        self._left = max(_COST_FREE, _COST_PER_BYTE * size)
        self._name = name
        self._strings = self._shared()
        self._is_dated = self._formats()
        self._day_zero = self._first_day()

    def rows(self, sheet: str) -> Iterator[tuple[int, list[object]]]:
        """Each row that holds anything, with its number; the cells that a sheet leaves out are None."""
        for count, row in enumerate(self._elements(sheet, "row"), 1):
            if count > _MOST_ROWS:
                raise ReportError(self._name, f"holds a sheet of more than {_MOST_ROWS:,} rows", "split it")
            values: list[object] = []
            for cell in row:
                at = _column(cell.get("r"), len(values))
                self._spend(at + 1 - len(values))
                values.extend([None] * (at - len(values)))
                values.append(self._value(cell) if len(cell) else None)
            if all(value is None for value in values):
                self._spend(_COST_EMPTY_ROW)
            else:
                number = row.get("r") or ""
                yield int(number) if number.isdigit() else count, values

    def _value(self, cell: Any) -> object:
        words = "".join(node.text or "" for node in cell.iter() if local_name(node) in ("v", "t"))
        kind = cell.get("t")
        if not words:
            return None
        if kind == "s":
            words = self._strings[int(words)]
            self._given += len(words)
            self._refuse_growth(self._given, self._size)
            return words or None
        if kind in ("str", "inlineStr", "e", "b", "d"):
            return None if kind == "e" else _unescaped(words)
        number = float(words)
        style = int(cell.get("s") or 0)
        if style < len(self._is_dated) and self._is_dated[style] and 0 < number < 3_000_000:
            return self._day_zero + timedelta(int(number))
        return int(number) if number.is_integer() else number

    def _shared(self) -> list[str]:
        strings: list[str] = []
        held = 0
        for item in self._elements("xl/sharedStrings.xml", "si"):
            text = "".join(
                node.text or ""
                for node in item.iter()
                if local_name(node) == "t" and local_name(node.getparent()) != "rPh"  # how to read it aloud
            )
            held += len(text)
            if held > _MOST_STRINGS:
                raise ReportError(self._name, f"holds more than {_MOST_STRINGS >> 20} million characters", "split it")
            strings.append(_unescaped(text))
        return strings

    def _formats(self) -> list[bool]:
        """Of each style of cells, whether its format is that of a day."""
        own: dict[str, str] = {}
        styles: list[bool] = []
        for part in self._elements("xl/styles.xml", "numFmt", "cellXfs"):
            if local_name(part) == "numFmt":
                own[part.get("numFmtId") or ""] = part.get("formatCode") or ""
                continue
            for style in part:
                number = style.get("numFmtId") or "0"
                code = own.get(number)
                styles.append(bool(_DATE_FORMAT.search(code)) if code is not None else int(number) in _DATED)
        return styles

    def _first_day(self) -> date:
        of_1904 = (e.get("date1904") in ("1", "true") for e in self._elements("xl/workbook.xml", "workbookPr"))
        return _DAY_ZERO_1904 if any(of_1904) else _DAY_ZERO

    def _elements(self, part: str, *tags: str) -> Iterator[Any]:
        if part not in self._book.NameToInfo:
            return
        packed = self._book.NameToInfo[part]
        self._refuse_growth(packed.file_size, packed.compress_size)
        with self._book.open(part) as stream:
            limited = cast(BinaryIO, Limited(cast(BinaryIO, stream), self._name, LARGEST_PART, "split the workbook"))
            for element in elements(limited, self._name, tags):
                self._spend(_COST_ELEMENT)
                yield element

    def _refuse_growth(self, unpacked: int, packed: int) -> None:
        refuse_growth(unpacked, packed, self._name, most=_LARGEST_GROWTH, freely=_GROWN_FREELY)

    def _spend(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            cause = f"holds far more rows and cells than its {self._size:,} bytes can have texts for"
            raise ReportError(self._name, cause, "delete its empty rows and columns, or save the sheet as CSV (UTF-8)")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _column(address: str | None, following: int) -> int:
    """The index of a cell's column: "AB7" is 27. Cells without an address follow each other."""
    match = _CELL.fullmatch(address or "")
    if match is None:
        return following
    at = 0
    for letter in match[1]:
        at = at * 26 + ord(letter) - ord("A") + 1
    if at > _MOST_COLUMNS:
        raise ValueError(f"a cell at {address}")
    return max(at - 1, following)
