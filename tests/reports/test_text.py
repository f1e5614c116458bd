"""Text files and standard input: what is read, how it is decoded, and what is refused with which words."""

import codecs
import gzip
import io
import os
import pickle
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reports import DecodedText, ReportError, decode, read_report, read_text

NEWS = "PARIS, May 2 (AFP) — The “grand café” of the ministry was hit, the mayor’s office said.\n"


def refusal(data: bytes) -> str:
    with pytest.raises(ReportError) as caught:
        decode(data, "report.txt")
    return str(caught.value)


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NEWS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + NEWS.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"), "utf-32-be"),
        (NEWS.encode("cp1252"), "cp1252"),
    ],
)
def test_each_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data, "report.txt") == DecodedText(NEWS, encoding)


def test_latin_1_is_read_as_part_of_windows_1252() -> None:
    text = "The café in São Paulo was closed, the mayor of Córdoba said on Monday."
    assert decode(text.encode("latin-1"), "report.txt") == DecodedText(text, "cp1252")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_stay_so_that_offsets_fit_the_file(line_end: str, tmp_path: Path) -> None:
    text = line_end.join(["MOSCOW", "", " The minister left.  ", ""])
    (tmp_path / "report.txt").write_bytes(text.encode())
    assert read_text(tmp_path / "report.txt").text == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    # The word in front keeps the example from being blank or opening like another format.
    assert decode(f"News: {text}".encode(), "report.txt") == DecodedText(f"News: {text}", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_line(data: bytes) -> None:
    try:
        outcome = decode(data, "report.txt").text
    except ReportError as error:
        outcome = str(error)
        opens_well = outcome.startswith("report.txt: ") and len(outcome.splitlines()) == 1
    else:
        opens_well = bool(outcome.strip())
    assert opens_well, outcome


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty; give a file that holds a report's text"),
        (b" \r\n\t\n", "holds nothing but blank space"),
        (codecs.BOM_UTF8, "holds nothing but blank space"),
        ("\u200b \u2060\n".encode(), "holds nothing but blank space"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF, not text; copy its text out"),
        (zipped(word__document_xml="<w/>"), "is a Word document, not text; save or export it as plain text"),
        (zipped(xl__workbook_xml="<w/>"), "is an Excel workbook"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument file"),
        (zipped(report_txt=NEWS), "is a ZIP archive, not text; unpack it"),
        (gzip.compress(NEWS.encode()), "is gzip-compressed, not text; unpack it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "is a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "is a GIF image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "is an old Microsoft Office document"),
        (rb"{\rtf1\ansi The minister left.}", "is an RTF document"),
        (b"\n<!DOCTYPE html><html><p>The minister left.</p></html>", "is a web page"),
        (b"SQLite format 3\x00\x10\x00", "is an SQLite database"),
        (b"News\x00\x00\x01\x02", "holds NUL characters"),
        (b"NEWS: \x01\x02\x03\x04\x05\x06", "is full of control characters"),
        (NEWS.encode("utf-16-le"), "looks like UTF-16 without its byte order mark; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "is marked as utf-16-le but is damaged at byte 2"),
        (NEWS.encode() + "é".encode()[:1], f"is UTF-8 but damaged or cut off at byte {len(NEWS.encode())}"),
        ("Министр прибыл в Пхеньян, где встретился с руководством.".encode("cp1251"), "is not UTF-8 (byte 0"),
        ("外務大臣は火曜日の記者会見で述べた。".encode("shift-jis"), "is not UTF-8"),
        ("The mayor’s office didn’t reply, “for now”.".encode("mac-roman"), "is not UTF-8"),
        ("The words of Lech Wałęsa were quoted in Gdańsk.".encode("cp1250"), "is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_few_odd_characters_do_not_make_a_long_text_binary() -> None:
    text = "The page of the report was broken here\x0c by a scanner, and there\x1a.\n" * 5
    assert decode(text.encode(), "report.txt").text == text


def test_a_missing_file_a_folder_and_a_file_as_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("News", encoding="utf-8")
    cases = {
        "none.txt": "does not exist",
        ".": "is a folder; give the files inside it",
        "file/x": "a part of its path is a file",
    }
    for name, words in cases.items():
        with pytest.raises(ReportError, match=words):
            read_text(tmp_path / name)
    with pytest.raises(ReportError, match="no name a file can have"):
        read_text("report\0.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path, *_: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "report.txt").write_text("text")

    # File modes do not bind the root user, whom test machines often run as.
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ReportError, match="may not be read by you; change its permissions"):
        read_text(tmp_path / "report.txt")


def test_a_dash_and_an_open_stream_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The minister left. " * 300_000
    assert read_text(io.BytesIO(text.encode())).text == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode())))
    report = read_report("-")
    assert (report.text, report.source, report.id) == (NEWS, "standard input", None)


def test_the_message_stays_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    name = os.fsdecode(b"two\nlines\x1b[31m\xff.txt")
    with pytest.raises(ReportError) as caught:
        read_text(tmp_path / name)
    assert str(caught.value).endswith(r"two\nlines\x1b[31m\udcff.txt: does not exist; check the name and the folder")


def test_an_error_survives_the_way_between_processes() -> None:
    error = ReportError("report.txt", "is empty", "give a file that holds a report's text")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error) == "report.txt: is empty; give a file that holds a report's text"
