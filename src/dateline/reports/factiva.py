"""An export of Dow Jones Factiva (HTML, XML, or the field codes HD, PD, SN, LP, TD … in plain text) in, raw reports out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.errors import ReportError
from dateline.reports.days import day_of
from dateline.reports.html import HTML, is_page, page_text
from dateline.reports.markup import elements, first, html_tree, plain_text, text_of
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

CODES = frozenset(
    "AN ART BY CLM CO CR CT CX CY DE DLN ED ET FMT GC HD HL HLP IN IPC IPD LA LP MA NS PD PG PUB RBC RE RF RST SC SE SN TD "
    "VOL WC WN".split()
)
_CODE_LINE = re.compile(r"([A-Z]{2,3})(?:[ \t]+|\s*$)(.*)")
_XML = re.compile(r"<(?:\w+:)?accessionNo\b|<(?:\w+:)?tailParagraphs\b|<(?:\w+:)?leadParagraph\b|<pps")
_CELL = re.compile(r"(?i)<td[^>]*>\s*(?:<[^>]+>\s*){0,4}(HD|PD|SN|LP|TD|AN|WC)\s*(?:&nbsp;|\s)*<")
_PAGE = re.compile(r"(?i)class=[\"'](?:[^\"']*\b(?:en)?articleparagraph\b|article [a-z]{2}article\b)")
_WORDS = re.compile(r"[\d.,]+ words")
_DOCUMENT = re.compile(r"Document\s+([A-Za-z0-9]{15,40})\b")
_NO_TEXT = "export the articles with their full text"
_CUT = "get a whole copy of the export"


def is_markup(seen: Glimpse) -> bool:
    """Whether XML has the names of its elements, or a page its cells of codes or its classes."""
    if not seen.root:
        return False
    codes = {match[1].upper() for match in _CELL.finditer(seen.start)} if is_page(seen) else ()
    of_page = is_page(seen) and ({"HD", "PD"} <= {*codes} or _PAGE.search(seen.start) is not None)
    return of_page or _XML.search(seen.start) is not None


def _looks(seen: Glimpse) -> bool:
    """Field codes, or a page of it that was saved as text."""
    return has_fields(seen.text) or bool(HTML.looks and HTML.looks(seen) and is_markup(seen))


FACTIVA = Signs(shows=is_markup, looks=_looks)


def read_factiva(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each article in order."""
    head = opened.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if (head[:5].lower() == b"<?xml" and b"<html" not in head[:2000].lower()) or re.match(
        rb"<(?:\w+:)?pps|<article", head
    ):
        yield from _read_xml(opened, options)
        return
    page = page_text(opened.whole(), options.encoding or opened.charset)
    if re.search(r"<(?:html|table|div|tr)\b", page[:20_000], re.IGNORECASE):
        yield from _read_html(page, opened.name)
    else:
        yield from read_fields(page, opened.name)


def has_fields(text: str) -> bool:
    """Whether a text is written in field codes: HD, PD, SN and LP or TD each open a line."""
    found = {match[1] for line in text[:65_536].splitlines() if (match := _CODE_LINE.fullmatch(line.strip()))}
    return {"HD", "PD", "SN"} <= found and bool(found & {"LP", "TD"})


def read_fields(text: str, name: str) -> Iterator[RawReport | ReportError]:
    """Articles whose fields each begin a line with their code, as in the RTF and text exports."""
    articles = list(_numbered(_split(_lines_of_fields(text)), name))
    yield from articles or [ReportError(name, "holds no Factiva article", _NO_TEXT)]


def _lines_of_fields(text: str) -> Iterator[tuple[str, str]]:
    code, lines = "", list[str]()
    for line in text.splitlines():
        match = _CODE_LINE.fullmatch(line.strip())
        if match and match[1] in CODES:
            if code:
                yield code, "\n".join(lines).strip()
            code, lines = match[1], [match[2].strip()]
        elif code:
            lines.append(line.strip())
    if code:
        yield code, "\n".join(lines).strip()


def _read_html(page: str, name: str) -> Iterator[RawReport | ReportError]:
    root = html_tree(page.encode("utf-8", "replace"), "utf-8")
    if root is None:
        yield ReportError(name, "cannot be read as HTML", _CUT)
        return
    rows = list(_rows(root))
    articles = list(_numbered(_split(iter(rows)), name)) if rows else list(_pages(root, name))
    yield from articles
    if not articles:
        yield ReportError(name, "holds no Factiva article", "export with 'Full Article/Report plus Indexing'")
    elif "</html" not in page[-2000:].lower() and "<html" in page[:2000].lower():
        yield ReportError(name, "breaks off: the last article may be cut, and others lost", _CUT)


