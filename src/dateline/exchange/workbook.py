"""A workbook (XLSX), written row by row: no cell is a formula, whatever it begins with, and columns offer words to choose.

No library is needed for as little as five small XML files in a ZIP, and a million cells are written in seconds. The same rows
give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dateline.errors import DatelineError
from dateline.exchange.workbook_cells import MOST_ROWS, STYLES, Look, cell_xml

_TIME = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LARGEST_PART = (2 << 30) - (16 << 20)  # bytes of a sheet; of more, no program opens it
_AT_ONCE = 1 << 20  # characters that are packed at once


class WorkbookError(DatelineError):
    """What no workbook holds, in one line."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name, how wide it is in characters, the words that may be chosen in it, whether it is to be filled in, and
    whether long texts take several lines."""

    name: str
    width: int = 14
    choices: Sequence[str] = ()
    open: bool = False
    wrapped: bool = True

    @property
    def look(self) -> Look:
        if self.open:
            return Look.OPEN
        return Look.WRAPPED if self.wrapped and self.width > 14 else Look.PLAIN


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook; ``columns`` head it, unless there are none. ``rows`` are taken once, when the sheets before it are
    written; a ``filtered`` one can be narrowed by its columns where it is opened."""

    name: str
    rows: Iterable[Sequence[object]]
    columns: Sequence[SheetColumn] = ()
    widths: Mapping[int, int] = field(default_factory=dict)
    frozen: int = 0
    filtered: bool = False


def write_workbook(path: Path, sheets: Sequence[WorkbookSheet]) -> int:
    """Write the sheets, in their order; gives the number of their rows. WorkbookError if a sheet has more than sheets hold."""
    numbered = list(enumerate(sheets, 1))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
            for n, _ in numbered
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews><sheets>'
        + "".join(f'<sheet name={quoteattr(s.name)} sheetId="{n}" r:id="rId{n}"/>' for n, s in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": STYLES,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            _write_part(book, name, [text])
        return sum(_write_sheet(book, f"xl/worksheets/sheet{n}.xml", sheet) for n, sheet in numbered)


def letters(column: int) -> str:
    """What spreadsheets call a column, counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _write_part(book: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    part = zipfile.ZipInfo(name, _TIME)
    part.compress_type = zipfile.ZIP_DEFLATED
    written, held, size = 0, [_HEAD], len(_HEAD)
    with book.open(part, "w") as out:
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size > _AT_ONCE:
                written += out.write("".join(held).encode("utf-8", "replace"))
                held, size = [], 0
                if written > _LARGEST_PART:
                    raise WorkbookError(
                        "a sheet would hold more than the 2 GiB that programs open; choose fewer events"
                    )
        out.write("".join(held).encode("utf-8", "replace"))


class _CountedRows:
    """Rows that are taken once, and how many have been."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.number += 1
            yield row


def _write_sheet(book: zipfile.ZipFile, part: str, sheet: WorkbookSheet) -> int:
    rows = _CountedRows(sheet.rows)
    _write_part(book, part, _sheet(sheet, rows))
    return rows.number


def _sheet(sheet: WorkbookSheet, rows: _CountedRows) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}">'
    if sheet.columns:
        corner = f"{letters(sheet.frozen)}2"
        across = f' xSplit="{sheet.frozen}"' if sheet.frozen else ""
        pane = "bottomRight" if sheet.frozen else "bottomLeft"
        yield f'<sheetViews><sheetView workbookViewId="0"><pane{across} ySplit="1" topLeftCell="{corner}" activePane="{pane}"'
        yield ' state="frozen"/></sheetView></sheetViews>'
    widths = dict(enumerate(column.width for column in sheet.columns)) or sheet.widths
    if widths:
        yield "<cols>"
        yield from (
            f'<col min="{n + 1}" max="{n + 1}" width="{w}" customWidth="1"/>' for n, w in sorted(widths.items())
        )
        yield "</cols>"
    yield "<sheetData>"
    yield from _rows(sheet, rows)
    last = rows.number + bool(sheet.columns)
    yield "</sheetData>"
    if sheet.filtered and sheet.columns:
        yield f'<autoFilter ref="A1:{letters(len(sheet.columns) - 1)}{last}"/>'
    yield from _choices(sheet, last)
    yield "</worksheet>"


def _rows(sheet: WorkbookSheet, rows: _CountedRows) -> Iterator[str]:
    named = [letters(at) for at in range(len(sheet.columns))]
    looks = [column.look for column in sheet.columns]
    if sheet.columns:
        heads = (cell_xml(f"{at}1", column.name, Look.HEAD) for at, column in zip(named, sheet.columns, strict=True))
        yield f'<row r="1">{"".join(heads)}</row>'
    for number, row in enumerate(rows, 2 if sheet.columns else 1):
        if number > MOST_ROWS:
            raise WorkbookError(
                f"the sheet {sheet.name} would have more than {MOST_ROWS:,} rows, the most that one holds"
            )
        places = named or [letters(at) for at in range(len(row))]
        cells = zip(places, row, looks or [Look.WRAPPED] * len(row), strict=True)
        yield f'<row r="{number}">{"".join([cell_xml(f"{at}{number}", value, look) for at, value, look in cells])}</row>'


def _choices(sheet: WorkbookSheet, last: int) -> Iterator[str]:
    """What programs offer in the cells of a column; they take no list of more than 255 characters."""
    offered = [
        (letters(at), ",".join(column.choices))
        for at, column in enumerate(sheet.columns)
        if column.choices and last > 1
    ]
    offered = [(letter, words) for letter, words in offered if len(words) <= 255]
    if offered:
        yield f'<dataValidations count="{len(offered)}">'
        for letter, words in offered:
            yield f'<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{letter}2:{letter}{last}">'
            yield f"<formula1>{escape(chr(34) + words + chr(34))}</formula1></dataValidation>"
        yield "</dataValidations>"
