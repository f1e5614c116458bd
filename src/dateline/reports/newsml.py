"""News in the formats of the IPTC (NewsML-G2, NewsML 1.2, NITF) in, a raw report an item out, with its own dateline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.errors import ReportError
from dateline.reports.assembled import with_dateline
from dateline.reports.days import day_of
from dateline.reports.markup import elements, first, fragment_text, local_name, plain_text, text_of
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

_ITEMS = ("newsItem", "NewsItem", "nitf")
_NO_TEXT = "give items that hold a text"
NEWSML = Signs(endings=("nitf",), roots=("newsitem", "newsmessage", "nitf", "newsml", "packageitem"))


def read_newsml(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each item in document order; what stands after a break in the XML is lost, and said to be."""
    number = 0
    try:
        for element in elements(opened.stream, opened.name, _ITEMS, encoding=options.encoding):
            if _is_inside_item(element):
                continue
            number += 1
            yield _item_report(
                element, opened.name if local_name(element) == "nitf" else f"{opened.name}, item {number}"
            )
    except ReportError as error:
        yield error
        return
    if not number:
        yield ReportError(opened.name, "holds no news item", _NO_TEXT)


def _is_inside_item(element: Any) -> bool:
    return next(element.iterancestors("{*}newsItem", "{*}NewsItem", "{*}nitf"), None) is not None


def _item_report(element: Any, place: str) -> RawReport | ReportError:
    match local_name(element):
        case "newsItem":
            return _g2_report(element, place)
        case "NewsItem":
            return _newsml1_report(element, place)
    return _nitf_report(element, place)


def _g2_report(item: Any, place: str) -> RawReport | ReportError:
    id_ = item.get("guid")
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    meta, content = first(item, "itemMeta"), first(item, "contentMeta")
    parts = [part for part in (content, meta, item) if part is not None]
    dateline, text = _g2_body(item)
    if not text:
        return ReportError(shown, "is a news item without a text", _NO_TEXT)
    days = (day_of(text_of(p, name)) for name in ("contentCreated", "firstCreated", "versionCreated") for p in parts)
    return RawReport(
        id=id_,
        text=with_dateline((text_of(content, "dateline") if content is not None else None) or dateline, text),
        title=_of_any(parts, "headline") or (text_of(meta, "title") if meta is not None else None),
        url=id_ if id_ and id_.startswith(("http://", "https://")) else None,
        published=next((day for day in days if day), None),
        publisher=_g2_publisher(item),
        source=shown,
    )


def _of_any(parts: list[Any], name: str) -> str | None:
    return next((words for part in parts if (words := text_of(part, name))), None)


def _g2_body(item: Any) -> tuple[str | None, str]:
    """The dateline inside the content, and the text: of NITF, of XHTML or plain."""
    contents = first(item, "contentSet")
    for inline in contents.iter("{*}inlineXML") if contents is not None else ():
        nitf = first(inline, "nitf")
        if nitf is not None:
            return text_of(nitf, "dateline"), _nitf_body(nitf)
        body = first(inline, "body")
        if text := plain_text(body if body is not None else inline):
            return None, text
    for inline in contents.iter("{*}inlineData") if contents is not None else ():
        words = "".join(inline.itertext()).strip()
        if words and not inline.get("encoding"):
            return None, fragment_text(words).strip() if "html" in (inline.get("contenttype") or "") else words
    return None, ""


def _g2_publisher(item: Any) -> str | None:
    for name in ("provider", "infoSource", "creditline", "copyrightHolder"):
        party = first(item, name)
        if party is None:
            continue
        words = text_of(party, "name") or party.get("literal") or plain_text(party) or party.get("qcode") or ""
        if words.strip():
            return str(words.strip().rpartition(":")[2] if words == party.get("qcode") else words.strip())
    return None


def _nitf_report(nitf: Any, place: str) -> RawReport | ReportError:
    document, publication = first(nitf, "doc-id"), first(nitf, "pubdata")
    id_ = document.get("id-string") if document is not None else None
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    text = _nitf_body(nitf)
    if not text:
        return ReportError(shown, "is an NITF document without a text", _NO_TEXT)
    return RawReport(
        id=id_ or None,
        text=with_dateline(text_of(nitf, "dateline"), text),
        title=text_of(nitf, "hl1") or text_of(nitf, "hedline") or text_of(nitf, "head", "title"),
        url=publication.get("ex-ref") or None if publication is not None else None,
        published=_nitf_day(nitf, publication),
        publisher=_nitf_publisher(nitf, publication),
        source=shown,
    )


def _nitf_body(nitf: Any) -> str:
    """The paragraphs of the body; an archive that also repeats the lead in a block of its own marks the whole one."""
    content = first(nitf, "body.content")
    if content is None:
        return ""
    full = [block for block in content.iter("{*}block") if block.get("class") == "full_text"]
    texts = [plain_text(block) for block in full] or [plain_text(content)]
    return "\n\n".join(text for text in texts if text)


def _nitf_day(nitf: Any, publication: Any) -> date | None:
    if publication is not None and (day := day_of(publication.get("date.publication"))):
        return day
    for name in ("date.issue", "date.release", "story.date"):
        element = first(nitf, name)
        if element is not None and (day := day_of(element.get("norm") or plain_text(element))):
            return day
    return None


def _nitf_publisher(nitf: Any, publication: Any) -> str | None:
    named = publication.get("name") if publication is not None else None
    holder = first(nitf, "doc.copyright")
    return named or text_of(nitf, "distributor") or (holder.get("holder") if holder is not None else None) or None


def _newsml1_report(item: Any, place: str) -> RawReport | ReportError:
    """NewsML 1.2: components with lines and content, as agencies deliver them since 2000."""
    id_ = text_of(item, "PublicIdentifier")
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    dateline, text = text_of(item, "DateLine"), ""
    for content in item.iter("{*}DataContent"):
        nitf = first(content, "body.content")
        text = _nitf_body(content) if nitf is not None else plain_text(content)
        if text:
            dateline = dateline or text_of(content, "dateline")
            break
    if not text:
        return ReportError(shown, "is a news item without a text", _NO_TEXT)
    days = (day_of(text_of(item, name)) for name in ("FirstCreated", "DateId", "ThisRevisionCreated"))
    return RawReport(
        id=id_,
        text=with_dateline(dateline, text),
        title=text_of(item, "HeadLine"),
        published=next((day for day in days if day), None),
        publisher=text_of(item, "ProviderId"),
        source=shown,
    )
