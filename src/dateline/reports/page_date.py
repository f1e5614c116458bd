"""A page's markup in, the day on which its article was published out: that of the article, not of what is listed beside it.

The surest word first: the data for search engines, an element that is marked as the day, what the head of the page declares,
a time or a line of the day at the article's head, and last what htmldate finds once other articles' parts are taken away.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from dateline.reports.days import day_of
from dateline.reports.markup import html_tree, plain_text
from dateline.reports.written import DATE, day_written, has_year

# Of elements: a mark of what belongs to other articles, or to the page.
_BESIDE = re.compile(
    r"(?i)(?<![a-z])(?:related|recommend|more-?(?:news|stories|from|on|articles)|most-?(?:read|popular)|popular|latest|trending"
    r"|sidebar|teaser|promo|card|comment|footer|next|prev|see-?also|read-?(?:also|more)|widget|newsletter|outbrain|taboola)"
)
_BESIDE_TAGS = frozenset(("aside", "nav", "footer"))
_DAY_MARK = re.compile(
    r"(?i)(?<![a-z])(?:date|day|time|timestamp|datetime|published|pub-?date|posted|dateline|byline|meta)(?![a-z])"
)
_DECLARED = frozenset(
    "article:published_time og:article:published_time og:published_time datepublished date.issued dc.date.issued dcterms.issued "
    "dcterms.created dc.date.created parsely-pub-date sailthru.date cxenseparse:recs:publishtime publishdate publish-date "
    "publish_date publication_date publication-date citation_publication_date article.published pubdate".split()
)
_SHORT = 160  # characters of an element that says a day; a longer one is a paragraph that speaks of some day
_ARTICLE = re.compile(r"(?:Article|Posting|^Report)$")
_DEEPEST = 20
_MOST_DATA = 1 << 20
_MOST_MARKS = 60  # elements of a kind that are looked at: an article's own day stands at its head

Way = Callable[[Any], Iterator[str]]


def page_date(page: str) -> date | None:
    """The day of publication; None if the page says none that has been."""
    root = html_tree(page.encode("utf-8", "replace"), "utf-8")
    if root is None:
        return None
    ways: tuple[Way, ...] = (_data, _marked, _declared)
    found = _first_day(way(root) for way in ways)
    if found is not None:
        return found
    _take_away_others(root)
    return _first_day(way(_own(root)) for way in (_times, _lines)) or _guessed(root)


def _first_day(ways: Iterator[Iterator[str]]) -> date | None:
    latest = datetime.now(UTC).date() + timedelta(1)  # a day ahead by its time zone
    days = (_day(words) for way in ways for words in way)
    return next((day for day in days if day is not None and day <= latest), None)


def _day(words: str) -> date | None:
    if (day := day_of(words)) is not None:
        return day
    written = next((match for match in DATE.finditer(words) if has_year(match)), None)
    return day_written(written, None) if written else None


def _data(root: Any) -> Iterator[str]:
    """``datePublished`` of the articles that the JSON-LD describes, that of the page's own headline first."""
    found = [
        record
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "") and len(script.text or "") < _MOST_DATA
        for record in _records(_parsed(script.text or ""))
    ]
    heads = {" ".join(plain_text(h).casefold().split()) for tag in ("h1", "title") for h in root.iter(tag)}
    own = [
        r for r in found if isinstance(r.get("headline"), str) and " ".join(r["headline"].casefold().split()) in heads
    ]
    for record in own or found[:1]:
        for key in ("datePublished", "dateCreated"):
            if isinstance(record.get(key), str):
                yield record[key]


def _parsed(words: str) -> object:
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _records(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The articles among the records, without what these or lists hold in their turn."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _records(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _records(data.get(key), depth + 1)


def _marked(root: Any) -> Iterator[str]:
    """What is marked as the day of publication by ``itemprop`` or ``pubdate``, outside of others' parts."""
    marked = (
        element
        for element in root.iter("time", "meta", "span", "abbr", "div", "p")
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower().split()
    )
    for element in islice(marked, _MOST_MARKS):
        if not _is_beside(element):
            yield element.get("datetime") or element.get("content") or _short_text(element)


def _declared(root: Any) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in _DECLARED:
            yield meta.get("content") or ""


def _is_beside(element: Any) -> bool:
    return any(_tells_of_others(e) for e in (element, *element.iterancestors()))


def _tells_of_others(element: Any) -> bool:
    """Whether it is a part beside the article, or the card of another one inside it; what holds the headline is neither."""
    tag = element.tag
    if not isinstance(tag, str) or tag in ("html", "body", "main"):
        return False
    is_card = tag == "article" and next(element.iterancestors("article"), None) is not None
    named = tag in _BESIDE_TAGS or _BESIDE.search(_names(element)) is not None
    return (is_card or named) and next(element.iter("h1"), None) is None


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _take_away_others(root: Any) -> None:
    for element in [e for e in root.iter() if _tells_of_others(e)]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _own(root: Any) -> Any:
    """The part of the page that holds the article: the innermost ``article`` or ``main`` around the headline, else the body."""
    headline = next(root.iter("h1"), None)
    if headline is not None:
        return next(headline.iterancestors("article", "main"), root)
    return next(root.iter("article", "main"), root)


def _times(own: Any) -> Iterator[str]:
    for element in islice(own.iter("time"), _MOST_MARKS):
        around = element.getparent()
        if around is None or _short_text(around):
            yield element.get("datetime") or _short_text(element)


def _lines(own: Any) -> Iterator[str]:
    """Short elements that are named as the day's."""
    named = (e for e in own.iter() if isinstance(e.tag, str) and _DAY_MARK.search(_names(e)))
    for element in islice(named, _MOST_MARKS):
        yield _short_text(element)


def _short_text(element: Any) -> str:
    """The words of an element, none if they are too many to be but a day; of a long one no more is read than shows that."""
    length = 0
    for part in element.itertext():
        length += len(part.strip())
        if length > _SHORT:
            return ""
    return plain_text(element)


def _guessed(root: Any) -> date | None:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        # A day found somewhere on the page is a guess; one that the page declares is not.
        found = find_date(
            root, original_date=True, extensive_search=False, max_date=datetime.now(UTC).date().isoformat()
        )
    except Exception:  # noqa: BLE001 whatever broken markup does to it, the article may be read all the same
        return None
    return day_of(found) if found else None
