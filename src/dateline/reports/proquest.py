"""A batch of articles from ProQuest (text, RTF, DOCX) in, a raw report each out.

Rules part the documents; in each, lines of labels ("Publication title: …") stand before and behind the full text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.errors import ReportError
from dateline.reports.days import day_of
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport
from dateline.reports.words import words
from dateline.reports.written import DATE, has_year

_RULE = re.compile(r"(?m)^[ \t]*[_=-]{20,}[ \t]*$")
_COUNTER = re.compile(r"Document \d{1,6} of \d{1,6}")
_LABELS = (
    "Abstract|Abstract (summary)|Alternate title|Author|Author affiliation|Classification|Column|Company / organization"
    "|Copyright|Correspondence author|Country of publication|Credit|Database|Dateline|Document feature|Document type"
    "|Document URL|DOI|Edition|First page|Full text|Full Text|Highlights|Identifier / keyword|Identifiers / keywords"
    "|ISBN|ISSN|Issue|Language of publication|Last updated|Links|Literary indexing|Location|Number of pages|Page count"
    "|Pages|People|Place of publication|ProQuest document ID|ProQuest document link|Publication date|Publication info"
    "|Publication subject|Publication title|Publication year|Publisher|Section|Source|Source attribution|Source type"
    "|Subject|Sub title|Subtitle|Title|Volume|Year"
)
_LABEL = re.compile(
    rf"(?P<key>{'|'.join(re.escape(label) for label in _LABELS.split('|'))})[ \t]*(?::[ \t]*(?P<value>.*)|$)"
)
_NAMED = re.compile(r"(?m)^(?:ProQuest document (?:ID|link)|Report Information from ProQuest)\b")
_SURELY = re.compile(
    r"(?:Publication (?:title|date|year)|ProQuest document (?:ID|link)|Document type|Language of publication):"
)
_FULL_TEXT = re.compile(r"(?mi)^Full text:")
_TITLE_OF = re.compile(r"(?m)^(?:Publication title|Publication info|Publication date):")
_FIX = "export the articles with their full text"


@dataclass(frozen=True, slots=True)
class _BatchDocument:
    fields: dict[str, str]
    heading: str | None


def is_proquest(text: str) -> bool:
    """Whether a text is a batch: it names the database, or its labels stand beside full texts."""
    start = text[:65_536]
    if not _FULL_TEXT.search(start):
        return False
    return _NAMED.search(start) is not None or _TITLE_OF.search(start) is not None


PROQUEST = Signs(looks=lambda seen: is_proquest(seen.text))


def read_proquest(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each document; one without its full text gives an error in its place."""
    text = words(opened, options).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    number = 0
    for part in _RULE.split(text):
        if not any(_LABEL.fullmatch(line.strip()) for line in part.splitlines()):
            continue  # cover page, contents and contacts
        number += 1
        yield _document_report(_read(part), f"{opened.name}, document {number}")
    if not number:
        yield ReportError(opened.name, "holds no document of ProQuest", _FIX)


def _read(part: str) -> _BatchDocument:
    lines = [line.strip() for line in part.splitlines()]
    labels = [_LABEL.fullmatch(line) for line in lines]
    begun = next((i for i, label in enumerate(labels) if label and label["key"].lower() == "full text"), len(lines))
    ended = _end_of_text(lines, labels, begun)
    fields: dict[str, str] = {}
    heading: str | None = None
    key = ""
    for i, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is not None and not begun < i < ended:
            key = label["key"].lower()
            line = label["value"] or ""
            if key in fields:
                key = f"{key} again"
        if key:
            fields[key] = f"{fields[key]}\n{line}" if key in fields else line
        elif line and heading is None and not _COUNTER.fullmatch(line):
            heading = line
    return _BatchDocument({name: value.strip() for name, value in fields.items() if value.strip()}, heading)


def _end_of_text(lines: list[str], labels: list[re.Match[str] | None], begun: int) -> int:
    """Where the labels behind the text begin: the paragraphs of them up to one that only a batch has.

    A line like "Source: Reuters" or "Location: a hall in Lima" may as well stand in the text.
    """
    end = next((i for i in range(begun + 1, len(lines)) if _SURELY.match(lines[i])), len(lines))
    while end < len(lines):
        before = end - 1
        while before > begun and not lines[before]:
            before -= 1
        while before > begun and labels[before] is None and lines[before]:
            before -= 1
        if before <= begun or labels[before] is None:
            break
        end = before
    return end


def _document_report(document: _BatchDocument, place: str) -> RawReport | ReportError:
    fields = document.fields
    id_ = fields.get("proquest document id")
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    text = fields.get("full text")
    if text is None:
        return ReportError(shown, "holds no full text", _FIX)
    url = fields.get("document url") or fields.get("proquest document link") or ""
    return RawReport(
        id=id_,
        text=_paragraphs(text),
        title=_line(fields.get("title")) or document.heading,
        url=url if url.startswith(("http://", "https://")) else None,
        published=_published(fields),
        publisher=_publisher(fields),
        source=shown,
    )


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


def _published(fields: dict[str, str]) -> date | None:
    day = day_of(fields.get("publication date"))
    info = fields.get("publication info") or fields.get("source") or ""
    written = next((match for match in DATE.finditer(info) if has_year(match)), None) if day is None else None
    return day_of(written.group()) if written else day


def _publisher(fields: dict[str, str]) -> str | None:
    """The paper's name, without its town: "The Test Times; Testville"."""
    title = fields.get("publication title") or fields.get("publication info") or fields.get("source") or ""
    return _line(re.split(r"\s*[;\[]", title)[0])
