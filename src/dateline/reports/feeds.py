"""An RSS or Atom feed in, a raw report an entry out: the whole content if the feed carries it, else the summary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dateline.errors import ReportError
from dateline.language import either, lexicon
from dateline.reports.days import day_of
from dateline.reports.markup import MOST_TAGS, fragment_text, tags_in, too_many_tags
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

_WORDS = lexicon("reports")
# The line that WordPress puts under every post.
_POST, _APPEARED = _WORDS.word("post_line_opener"), either(_WORDS.ordered("post_line_verbs"))
_ADVERTISED = re.compile(rf"(?:^|\n){_POST} [^\n]{{1,300}} {_APPEARED} [^\n]{{1,200}}\.\s*$")
_MONTH_IN_LETTERS = re.compile(r"[^\W\d_]{3}")
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
FEED = Signs(endings=("rss", "atom"), roots=("rss", "feed", "rdf"))


def read_feed(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each entry; an entry without a text gives an error, and so does a feed that breaks off.

    A feed without entries is counted in ``options.passed_over``: on some days there is no news.
    """
    data = opened.whole()
    if b"<!ENTITY" in data[:65_536].upper():
        yield ReportError(opened.name, "declares XML entities", "give the feed without its <!ENTITY …> lines")
        return
    if tags_in(data) > MOST_TAGS:
        raise too_many_tags(opened.name)
    feed = _parsed(data, opened.content_type)
    entries = feed.get("entries", []) if feed is not None else []
    if feed is None or not (entries or feed.get("version")):
        yield ReportError(opened.name, "cannot be read as an RSS or Atom feed", "get a whole copy of the feed")
        return
    channel = feed.get("feed", {})
    for number, entry in enumerate(entries, 1):
        yield _entry_report(entry, channel, f"{opened.name}, entry {number}")
    problem = feed.get("bozo_exception")
    if feed.get("bozo") and problem is not None and _is_broken(problem):
        cause = f"is damaged or cut off: what follows entry {len(entries)} is lost, and that one may be cut"
        yield ReportError(opened.name, cause, "get a whole copy of the feed")
    elif not entries:
        options.passed_over["feeds without entries"] += 1


def _parsed(data: bytes, content_type: str | None) -> Any:
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    try:
        # A stream, for bytes or a string might be taken for a file's name or an address.
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception:  # noqa: BLE001 whatever a broken feed does to the parser, it is the feed that cannot be read
        return None


def _is_broken(problem: object) -> bool:
    """The parser also complains about encodings and media types, which lose nothing."""
    return type(problem).__name__ in ("SAXParseException", "SAXException", "ExpatError")


def _entry_report(entry: Mapping[str, Any], channel: Mapping[str, Any], place: str) -> RawReport | ReportError:
    id_ = _string(entry.get("id"))
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    text = _text(entry)
    if not text:
        return ReportError(shown, "holds no text", "give a feed with contents or summaries")
    return RawReport(
        id=id_,
        text=text,
        title=_plain(entry.get("title")),
        url=_string(entry.get("link")),
        published=_published(entry),
        publisher=_publisher(entry, channel),
        source=shown,
    )


def _text(entry: Mapping[str, Any]) -> str | None:
    """The longest content in text or HTML; the summary if there is none."""
    texts = [
        _plain(part.get("value")) or ""
        for part in entry.get("content", [])
        if str(part.get("type") or "").lower() in _TEXT_TYPES
    ]
    text = max(texts, key=len, default="") or _plain(entry.get("summary"))
    return _ADVERTISED.sub("", text).strip() if text else None


def _plain(value: object) -> str | None:
    return fragment_text(value).strip() or None if isinstance(value, str) else None


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _published(entry: Mapping[str, Any]) -> date | None:
    """The day as written, else as the parser reads it (then in UTC)."""
    for key in ("published", "created", "updated"):
        if key not in entry:  # asked for the date of an update, the parser would give that of publication and warn
            continue
        day = day_of(entry.get(key)) or _as_parsed(entry.get(key), entry.get(f"{key}_parsed"))
        if day is not None:
            return day
    return None


def _as_parsed(written: object, parsed: Any) -> date | None:
    """The parser's day of a date with a month in letters, if that very day and year are written there.

    In figures alone it makes a day of what is none: the 1st of March of 30 February, next January of month 13.
    """
    if parsed is None or not isinstance(written, str) or not _MONTH_IN_LETTERS.search(written):
        return None
    figures = {int(figure) for figure in re.findall(r"\d{1,4}", written)}
    if not {parsed.tm_mday, parsed.tm_year} <= figures:
        return None
    return day_of(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")


def _publisher(entry: Mapping[str, Any], channel: Mapping[str, Any]) -> str | None:
    """Who published the item itself: a feed of many publishers names the true one in ``source``."""
    source = entry.get("source")
    named = _plain(source.get("title")) if isinstance(source, Mapping) else None
    return (
        named or _string(entry.get("dc_publisher")) or _plain(channel.get("publisher")) or _plain(channel.get("title"))
    )
