"""ZIP archives: every file in them is read as if it lay in a folder, and a broken one keeps no other from it."""

import io
import zipfile
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import LEAD, TEXT, csv_table, docx, errors, page, reports
from tests.reports.test_xlsx import book, sheet, words


def packed(*files: tuple[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def read(path: Path, data: bytes, options: SourceOptions | None = None) -> list[RawReport | ReportError]:
    path.write_bytes(data)
    return list(read_sources([str(path)], options or SourceOptions()))


@pytest.mark.parametrize("name", ["news.zip", "news", "news.txt"])
def test_each_file_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    table = sheet(words("text", "date"), words(LEAD, "2024-05-03"))
    data = packed(
        ("b/page.html", page()),
        ("a.txt", TEXT),
        ("c.csv", csv_table()),
        ("d.docx", docx([LEAD])),
        ("e.xlsx", book(table)),
    )
    found = reports(read(tmp_path / name, data))
    assert [str(report.origin) for report in found] == [
        f"{tmp_path / name}, {part}"
        for part in ("a.txt", "b/page.html", "c.csv, row 2", "c.csv, row 3", "d.docx", "e.xlsx, row 2")
    ]
    assert found[0].text == TEXT


def test_what_programs_leave_in_archives_is_no_report(tmp_path: Path) -> None:
    data = packed(("__MACOSX/._a.txt", b"\x00"), (".DS_Store", b"\x00"), ("a.txt", TEXT), ("empty/", ""))
    assert [report.text for report in reports(read(tmp_path / "a.zip", data))] == [TEXT]


def test_a_broken_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    whole = packed(("a.txt", TEXT), ("b.txt", LEAD * 3), ("c.txt", TEXT), ("d.zip", packed(("x.txt", TEXT))))
    broken = whole.replace(LEAD.encode() * 3, LEAD.encode() * 2 + LEAD[::-1].encode())
    first, error, third, nested = read(tmp_path / "a.zip", broken)
    assert isinstance(first, RawReport)
    assert isinstance(third, RawReport)
    assert "a.zip/b.txt: is damaged" in str(error)
    assert "d.zip: is a ZIP archive inside another; unpack it" in str(nested)


def test_a_damaged_archive_and_an_empty_one_say_so(tmp_path: Path) -> None:
    assert "is a damaged or locked ZIP archive" in errors(read(tmp_path / "a.zip", packed(("a.txt", TEXT))[:-20]))[0]
    options = SourceOptions()
    assert read(tmp_path / "b.zip", packed(("folder/", "")), options) == []
    assert options.passed_over == {"empty ZIP archives": 1}


def test_a_document_of_a_word_processor_is_no_archive_of_texts(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path / "a.docx", docx([LEAD])))
    assert report.text == LEAD
