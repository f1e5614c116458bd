"""The first bytes of a source and its name in, the kind of source out. What is written decides; the name helps."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from dateline.reports.decoding import MARKS
from dateline.reports.dialect import is_table
from dateline.reports.factiva import has_fields
from dateline.reports.nexis import is_nexis
from dateline.reports.options import SourceOptions

_MAGIC = ((b"PAR1", "parquet"), (b"WARC/", "warc"), (b"{\\rtf", "rtf"))
_BY_ENDING = {
    "jsonl": "jsonl", "ndjson": "jsonl", "jsonlines": "jsonl", "csv": "csv", "tsv": "tsv", "tab": "tsv", "html": "html",
    "htm": "html", "xhtml": "html", "json": "json", "rss": "feed", "atom": "feed", "parquet": "parquet", "warc": "warc",
    "wet": "warc", "nitf": "newsml", "docx": "docx", "rtf": "rtf",
}  # fmt: skip
_PLAIN_ENDINGS = ("txt", "text", "md")
_COMPRESSED = (".gz", ".gzip")
_OPENING_TAG = re.compile(r"\s*<(?P<doctype>![dD][oO][cC][tT][yY][pP][eE]\s+)?(?P<tag>[\w.:-]+)")
_SPACE = re.compile(r"\s*")
_ONE_DOCUMENT = re.compile(r"\[\s*\{|\{\s*\n")  # an array, or objects over several lines
_BEFORE_TAG = (("<?", "?>"), ("<!--", "-->"))
_FEED, _NEWS = ("rss", "feed", "rdf"), ("newsitem", "newsmessage", "nitf", "newsml", "packageitem")
_KNOWN_ROOT = re.compile(r"(?i)<(?:\w+:)?(" + "|".join((*_FEED, *_NEWS)) + r")\b")
_HTML = ("html", "head", "body", "div", "p", "article", "table", "meta", "title", "section", "span", "h1", "h2")
_FACTIVA_XML = re.compile(r"<(?:\w+:)?accessionNo\b|<(?:\w+:)?tailParagraphs\b|<(?:\w+:)?leadParagraph\b|<pps")
_FACTIVA_CELL = re.compile(r"(?i)<td[^>]*>\s*(?:<[^>]+>\s*){0,4}(HD|PD|SN|LP|TD|AN|WC)\s*(?:&nbsp;|\s)*<")
_FACTIVA_PAGE = re.compile(r"(?i)class=[\"'](?:[^\"']*\b(?:en)?articleparagraph\b|article [a-z]{2}article\b)")


def kind_of(head: bytes, name: str, content_type: str | None, options: SourceOptions) -> str:
    """One of the readers' names: ``text``, ``html``, ``json``, ``rtf`` … ``text`` for whatever is nothing else."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    ending = _ending(name)
    if head.startswith(b"PK\x03\x04") and (b"word/" in head or ending == "docx"):
        return "docx"
    text = _decoded(head)
    start = text.lstrip("\ufeff \t\r\n")
    if ending == "jsonl" and _ONE_DOCUMENT.match(start):
        return "json"
    if ending in ("jsonl", "csv", "tsv") or (ending is None and _named_plain(name)):
        return ending or _kind_of_plain(text, options)
    told = (_kind_of_markup(start) if start.startswith("<") else None) or _kind_of_json(start)
    if told:
        return told
    if ending in ("html", "feed", "newsml") and not start.startswith("<"):
        return "html" if ending == "html" else "text"
    return ending or _by_media_type(content_type, start) or _kind_of_plain(text, options)


def _ending(name: str) -> str | None:
    return _BY_ENDING.get(_suffix(name))


def _suffix(name: str) -> str:
    plain = name.partition("?")[0] if "://" in name else name
    path = PurePath(plain.lower())
    return PurePath(path.stem if path.suffix in _COMPRESSED else path.name).suffix.lstrip(".")


def _named_plain(name: str) -> bool:
    return _suffix(name) in _PLAIN_ENDINGS


def _decoded(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _kind_of_plain(text: str, options: SourceOptions) -> str:
    """A text that may be an export of a press database, a page that was saved as text, or a table."""
    if is_nexis(text):
        return "nexis"
    if has_fields(text):
        return "factiva"
    if re.match(r"(?i)\s*<(?:!doctype html|html[\s>])", text):
        return _kind_of_markup(text.lstrip()) or "html"
    return "csv" if is_table(text.lstrip("\ufeff"), options) else "text"


def _kind_of_markup(start: str) -> str | None:
    opening = _OPENING_TAG.match(start, _past_prolog(start))
    if opening is None:
        return None
    tag = opening["tag"].lower().rpartition(":")[2]
    if opening["doctype"]:
        root = _KNOWN_ROOT.search(start) if tag != "html" else None
        tag = root[1].lower() if root else "html"
    if tag in _FEED:
        return "feed"
    if tag in _NEWS:
        return "newsml"
    if _FACTIVA_XML.search(start):
        return "factiva"
    if tag in _HTML:
        codes = {match[1].upper() for match in _FACTIVA_CELL.finditer(start)}
        return "factiva" if {"HD", "PD"} <= codes or _FACTIVA_PAGE.search(start) else "html"
    return None


def _past_prolog(start: str) -> int:
    """Where the declaration, instructions and comments that may stand before the first tag end."""
    at = 0
    while True:
        space = _SPACE.match(start, at)
        at = space.end() if space else at
        closing = next((closing for opening, closing in _BEFORE_TAG if start.startswith(opening, at)), None)
        end = start.find(closing, at) if closing else -1
        if closing is None or end < 0:
            return at
        at = end + len(closing)


def _kind_of_json(start: str) -> str | None:
    """An array of objects, an object, or lines of them: a first line that is whole, and another after it."""
    if re.match(r"\[\s*[{\]]", start):
        return "json"
    if not re.match(r'\{\s*["}]', start):
        return None
    first, _, rest = start.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if rest.strip() else "json"


def _by_media_type(content_type: str | None, start: str) -> str | None:
    """What a server says; it calls everything plain text or bytes that it does not know."""
    if content_type in ("text/html", "application/xhtml+xml") and "<" in start:
        return "html"
    return {"text/csv": "csv", "text/tab-separated-values": "tsv"}.get(content_type or "")
