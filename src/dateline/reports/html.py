"""A web page in, the report on it out: the article's text without the page around it, with what the page says about it.

The text is as extracted, so offsets fit what is stored; the headline is its first line only where the page has it there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import MissingPackageError, ReportError
from dateline.installed import how_to_install
from dateline.reports.decoding import MARKS
from dateline.reports.furniture import is_furniture
from dateline.reports.markup import html_tree, plain_text
from dateline.reports.options import SourceOptions
from dateline.reports.page_date import page_date
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport
from dateline.reports.written import DATE, day_written, has_year

LARGEST_PAGE = 8 << 20
_MOST_TAGS = 40_000
_CHARSET = re.compile(rb"""(?i)<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
_HEAD = 4096
_PARAGRAPH = 60  # characters, spaces aside; less is a caption or a line of buttons
_LOOKED_AT = 20  # articles of a page, and paragraphs of each
_SHORTEST = 40  # characters; less is what is left of menus
_NO_MARKUP = re.compile(r"<[a-zA-Z!]")
_ROOTS = ("html", "head", "body", "div", "p", "article", "table", "meta", "title", "section", "span", "h1", "h2")
_TYPES = ("text/html", "application/xhtml+xml")
_SAVED_AS_TEXT = re.compile(r"(?i)\s*<(?:!doctype html|html[\s>])")
# Browsers read these names as the Windows code page that contains them.
_AS_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def is_page(seen: Glimpse) -> bool:
    """Whether it opens as a web page does; a document type that says nothing better is taken for one's."""
    return seen.root in _ROOTS or seen.has_doctype


HTML = Signs(
    endings=("html", "htm", "xhtml"),
    shows=is_page,
    served=lambda seen: seen.content_type in _TYPES and "<" in seen.start,
    looks=lambda seen: _SAVED_AS_TEXT.match(seen.text) is not None,
)


def read_html(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """The report on one page."""
    yield read_page(opened.whole(), opened.name, url=opened.url, charset=options.encoding or opened.charset)


def read_page(data: bytes, source: str, *, url: str | None = None, charset: str | None = None) -> RawReport:
    """The report on a page; ReportError if there is no article on it. ``charset`` is what the server said."""
    if len(data) > LARGEST_PAGE:
        raise ReportError(source, f"is larger than the {LARGEST_PAGE >> 20} MiB of one page", "give the article alone")
    if not data.strip():
        raise ReportError(source, "is empty", "leave it out")
    if data.count(b"<") > _MOST_TAGS:
        raise ReportError(source, f"holds more than {_MOST_TAGS:,} tags, as no article does", "give the article alone")
    page = page_text(data, charset)
    if not _NO_MARKUP.search(page):
        raise ReportError(source, "holds no markup, as a web page would", "give it as text")
    try:
        document = _extracted(page, url)
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            source,
            f"is a web page, and the package {error.name!r} is not installed",
            f"install it with: {how_to_install('web')}",
        ) from error
    # A blank line between paragraphs, or a headline would run into the first sentence.
    lines = (document.text or "").splitlines() if document is not None else []
    text = "\n\n".join(line.strip() for line in lines if line.strip() and not is_furniture(line))
    if document is None or len(text) < _SHORTEST:
        raise ReportError(
            source, "holds no article that could be told from the page around it", "give the article's text"
        )
    if (number := _articles_in(page, text)) > 1:
        cause = f"holds {number} articles, which would be read as one report"
        raise ReportError(source, cause, "give each in a page of its own")
    address = url or document.url
    return RawReport(
        id=None,
        text=text,
        title=(document.title or "").strip() or None,
        url=address,
        published=page_date(page) or _stamped(lines),
        publisher=_publisher(document.sitename, address),
        source=source,
    )


def _stamped(lines: Iterable[str]) -> date | None:
    """The day of a line that says nothing but when the article was written or published."""
    stamps = (DATE.search(line) for line in lines if is_furniture(line))
    return next((day_written(match, None) for match in stamps if match and has_year(match)), None)


def _articles_in(page: str, text: str) -> int:
    """How many articles, each with a headline and paragraphs of its own, have come into the text."""
    root = html_tree(page.encode("utf-8", "replace"), "utf-8")
    known = "".join(text.split())
    number = 0
    for article in islice(root.iter("article"), _LOOKED_AT) if root is not None else ():
        nested = next(article.iterancestors("article"), None) is not None
        if nested or next(article.iter("h1", "h2", "h3"), None) is None:
            continue
        paragraphs = ("".join(plain_text(p).split()) for p in islice(article.iter("p"), _LOOKED_AT))
        number += sum(len(p) > _PARAGRAPH and p in known for p in paragraphs) > 1
    return number


def page_text(data: bytes, charset: str | None = None) -> str:
    """The page's markup by its byte order mark, by what it is if that is UTF-8, as the server or the page itself says, or
    else as it can be read: servers name one encoding for all their pages.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(data[:_HEAD])
    labels = (charset, declared[1].decode("ascii") if declared else None, "utf-8")
    for label in labels if data.isascii() else ("utf-8", *labels):
        known = _known(label)
        if known:
            try:
                return data.decode(known)
            except UnicodeError:
                continue
    return data.decode(_known(charset) or "cp1252", "replace")


def _known(label: str | None) -> str | None:
    """Python's name of an encoding of text; None for one that is not known."""
    try:
        name = codecs.lookup(label.strip(" \t\"'")).name if label else None
        if name is None or not isinstance(b"a".decode(name), str):
            return None
    except (LookupError, ValueError, TypeError, AssertionError):
        return None
    if name.startswith("utf-16"):  # said of a page that can be read as bytes, it is wrong
        return None
    return _AS_WINDOWS.get(name, name)


def _extracted(page: str, url: str | None) -> Any:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            page.replace("\x00", ""),
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # noqa: BLE001 whatever broken markup does to the parsers, it is the page that cannot be read
        return None


def _publisher(sitename: str | None, address: str | None) -> str | None:
    """The name the site gives itself, else the host that the page came from."""
    if sitename and sitename.strip():
        return sitename.strip()
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
