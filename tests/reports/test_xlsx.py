"""Workbooks: texts, numbers and days of cells, the sheet that holds the reports, and damage."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import LEAD, errors, reports

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="0.00"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)


def sheet(*rows: str) -> str:
    lines = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1) if cells)
    return f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"


def words(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def book(*sheets: str, strings: str = "", workbook: str = "<workbookPr/>") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f"<workbook {MAIN}>{workbook}</workbook>")
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{strings}</sst>")
        for number, one in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", one)
    return data.getvalue()


def read(tmp_path: Path, data: bytes, file: str = "a.xlsx", **options: str) -> list[RawReport | ReportError]:
    (tmp_path / file).write_bytes(data)
    return list(read_sources([str(tmp_path / file)], SourceOptions(**options)))  # type: ignore[arg-type]


HEADER = words("Nr", "Date", "Source", "Full Text")
DAY = (date(2024, 5, 3) - date(1899, 12, 30)).days


def row(day: str) -> str:
    return f"<c><v>17</v></c>{day}{words('Norland Post', LEAD)}"


@pytest.mark.parametrize(
    "day",
    [
        f'<c s="1"><v>{DAY}</v></c>',
        f'<c s="2"><v>{DAY}.75</v></c>',
        words("2024-05-03"),
        words("3 May 2024"),
        '<c t="str"><f>A1</f><v>2024-05-03</v></c>',
        '<c t="d"><v>2024-05-03T10:00:00</v></c>',
    ],
)
def test_a_row_is_a_report_with_its_day(day: str, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, book(sheet(HEADER, row(day))), id="Nr"))
    assert (report.id, report.text, report.publisher) == ("17", LEAD, "Norland Post")
    assert report.published == date(2024, 5, 3)
    assert report.source.startswith(str(tmp_path / "a.xlsx") + ", row 2")


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    day = f'<c s="1"><v>{DAY - (date(1904, 1, 1) - date(1899, 12, 30)).days}</v></c>'
    (report,) = reports(read(tmp_path, book(sheet(HEADER, row(day)), workbook='<workbookPr date1904="1"/>'), id="Nr"))
    assert report.published == date(2024, 5, 3)


def test_cells_share_texts_and_may_be_left_out(tmp_path: Path) -> None:
    strings = f"<si><t>text</t></si><si><t>date</t></si><si><r><t>{LEAD[:9]}</t></r><r><t>{LEAD[9:]}</t></r><rPh><t>no</t></rPh></si>"
    header = '<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>'
    rows = ('<c r="A2" t="s"><v>2</v></c><c r="C2" s="1"><v>45415</v></c>', "", '<c r="A4" t="s"><v>2</v></c>')
    first, second = reports(read(tmp_path, book(sheet(header, *rows), strings=strings)))
    assert (first.text, first.published) == (LEAD, date(1899, 12, 30) + timedelta(45415))
    assert (second.text, second.published) == (LEAD, None)
    assert second.source.endswith("row 4")


def test_the_sheet_with_the_texts_is_read_whatever_its_place_and_name(tmp_path: Path) -> None:
    notes = sheet(words("What", "When"), words("made by", "hand"))
    (report,) = reports(read(tmp_path, book(notes, sheet(words("text", "date"), words(LEAD, "2024-05-03"))), "a"))
    assert report.text == LEAD


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (book(sheet(words("Nr", "Wann"), words("1", "2024-05-03"))), "known to hold the text"),
        (book(sheet(words("text", "Wann"), words(LEAD, "2024-05-03"))), "the date (perhaps 'Wann')"),
        (book(sheet()), "is empty"),
        (book(), "is empty"),
        (book(sheet(HEADER, row(words("x"))))[:-40], "is a damaged or locked workbook"),
        (book(sheet(words("text", "date"), '<c t="s"><v>99</v></c>')), "is a damaged or locked workbook"),
        (book("<worksheet"), "is not well-formed XML"),
    ],
)
def test_what_holds_no_reports_says_why(data: bytes, words_: str, tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path, data))
    assert words_ in error
    assert "a.xlsx" in error


def test_characters_that_programs_escape_are_read_as_what_they_are(tmp_path: Path) -> None:
    """Excel writes a carriage return so, and a text that looks like one with its first stroke escaped."""
    strings = f"<si><t>{LEAD}_x000D_\nIt said so_x002E_ The sign _x005F_x0041_ stays.</t></si>"
    table = sheet(words("text", "date"), '<c t="s"><v>0</v></c>' + words("2024-05-03"))
    (report,) = reports(read(tmp_path, book(table, strings=strings)))
    assert report.text.startswith(f"{LEAD}\r\nIt said so. The sign _x0041_ stays.")
