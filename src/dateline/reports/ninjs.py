"""An IPTC ninjs item (1.x: ``headline``, ``body_text``; 2.x and 3.x: ``headlines``, ``bodies``) in, a raw report out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dateline.errors import ReportError
from dateline.reports.assembled import with_dateline
from dateline.reports.days import day_of
from dateline.reports.markup import fragment_text
from dateline.reports.text import RawReport

_DAYS = ("contentcreated", "firstcreated", "versioncreated")
_PLAIN, _MARKED = ("text", "plain"), ("xhtml", "html", "html5", "nitf", "xml")
_TELLING = ("bodies", "headlines", "versioncreated", "versionCreated", "infosource", "infosources", "pubstatus")


def is_ninjs(record: Mapping[str, object]) -> bool:
    """True if it has a ``uri`` and something that no other format calls so."""
    return "uri" in record and any(key in _TELLING or key.startswith("body_") for key in record)


def ninjs_report(record: Mapping[str, object], place: str) -> RawReport | ReportError:
    """The report of an item, whatever the case of its names; the error that stands in its place if it has no body."""
    item = {key.casefold(): value for key, value in record.items()}
    id_ = _string(item.get("uri"))
    shown = f"{place} (id {id_[:60]!r})" if id_ else place
    text = _body(item)
    if not text:
        what = _string(item.get("type")) or "item"
        return ReportError(shown, f"is a ninjs {what} without a body", "give items that hold a text")
    return RawReport(
        id=id_,
        text=with_dateline(_dateline(item), text),
        title=_headline(item),
        url=_url(item, id_),
        published=_published(item),
        publisher=_publisher(item),
        source=shown,
    )


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list or of a plural object: both have been in use."""
    values = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    yield from (v for v in values if isinstance(v, dict))


def _body(item: Mapping[str, object]) -> str | None:
    """The plain text if there is one; markup is turned into text."""
    flat = {key.removeprefix("body_"): value for key, value in item.items() if key.startswith("body_")}
    plural = {
        (
            _string(body.get("contenttype") or body.get("contentType")) or _string(body.get("role")) or ""
        ).casefold(): body.get("value")
        for body in _objects(item.get("bodies"))
    }
    choices = [(name.rpartition("/")[2], value) for name, value in (*flat.items(), *plural.items())]
    for names, marked in ((_PLAIN, False), (_MARKED, True), (None, True)):
        for name, value in choices:
            text = _string(value)
            if text and (names is None or name in names or name.rpartition("+")[0] in names):
                return fragment_text(text).strip() if marked else text
    return None


def _headline(item: Mapping[str, object]) -> str | None:
    plural = [_string(line.get("value")) for line in _objects(item.get("headlines"))]
    return _string(item.get("headline")) or next((line for line in plural if line), None) or _string(item.get("title"))


def _dateline(item: Mapping[str, object]) -> str | None:
    return _string(item.get("dateline")) or _string(item.get("located"))


def _published(item: Mapping[str, object]) -> date | None:
    return next((day for name in _DAYS if (day := day_of(item.get(name)))), None)


def _publisher(item: Mapping[str, object]) -> str | None:
    """Who gives the information: the provider, else the first source with a name, else who holds the rights."""
    for key in ("provider", "infosource", "infosources"):
        value = item.get(key)
        if name := _string(value):
            return name
        parts = [value] if isinstance(value, dict) and "name" in value else list(_objects(value))
        named = [name for part in parts if (name := _string(part.get("name")))]
        if named:
            return named[0]
    rights = item.get("rightsinfo")
    holder = rights.get("copyrightholder") if isinstance(rights, dict) else None
    return _string(item.get("copyrightholder")) or _string(holder)


def _url(item: Mapping[str, object], uri: str | None) -> str | None:
    """Only an address of the web can be followed; a ``urn:`` or ``tag:`` cannot."""
    given = _string(item.get("url")) or _string(item.get("link"))
    return given or (uri if uri and uri.startswith(("http://", "https://")) else None)
