"""A batch of articles from Nexis or LexisNexis (text, RTF, DOCX) in, raw reports out, each with its dateline.

Two shapes are known: the older one ("3 of 100 DOCUMENTS", labels in capitals, hard line breaks), also as a web page or with
nothing between its documents, and that of Nexis Uni ("End of Document", one line a paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import ReportError
from dateline.reports.assembled import with_dateline
from dateline.reports.days import day_of
from dateline.reports.html import is_page, page_text
from dateline.reports.markup import html_tree, plain_text
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport
from dateline.reports.words import words
from dateline.reports.written import DATE, has_year

_COUNTER = re.compile(r"(?m)^[ \t\f]*(?:Document )?\d{1,6} of \d{1,6}(?: DOCUMENTS?)?[ \t]*\r?$")
_OLD = re.compile(r"(?m)^[ \t\f]*\d{1,6} of \d{1,6} DOCUMENTS?[ \t]*\r?$")
_END = re.compile(r"(?m)^[ \t\f]*End of Document[ \t]*\r?$")
_LABEL = re.compile(
    r"(?P<key>BYLINE|SECTION|LENGTH|DATELINE|HEADLINE|SERIES|HIGHLIGHT|COLUMN|BODY|Byline|Section|Length|Dateline|Headline"
    r"|Highlight|Series|Body)(?::[ \t]*(?P<value>.*)|$)"
)
_AFTER = re.compile(
    r"(?:LOAD-DATE|LANGUAGE|GRAPHIC|SUBJECT|URL|PUBLICATION-TYPE|PUB-TYPE|DOCUMENT-TYPE|TYPE|JOURNAL-CODE|ACC-NO|COMPANY"
    r"|ORGANIZATION|TICKER|INDUSTRY|PERSON|CITY|STATE|COUNTRY|GEOGRAPHIC|DISTRIBUTION|CORRECTION|CORRECTION-DATE|NOTES|NOTE"
    r"|Load-Date|Language|Publication-Type|Subject):.*|(?:Classification|Graphic|Notes)[ \t]*"
)
_PAGE_SIGN = re.compile(r"LOAD-DATE|LENGTH:|\d of \d{1,6} DOCUMENTS?|End of Document")
_COPYRIGHT = re.compile(r"(?i)(?:copyright\b|©|\(c\) ?\d{4}\b|all rights reserved).*")
_PAGE = re.compile(r"Page \d{1,5} of \d{1,5}")
# Labels that only stand behind a text.
_ENDING = re.compile(r"(?i)(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|PUB-TYPE|DOCUMENT-TYPE|JOURNAL-CODE):")
_LONGEST_HEAD = 24  # lines
_HARD_BREAK = 100  # characters that no line has which was broken to fit a page
_FIX = "export the articles with their full text"


@dataclass(frozen=True, slots=True)
class _Article:
    fields: dict[str, str]
    head: Sequence[str]
    body: str


def read_nexis(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each document; one that holds no body, or breaks off, gives an error in its place."""
    if not opened.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from read_batch(words(opened, options), opened.name)
        return
    root = html_tree(page_text(opened.whole(), options.encoding or opened.charset).encode("utf-8", "replace"), "utf-8")
    yield from read_batch(plain_text(root) if root is not None else "", opened.name)


def _is_page(seen: Glimpse) -> bool:
    """A page whose words are those of a batch."""
    if not (is_page(seen) and _PAGE_SIGN.search(seen.start)):
        return False
    root = html_tree(seen.start.encode("utf-8", "replace"), "utf-8")
    return root is not None and is_nexis(plain_text(root))


def is_nexis(text: str) -> bool:
    """Whether a text is a batch: counted or ended documents, or one article with the labels of the database."""
    start = text[:65_536]
    if _OLD.search(start) or (_END.search(text) and re.search(r"(?im)^(?:length|load-date):", start)):
        return True
    labels = set(re.findall(r"(?m)^(LENGTH|LOAD-DATE|BODY|BYLINE|DATELINE|SECTION|HEADLINE|PUBLICATION-TYPE):", start))
    return bool(labels & {"LOAD-DATE", "BODY", "PUBLICATION-TYPE"}) and len(labels) >= 3


NEXIS = Signs(shows=_is_page, looks=lambda seen: is_nexis(seen.text))