def _rows(root: Any) -> Iterator[tuple[str, str]]:
    """The rows of all tables that have a field's code in their first cell; an empty pair parts the tables."""
    last = None
    for row in root.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = plain_text(cells[0]).strip() if len(cells) > 1 else ""
        if code in CODES:
            table = next(row.iterancestors("table"), None)
            if table is not last:
                yield "", ""
                last = table
            yield code, plain_text(cells[1])


def _split(fields: Iterator[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Fields into articles: a new one begins with a new table, after the number of the last, or with a second headline."""
    article: dict[str, str] = {}
    for code, value in fields:
        if not code or (code == "HD" and "HD" in article) or ("AN" in article and code not in ("RF", "AN")):
            if article:
                yield article
            article = {}
        if code:
            article[code] = f"{article[code]}\n\n{value}" if code in article else value
    if article:
        yield article


def _numbered(articles: Iterator[dict[str, str]], name: str) -> Iterator[RawReport | ReportError]:
    for number, article in enumerate(articles, 1):
        yield _field_report(article, f"{name}, article {number}")


def _field_report(fields: Mapping[str, str], place: str) -> RawReport | ReportError:
    id_ = " ".join(fields.get("AN", "").split()) or None
    if id_ and (document := _DOCUMENT.search(id_)):
        id_ = document[1]
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    text = "\n\n".join(part for code in ("LP", "TD") if (part := fields.get(code, "").strip()))
    if not text:
        return ReportError(shown, "has neither a lead (LP) nor a text (TD)", _NO_TEXT)
    return RawReport(
        id=id_,
        text=text,
        title=_line(fields.get("HD")),
        published=day_of(_line(fields.get("PD"))),
        publisher=_line(fields.get("SN")),
        source=shown,
    )


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _pages(root: Any, name: str) -> Iterator[RawReport | ReportError]:
    """The export without indexing: a headline, lines (words, day, source …) and paragraphs, each in its own element."""
    articles = [div for div in root.iter("div") if "article" in (div.get("class") or "").lower().split()]
    for number, div in enumerate(articles, 1):
        place = f"{name}, article {number}"
        headline = next((e for e in div.iter() if "headline" in str(e.get("class") or "").lower()), None)
        paragraphs = [p for p in div.iter("p") if "articleparagraph" in (p.get("class") or "").lower()]
        lines = [plain_text(line) for line in div.iter("div") if line is not div and len(line) == 0]
        document = _DOCUMENT.search(plain_text(div))
        at = next((i for i, line in enumerate(lines) if _WORDS.fullmatch(line)), len(lines))
        day = next((i for i, line in enumerate(lines) if i >= at and day_of(line)), len(lines))
        # Between the day and the source stands the time of day, if it is known.
        after = [line for line in lines[day + 1 :] if not re.match(r"\d\d?:\d\d", line)]
        text = "\n\n".join(part for p in paragraphs if (part := plain_text(p)))
        if not text:
            yield ReportError(place, "has no paragraphs", _NO_TEXT)
            continue
        yield RawReport(
            id=document[1] if document else None,
            text=text,
            title=plain_text(headline) or None if headline is not None else None,
            published=day_of(lines[day]) if day < len(lines) else None,
            publisher=after[0] if after else None,
            source=place,
        )


def _read_xml(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    number = 0
    try:
        for article in elements(opened.stream, opened.name, ("article",), encoding=options.encoding):
            number += 1
            yield _xml_report(article, f"{opened.name}, article {number}")
    except ReportError as error:
        yield error
        return
    if not number:
        yield ReportError(opened.name, "holds no Factiva article", _NO_TEXT)


def _xml_report(article: Any, place: str) -> RawReport | ReportError:
    id_ = text_of(article, "accessionNo") or article.get("accessionNo")
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    parts = (text_of(article, name) for name in ("leadParagraph", "tailParagraphs"))
    text = "\n\n".join(part for part in parts if part) or text_of(article, "body") or ""
    if not text:
        return ReportError(shown, "has no paragraphs", _NO_TEXT)
    date_element = first(article, "publicationDate")
    return RawReport(
        id=id_,
        text=text,
        title=text_of(article, "headline"),
        published=day_of(plain_text(date_element)) if date_element is not None else None,
        publisher=text_of(article, "sourceName"),
        source=shown,
    )
