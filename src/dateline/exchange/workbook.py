"""A workbook (XLSX) of plain texts: no cell is a formula, whatever it begins with, and columns offer words to choose.

No library is needed for as little as five small XML files in a ZIP. The same rows give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dateline.exchange.output import xml_text

LONGEST_CELL = 32_767  # characters, for all programs
_TIME = (1980, 1, 1, 0, 0, 0)
_HEAD, _WRAPPED, _OPEN = 1, 2, 3  # styles: of the first row, of long texts, of what is to be filled in
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TEXT = 'numFmtId="49" applyNumberFormat="1" applyAlignment="1"'  # 49: a text, whatever it looks like
_TOP, _WRAP = '<alignment vertical="top"/>', '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E1"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="4"><xf {_TEXT}>{_TOP}</xf>'
    f'<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">{_WRAP}</xf>'
    f'<xf {_TEXT}>{_WRAP}</xf><xf fillId="3" applyFill="1" {_TEXT}>{_WRAP}</xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name, how wide it is in characters, the words that may be chosen in it, and whether it is to be filled in."""

    name: str
    width: int = 14
    choices: Sequence[str] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook; ``columns`` head it, unless there are none."""

    name: str
    rows: Sequence[Sequence[str]]
    columns: Sequence[SheetColumn] = ()
    widths: Mapping[int, int] = field(default_factory=dict)
    frozen: int = 0


def write_workbook(path: Path, sheets: Sequence[WorkbookSheet]) -> None:
    """Write the sheets, in their order."""
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
        "xl/styles.xml": _STYLES,
    } | {f"xl/worksheets/sheet{n}.xml": "".join(_sheet(sheet)) for n, sheet in numbered}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            whole = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text
            book.writestr(zipfile.ZipInfo(name, _TIME), whole.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)


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


def _sheet(sheet: WorkbookSheet) -> Iterable[str]:
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
    if sheet.columns:
        yield _row(1, [column.name for column in sheet.columns], [_HEAD] * len(sheet.columns))
    styles = [_OPEN if column.open else _WRAPPED if column.width > 14 else 0 for column in sheet.columns]
    for number, row in enumerate(sheet.rows, 2 if sheet.columns else 1):
        yield _row(number, row, styles or [_WRAPPED] * len(row))
    yield "</sheetData>"
    yield from _choices(sheet, len(sheet.rows) + 1)
    yield "</worksheet>"


def _row(number: int, values: Sequence[str], styles: Sequence[int]) -> str:
    cells = []
    for at, (value, style) in enumerate(zip(values, styles, strict=True)):
        text = xml_text(value)
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - 1] + "…"
        place = f'r="{letters(at)}{number}" s="{style}"'
        inside = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
        cells.append(f'<c {place} t="inlineStr">{inside}</c>' if text else f"<c {place}/>")
    return f'<row r="{number}">{"".join(cells)}</row>'


def _choices(sheet: WorkbookSheet, last: int) -> Iterable[str]:
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
