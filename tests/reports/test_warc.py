"""Web archives: pages are read, everything else is counted, damage is said."""

import gzip
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import LEAD, TEXT, errors, page, reports, warc, warc_of_news, warc_record


def read(tmp_path: Path, data: bytes, options: SourceOptions | None = None) -> list[RawReport | ReportError]:
    (tmp_path / "news.warc").write_bytes(data)
    return list(read_sources([str(tmp_path / "news.warc")], options or SourceOptions()))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_read_with_their_address_and_charset(packed: bool, tmp_path: Path) -> None:
    options = SourceOptions()
    first, second = reports(read(tmp_path, warc_of_news(packed=packed), options))
    assert (first.url, first.publisher, str(first.published)) == (
        "https://post.example/1",
        "The Norland Post",
        "2024-05-03",
    )
    assert "Café. The foreign minister" in second.text
    assert options.passed_over == {"warcinfo records": 1, "image/png files": 1}


def test_the_day_of_the_crawl_is_not_that_of_publication(tmp_path: Path) -> None:
    bare = f"<html><body><article><p>{LEAD}</p><p>{TEXT}</p></article></body></html>".encode()
    (report,) = reports(read(tmp_path, warc([("https://post.example/1", "text/html", bare)])))
    assert report.published is None
    assert report.publisher == "post.example"


def test_packed_and_chunked_answers_are_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(page().encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    (report,) = reports(
        read(tmp_path, warc_record("response", "application/http", head + chunked, "https://post.example/"))
    )
    assert LEAD in report.text


def test_redirects_and_errors_are_passed_over(tmp_path: Path) -> None:
    moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nGone"
    options = SourceOptions()
    assert read(tmp_path, warc_record("response", "application/http", moved, "https://post.example/"), options) == []
    assert sum(options.passed_over.values()) == 1


def test_the_text_of_a_wet_file_is_taken_as_it_is(tmp_path: Path) -> None:
    (report,) = reports(
        read(tmp_path, warc_record("conversion", "text/plain", TEXT.encode(), "https://post.example/1"))
    )
    assert (report.text, report.url) == (TEXT, "https://post.example/1")


def test_a_page_without_an_article_is_an_error_with_its_address(tmp_path: Path) -> None:
    empty = warc([("https://post.example/menu", "text/html", b"<html><body><a href='/'>Home</a></body></html>")])
    (error,) = errors(read(tmp_path, empty))
    assert "record 2 (https://post.example/menu): holds no article" in error


def test_an_archive_that_breaks_off_says_in_which_record(tmp_path: Path) -> None:
    data = warc_of_news()
    report, error = read(tmp_path, data[: data.index(b"WARC-Target-URI: https://post.example/2") + 20])
    assert isinstance(report, RawReport)
    assert "is cut off in record 4" in str(error)


def test_a_record_longer_than_it_says_is_noticed(tmp_path: Path) -> None:
    data = warc_of_news().replace(b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n and more")
    assert any("longer than they say" in str(item) for item in read(tmp_path, data) if isinstance(item, ReportError))


def test_pages_packed_in_a_way_that_cannot_be_taken_off_say_so(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\n"
    record = warc_record("response", "application/http", head + b"\x28\xb5\x2f\xfd\x04", "https://post.example/1")
    (error,) = errors(read(tmp_path, record))
    assert "is packed (zstd); unpack it" in error


def test_an_empty_page_is_said_to_be_empty(tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path, warc([("https://post.example/1", "text/html", b"")])))
    assert "is empty" in error


def arc(*pages: tuple[str, bytes]) -> bytes:
    head = b"1 0 Norland Archive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    records = [b"filedesc://news.arc 0.0.0.0 20240503101500 text/plain %d\n%s" % (len(head), head)]
    for url, body in pages:
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        records.append(b"%s 192.0.2.1 20240503101500 text/html %d\n%s" % (url.encode(), len(answer), answer))
    return b"\n".join(records) + b"\n"


@pytest.mark.parametrize("packed", [False, True])
def test_archives_of_before_warc_are_read_too(packed: bool, tmp_path: Path) -> None:
    data = arc(("https://post.example/1", page().encode()), ("https://post.example/2", page().encode()))
    (tmp_path / "news.arc").write_bytes(gzip.compress(data) if packed else data)
    found = reports(read_sources([str(tmp_path / "news.arc")]))
    assert [report.url for report in found] == ["https://post.example/1", "https://post.example/2"]
    assert LEAD in found[0].text


def test_an_archive_of_before_warc_that_breaks_off_says_so(tmp_path: Path) -> None:
    data = arc(("https://post.example/1", page().encode()), ("https://post.example/2", page().encode()))
    (tmp_path / "news.arc").write_bytes(data[:-300])
    first, error = read_sources([str(tmp_path / "news.arc")])
    assert isinstance(first, RawReport)
    assert "is cut off" in str(error)