def read_batch(text: str, name: str) -> Iterator[RawReport | ReportError]:
    """The documents in the text of a batch."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    newer = _END.search(text) is not None
    parts = _END.split(text) if newer else [one for part in _COUNTER.split(text) for one in _uncounted(part)]
    left_over = parts.pop() if newer else ""
    number = 0
    for part in parts:
        if not part.strip() or (not newer and len(parts) > 1 and number == 0 and not _labelled(part)):
            continue  # the cover page
        number += 1
        yield _report(part, f"{name}, document {number}", newer)
    if _labelled(left_over):
        yield ReportError(
            f"{name}, document {number + 1}", "breaks off before its end", "get a whole copy of the export"
        )
    elif not number:
        yield ReportError(name, "holds no document of Nexis", _FIX)


def _uncounted(part: str) -> Iterator[str]:
    """The documents of a part that nothing counts: where something follows the last labels of one, the next begins.

    What follows must have labels of its own, or it still belongs to the document.
    """
    lines = part.split("\n")
    begun, closing = 0, False
    for i, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        ends = _ENDING.match(words) is not None or _COPYRIGHT.fullmatch(words) is not None
        if closing and not ends and _LABEL.fullmatch(words) is None and _opens_document(lines[i : i + _LONGEST_HEAD]):
            yield "\n".join(lines[begun:i])
            begun = i
        closing = ends or (closing and _AFTER.fullmatch(words) is not None)
    yield "\n".join(lines[begun:])


def _opens_document(lines: Sequence[str]) -> bool:
    """Whether a head of a few lines, one of them a day, leads to a document's labels."""
    head = [line.strip() for line in lines if line.strip()]
    at = next((i for i, line in enumerate(head) if _LABEL.fullmatch(line)), None)
    return at is not None and any((day := DATE.match(line)) and has_year(day) for line in head[:at])


def _labelled(part: str) -> bool:
    return any(_LABEL.fullmatch(line.strip()) for line in part.splitlines())


def _report(part: str, place: str, newer: bool) -> RawReport | ReportError:
    article = _read(part)
    if not article.body:
        return ReportError(place, "holds no body", _FIX)
    title, publisher, day = _headed(article.head, newer)
    return RawReport(
        id=None,
        text=with_dateline(article.fields.get("DATELINE"), article.body),
        title=article.fields.get("HEADLINE") or title,
        published=day,
        publisher=publisher,
        source=place,
    )


def _read(part: str) -> _Article:
    """Head, labelled fields and body of one document."""
    lines = [line.strip() for line in part.split("\n")]
    fields: dict[str, str] = {}
    first = next((i for i, line in enumerate(lines) if _LABEL.fullmatch(line)), len(lines))
    at = first
    while at < len(lines):
        label = _LABEL.fullmatch(lines[at])
        if label is None:
            break
        at += 1
        if label["key"].upper() == "BODY":
            at = _past_blank(lines, at)
            break
        value = [label["value"] or ""]
        if not value[0]:
            at = _past_blank(lines, at)
        while at < len(lines) and lines[at] and not _LABEL.fullmatch(lines[at]) and not _is_prose(lines[at]):
            value.append(lines[at])
            at += 1
        fields.setdefault(label["key"].upper(), " ".join(value).strip())
        at = _past_blank(lines, at)
    stop = next((i for i in range(at, len(lines)) if _AFTER.fullmatch(lines[i])), len(lines))
    return _Article(fields, lines[:first], _paragraphs(_without_page_heads(lines[at:stop], lines[:first])))


def _without_page_heads(body: Sequence[str], head: Sequence[str]) -> list[str]:
    """The body without "Page 2 of 3" and the title that is printed under it, as copies of the printed pages have them."""
    return [
        line
        for i, line in enumerate(body)
        if not (_PAGE.fullmatch(line) or (line and i and line in head and _PAGE.fullmatch(body[i - 1])))
    ]


def _is_prose(line: str) -> bool:
    return len(line) > _HARD_BREAK


def _past_blank(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at]:
        at += 1
    return at


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines that were broken to fit a page are joined again; blank lines part paragraphs."""
    written = [line for line in lines if line]
    broken = len(written) > 1 and max(map(len, written)) <= _HARD_BREAK and any(not line for line in lines)
    if not broken:
        return "\n\n".join(line for line in written if not _COPYRIGHT.fullmatch(line))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    joined = [" ".join(paragraph) for paragraph in paragraphs if paragraph]
    return "\n\n".join(p for p in joined if not _COPYRIGHT.fullmatch(p))


def _headed(head: Sequence[str], newer: bool) -> tuple[str | None, str | None, date | None]:
    """Title, publisher and day of the lines before the labels."""
    lines = [line for line in head if not _COPYRIGHT.fullmatch(line)]
    dated = [i for i, line in enumerate(lines) if (match := DATE.match(line)) and has_year(match)]
    if not dated:
        return None, None, None
    # A list of contents may stand before the first document, so that of Nexis Uni is read from its end.
    at = dated[-1] if newer else dated[0]
    before = [line for line in lines[:at] if line]
    publisher = before[-1] if before else None
    if newer:
        return (before[-2] if len(before) > 1 else None), publisher, day_of(lines[at])
    after = [" ".join(group.split()) for group in re.split(r"\n\s*\n", "\n".join(lines[at + 1 :])) if group.strip()]
    return (after[-1] if after else None), publisher, day_of(lines[at])
