"""Web pages: the article without the page around it, what the page says about itself, and its encoding."""

import sys

import pytest

from dateline.reports import ReportError
from dateline.reports.html import page_text, read_page
from tests.reports.samples import BODY, LEAD, TEXT, page


def test_the_article_is_told_from_the_page_around_it() -> None:
    report = read_page(page().encode(), "page.html")
    assert report.text == f"Minister arrives in Eastport\n\n{LEAD}\n\n{BODY}"
    assert (report.title, report.publisher) == ("Minister arrives in Eastport", "The Norland Post")
    assert str(report.published) == "2024-05-03"
    assert report.url == "https://post.example/world/1"


def test_the_address_it_came_from_wins_over_what_the_page_says() -> None:
    assert read_page(page().encode(), "page.html", url="https://mirror.example/a").url == "https://mirror.example/a"


def test_the_host_is_the_publisher_where_the_page_names_none() -> None:
    bare = f"<html><body><article><p>{LEAD}</p><p>{BODY}</p></article></body></html>".encode()
    assert read_page(bare, "x", url="https://www.post.example/a").publisher == "post.example"
    assert read_page(bare, "x").publisher is None


def test_without_the_package_for_web_pages_the_next_move_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    said = r"page\.html: is a web page, and .*'trafilatura'.*; install it with: .*pip.* 'trafilatura\b"
    with pytest.raises(ReportError, match=said):
        read_page(page().encode(), "page.html")


def test_a_day_in_the_text_is_not_taken_for_that_of_publication() -> None:
    text = TEXT + " The treaty was signed on 12 June 2019. Copyright 2021."
    bare = f"<html><body><article><p>{text}</p></article></body></html>".encode()
    assert read_page(bare, "x").published is None


@pytest.mark.parametrize(
    ("data", "charset", "word"),
    [
        (b"<p>caf\xe9</p>", None, "café"),
        (b"<p>caf\xe9</p>", "iso-8859-1", "café"),
        (b"\x93caf\xe9\x94", "ISO-8859-1", "“café”"),
        ('<meta charset="windows-1251"><p>Минск'.encode("cp1251"), None, "Минск"),
        ('<meta charset="windows-1251"><p>Минск'.encode(), "utf-8", "Минск"),
        ("Минск".encode("utf-16"), None, "Минск"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "latin-1", "café"),
        ("café".encode(), "no-such-charset", "café"),
        ("café".encode(), "base64", "café"),
        ("<meta charset=utf-16>café".encode(), None, "café"),
    ],
)
def test_the_encoding_is_what_mark_server_or_page_say_if_it_fits(data: bytes, charset: str | None, word: str) -> None:
    assert word in page_text(data, charset)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body></body></html>", "holds no article"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "holds no article"),
        (b"Plain words.", "holds no markup"),
        (b"<p>" + b"x" * (9 << 20), "is larger than"),
    ],
)
def test_a_page_without_an_article_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        read_page(data, "page.html")


def test_a_page_in_utf8_is_read_so_whatever_its_server_says() -> None:
    assert "Café" in page_text("<p>Café</p>".encode(), "iso-8859-1")
    assert "Café" in page_text("<p>Café</p>".encode("latin-1"), "iso-8859-1")
