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


def uncounted(*, section: str = "SECTION: \n\nNEWS; Pg. 7A\n\n") -> str:
    def one(title: str, day: str, body: str) -> str:
        return (
            f"EASTPORT CITY POST\n\n{day}\n\n FIRST EDITION\n\n{title}\n\n{section}LENGTH: 52 words\n\n{body}\n\n"
            "LOAD-DATE: May 10, 2024\n\nLANGUAGE: ENGLISH\n\nDOCUMENT-TYPE: Debate\n\nPUBLICATION-TYPE: NEWSPAPER\n\n"
            "Copyright 2024 Eastport Press, Inc.\nAll Rights Reserved\n\n\n\n\n"
        )

    return one("Wells dug", "May 3, 2024 Friday", "It rained.\n\nIt snowed.") + one(
        "Pier shut", "May 6, 2024 Monday", "It froze."
    )


@pytest.mark.parametrize(
    "text",
    [
        uncounted(),
        uncounted(section="SECTION: NEWS; Pg. 7A\n\n"),
        uncounted().replace("Copyright 2024 Eastport Press, Inc.\nAll Rights Reserved\n", ""),
        uncounted().replace("LOAD-DATE: May 10, 2024\n\nLANGUAGE: ENGLISH\n\n", "LANGUAGE: ENGLISH\n\n"),
        uncounted().replace("EASTPORT CITY POST\n\n", "Eastport City Post\n"),
    ],
)
def test_documents_that_nothing_counts_are_told_apart(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    first, second = reports(read_sources([str(tmp_path / "a.txt")]))
    assert (first.text, first.title, first.published) == ("It rained.\n\nIt snowed.", "Wells dug", date(2024, 5, 3))
    assert (second.text, second.title, second.published) == ("It froze.", "Pier shut", date(2024, 5, 6))
    assert {first.publisher, second.publisher} <= {"EASTPORT CITY POST", "Eastport City Post"}


def test_what_stands_behind_the_labels_of_the_last_document_is_no_other_one() -> None:
    text = uncounted() + "The Post is a daily of May 3, 2024.\n"
    assert len(list(read_batch(text, "a.txt"))) == 2


def as_page(text: str) -> str:
    lines = "".join(
        f'<DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{line}</SPAN></P></DIV>' for line in text.split("\n\n")
    )
    return f"<!DOCTYPE html><html><head><style>{'.c0 {margin: 0}' * 9000}</style></head><body><DOCFULL>{lines}</DOCFULL></body></html>"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a"])
@pytest.mark.parametrize("text", [uncounted(), "1 of 2 DOCUMENTS\n\n" + uncounted().replace("Inc.\nAll Rights Reserved\n\n\n\n\nE", "Inc.\n\n2 of 2 DOCUMENTS\n\nE")])  # fmt: skip
def test_a_batch_as_a_web_page_gives_each_document(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(as_page(text))
    first, second = reports(read_sources([str(tmp_path / name)]))
    assert (first.text, first.published) == ("It rained.\n\nIt snowed.", date(2024, 5, 3))
    assert (second.text, second.title) == ("It froze.", "Pier shut")


def test_a_page_that_speaks_of_documents_is_a_page(tmp_path: Path) -> None:
    words = f"<p>{TEXT.split(chr(10))[0]} She had read 2 of 30 DOCUMENTS.</p><p>{TEXT}</p>"
    (tmp_path / "a.html").write_text(f"<html><body><article><h1>Talks</h1>{words}</article></body></html>")
    (report,) = reports(read_sources([str(tmp_path / "a.html")]))
    assert "2 of 30 DOCUMENTS" in report.text
