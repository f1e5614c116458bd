"""XML and markup in, elements and plain text out; entities are never expanded and nothing is fetched.

Text of markup has a blank line between its paragraphs and single spaces inside them, as a reader sees it.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.errors import ReportError

_BLOCKS = frozenset(
    "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 hl1 hl2 blockquote body body.content body.head block dd dt dl pre "
    "section article header footer figure figcaption paragraph title headline hedline byline bq nitf-table media hr".split()
)
_UNSEEN = frozenset("script style head template noscript iframe object svg nav form button".split())
_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HEAD = 65_536
MOST_TAGS = 1_000_000  # of one item, one page, one feed: more than a hundred times what the longest article has
_LARGEST_ITEM = 64 << 20  # bytes
FIX = "get a whole copy of the file"


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def elements(stream: BinaryIO, source: str, tags: tuple[str, ...], *, encoding: str | None = None) -> Iterator[Any]:
    """Each element of these names as it ends, whole; it is emptied when the next one is asked for.

    Raises ReportError where the XML is not well-formed, after the elements before it, and where one is larger than any item.
    """
    from lxml import etree

    guarded = _Guarded(stream, source)
    parser = etree.iterparse(
        guarded,
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    try:
        for _, element in parser:
            yield element
            if next(element.iterancestors(*parser_tags(tags)), None) is None:
                _forget(element)
                guarded.begin_anew()
    except etree.LxmlError as error:
        raise ReportError(source, f"is not well-formed XML ({_first_line(error)})", FIX) from None
    except LookupError:
        raise ReportError(
            source, f"is in an encoding that is not known ({encoding})", "name another encoding"
        ) from None


def parser_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The names as lxml takes them to mean elements of any namespace."""
    return tuple(f"{{*}}{tag}" for tag in tags)


class _Guarded(io.RawIOBase):
    """Refuses what can fill all memory: entities that a document declares, and more tags on end than any item has."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._stream = stream
        self._source = source
        self._seen = 0
        self._held = self._tags = 0

    def readable(self) -> bool:
        return True

    def begin_anew(self) -> None:
        """What has been read before is in memory no more."""
        self._held = self._tags = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if size > 0 else _HEAD)
        if self._seen < _HEAD and _ENTITY.search(data):
            raise ReportError(self._source, "declares XML entities", "give the file without its <!ENTITY …> lines")
        self._seen += len(data)
        self._held += len(data)
        self._tags += tags_in(data)
        if self._tags > MOST_TAGS or self._held > _LARGEST_ITEM:
            raise too_many_tags(self._source)
        return data


def tags_in(data: bytes) -> int:
    """How many tags and attributes there are, or a few more."""
    return data.count(b"<") + data.count(b'="') + data.count(b"='")


def too_many_tags(source: str) -> ReportError:
    """What to say of a piece of markup that is larger than any article."""
    cause = f"holds more than {MOST_TAGS:,} tags, or {_LARGEST_ITEM >> 20} MiB, in one piece"
    return ReportError(source, cause, "give each article by itself")


def _forget(element: Any) -> None:
    """Free what has been read, and what stands before it on every level, so that memory does not grow with the file."""
    element.clear(keep_tail=False)
    while (parent := element.getparent()) is not None:
        while element.getprevious() is not None:
            del parent[0]
        element = parent


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unknown cause"])[0][:150]


def plain_text(element: Any) -> str:
    """The paragraphs of an element, parted by blank lines."""
    paragraphs: list[str] = []
    line: list[str] = []

    def end_paragraph() -> None:
        words = _SPACE.sub(" ", "".join(line)).strip()
        line.clear()
        if words:
            paragraphs.append(words)

    # An own stack, for markup may be nested deeper than Python calls itself.
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = local_name(node).lower()
        block = name in _BLOCKS
        if closing:
            if block:
                end_paragraph()
            if node is not element:
                line.append(node.tail or "")
            continue
        if block:
            end_paragraph()
        stack.append((node, True))
        if not name:
            line.append(_reference(node))
        elif name not in _UNSEEN:
            line.append(node.text or "")
            stack.extend((child, False) for child in reversed(node))
    end_paragraph()
    return "\n\n".join(paragraphs)


def _reference(node: Any) -> str:
    """What an entity that was not expanded stands for; nothing for comments and the like."""
    text = getattr(node, "text", None) or ""
    return html.unescape(text) if text.startswith("&") and text.endswith(";") else ""


def fragment_text(fragment: str) -> str:
    """The plain text of a piece of HTML, as feeds and news items carry it; of more tags than any article has, nothing."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    if fragment.count("<") > MOST_TAGS:
        return ""
    root = html_tree(fragment.encode("utf-8", "replace"), "utf-8")
    return plain_text(root) if root is not None else ""


def html_tree(data: bytes, encoding: str) -> Any:
    """The root of a page, however broken it is; None if there is nothing in it."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding=encoding, no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data.replace(b"\x00", b""), parser)
    except etree.LxmlError:
        return None


def text_of(parent: Any, *path: str) -> str | None:
    """The text of the first element down this path of local names, in any namespace; None if it is not there or empty."""
    node = first(parent, *path)
    words = plain_text(node) if node is not None else ""
    return words or None


def first(parent: Any, *path: str) -> Any:
    """The first element down this path of local names, in any namespace, or None."""
    node = parent
    for name in path:
        node = next((child for child in node.iter(f"{{*}}{name}") if child is not node), None)
        if node is None:
            return None
    return node
