"""Nexis batches: the older text, and RTF and DOCX of Nexis Uni."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport
from dateline.reports.nexis import is_nexis, read_batch
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import NEXIS_UNI, TEXT, docx, errors, nexis_old, reports, rtf


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (nexis_old().encode(), "a.txt"),
        (nexis_old().replace("\n", "\r\n").encode(), "a.txt"),
        (nexis_old().replace("BODY:\n\n", "").encode(), "a.txt"),
        (rtf(nexis_old().splitlines()), "a.rtf"),
        (docx(nexis_old().splitlines()), "a.docx"),
        ("\n".join(NEXIS_UNI).encode(), "a.txt"),
        (rtf(NEXIS_UNI), "a.rtf"),
        (docx(NEXIS_UNI), "a.docx"),
    ],
)
def test_every_shape_gives_the_same_reports(data: bytes, file: str, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(data)
    first, second = reports(read_sources([str(tmp_path / file)]))
    assert first.text == second.text == f"EASTPORT, Norland — {TEXT}"
    assert (first.publisher, first.published) == ("The Norland Post", date(2024, 5, 3))
    assert (first.title or "").lower().startswith("minister arrives in eastport")
    assert first.source.endswith("document 1")


def test_a_headline_with_a_label_wins() -> None:
    text = nexis_old().replace("BYLINE: By JANE", "HEADLINE: Talks on Fish\n\nBYLINE: By JANE")
    assert reports(read_batch(text, "a.txt"))[0].title == "Talks on Fish"


def test_one_article_with_the_labels_is_told() -> None:
    one = nexis_old().split("2 of 2 DOCUMENTS")[0].replace("1 of 2 DOCUMENTS", "")
    assert is_nexis(one)
    (report,) = reports(read_batch(one, "a.txt"))
    assert report.title == "Minister Arrives in Eastport For Talks on Fish"


def test_what_is_no_batch_is_a_text() -> None:
    assert not is_nexis("The SECTION: was closed.\nLENGTH: 3 km\nIt rained.")
    assert not is_nexis("End of Document\n")


def test_a_document_without_a_body_is_an_error_of_its_own() -> None:
    text = nexis_old()
    start, end = text.index("The foreign minister"), text.index("URL: http")
    error, report = read_batch(text[:start] + text[end:], "a.txt")
    assert "a.txt, document 1: holds no body" in str(error)
    assert isinstance(report, RawReport)


def test_a_batch_that_breaks_off_says_in_which_document() -> None:
    whole = "\n".join(NEXIS_UNI)
    report, error = read_batch(whole[: whole.rindex("Load-Date")], "a.docx")
    assert isinstance(report, RawReport)
    assert "document 2: breaks off before its end" in str(error)


def test_a_text_that_is_called_a_batch_but_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    assert errors(read_sources([str(tmp_path / "a.txt")], SourceOptions(kind="nexis")))


def test_a_document_that_is_no_batch_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(TEXT.split("\n")))
    (tmp_path / "a.rtf").write_bytes(rtf(TEXT.split("\n")))
    assert [r.text for r in reports(read_sources([str(tmp_path / "a.docx"), str(tmp_path / "a.rtf")]))] == [TEXT, TEXT]


def test_heads_of_printed_pages_are_no_words_of_the_article() -> None:
    lines = list(NEXIS_UNI)
    body = next(i for i, line in enumerate(lines) if line.startswith(TEXT[:20]))
    title = next(line for line in lines if line.startswith("Minister"))
    lines[body + 1 : body + 1] = ["", "Page 2 of 3", title, ""]
    assert reports(read_batch("\n".join(lines), "a.txt"))[0].text == f"EASTPORT, Norland — {TEXT}"
