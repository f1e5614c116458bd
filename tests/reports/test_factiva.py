"""Factiva's exports: HTML with indexing and without, XML, and field codes in plain text."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.factiva import has_fields
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import (
    BODY,
    LEAD,
    TEXT,
    docx,
    errors,
    factiva_html,
    factiva_page,
    factiva_xml,
    page,
    reports,
    rtf,
)

FIELDS = f"""HD
Minister arrives
BY By Jane Doe
WC 120 words
PD 3 May 2024
SN Norland Post
LA English
CY (c) 2024 Norland Post
LP
{LEAD}
TD
{BODY}
AN
Document NPOST0000020240503ek5300001
"""


def read(tmp_path: Path, data: str | bytes, file: str = "export.html") -> list[RawReport | ReportError]:
    (tmp_path / file).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_sources([str(tmp_path / file)]))


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (factiva_html(), "a.html"),
        (factiva_page(), "a.html"),
        (factiva_xml(), "a.xml"),
        (FIELDS, "a.txt"),
        (rtf(FIELDS.splitlines()), "a.rtf"),
        (docx(FIELDS.splitlines()), "a.docx"),
    ],
)
def test_every_export_gives_the_same_article(data: str | bytes, file: str, tmp_path: Path) -> None:
    report = reports(read(tmp_path, data, file))[0]
    assert report.text == TEXT
    assert (report.title or "").removesuffix(" 1") == "Minister arrives"
    assert (report.publisher, report.published) == ("Norland Post", date(2024, 5, 3))
    assert report.id == "NPOST0000020240503ek5300001"


def test_each_article_of_a_page_is_one_report(tmp_path: Path) -> None:
    assert [r.title for r in reports(read(tmp_path, factiva_html()))] == ["Minister arrives 1", "Minister arrives 2"]
    one_table = factiva_html().replace('</table></div><div class="article enArticle"><table>', "")
    assert len(reports(read(tmp_path, one_table))) == 2


def test_an_article_without_a_text_is_an_error(tmp_path: Path) -> None:
    bare = (
        factiva_html()
        .replace(f"<td><p>{LEAD}</p></td>", "<td></td>", 1)
        .replace(f"<td><p>{BODY}</p></td>", "<td></td>", 1)
    )
    error, report = read(tmp_path, bare)
    assert "article 1 (id 'NPOST0000020240503ek5300001'): has neither a lead (LP) nor a text (TD)" in str(error)
    assert isinstance(report, RawReport)


def test_an_export_that_breaks_off_says_so(tmp_path: Path) -> None:
    *before, error = read(tmp_path, factiva_html()[:-600])
    assert isinstance(before[0], RawReport)
    assert "breaks off: the last article may be cut" in str(error)


def test_a_page_that_is_no_export_is_refused_if_it_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>News.</p></body></html>")
    assert (
        "holds no Factiva article" in errors(read_sources([str(tmp_path / "a.html")], SourceOptions(kind="factiva")))[0]
    )


def test_a_report_that_opens_a_line_with_capitals_is_no_export() -> None:
    assert has_fields(FIELDS)
    assert not has_fields("HD radio grows.\nPD officers left.\nUN talks end.")


def test_a_text_without_field_codes_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (error,) = errors(read_sources([str(tmp_path / "a.txt")], SourceOptions(kind="factiva")))
    assert "holds no Factiva article" in error


@pytest.mark.parametrize("rules", [4_000, 20_000])
@pytest.mark.parametrize("where", ["style", "script"])
def test_a_long_style_sheet_hides_no_export(rules: int, where: str, tmp_path: Path) -> None:
    sheet = f"<head><{where}>{'.c{margin:0}' * rules}</{where}>"
    for whole in (factiva_html(), factiva_page()):
        page = (
            whole.replace("<head>", sheet, 1)
            if "<head>" in whole
            else whole.replace("<body>", f"{sheet}</head><body>", 1)
        )
        assert len(page) > 12 * rules
        first, *_ = reports(read(tmp_path, page))
        assert (first.publisher, first.published) == ("Norland Post", date(2024, 5, 3))


def test_a_page_with_a_long_style_sheet_is_a_page(tmp_path: Path) -> None:
    sheet = f"<style>{'.c{margin:0}' * 20_000}</style>"
    (report,) = reports(read(tmp_path, page(head=sheet)))
    assert report.publisher == "The Norland Post"
