"""The first bytes of a source and its name in, the format that its signs are of out. What is written decides; the name helps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from dateline.reports.decoding import MARKS
from dateline.reports.options import SourceOptions

_PLAIN_ENDINGS = ("txt", "text", "md")
_COMPRESSED = (".gz", ".gzip")
_OPENING_TAG = re.compile(r"\s*<(?P<doctype>![dD][oO][cC][tT][yY][pP][eE]\s+)?(?P<tag>[\w.:-]+)")
_ELEMENT = re.compile(r"<([A-Za-z][\w.:-]*)")
_SPACE = re.compile(r"\s*")
_BEFORE_TAG = (("<?", "?>"), ("<!--", "-->"))


@dataclass(frozen=True)
class Glimpse:
    """What is seen of a source before it is read: its first bytes, its name, what a server says of it, and what the user does."""

    head: bytes
    name: str
    content_type: str | None
    options: SourceOptions

    @cached_property
    def text(self) -> str:
        """The head as text, by its byte order mark or else as UTF-8; what is no character is shown as U+FFFD."""
        for mark, encoding in MARKS:
            if self.head.startswith(mark):
                return self.head[len(mark) :].decode(encoding, "replace")
        return self.head.decode("utf-8", "replace")

    @cached_property
    def start(self) -> str:
        """The text from its first character on that is no space."""
        return self.text.lstrip("\ufeff \t\r\n")

    @cached_property
    def ending(self) -> str:
        """The ending of its name, without that of a compression: ``csv`` of ``a.csv.gz``."""
        plain = self.name.partition("?")[0] if "://" in self.name else self.name
        path = PurePath(plain.lower())
        return PurePath(path.stem if path.suffix in _COMPRESSED else path.name).suffix.lstrip(".")

    @cached_property
    def root(self) -> str:
        """The local name of the first element; empty if the text opens with no tag. A document type may name another."""
        opening = self._opening_tag
        if opening is None:
            return ""
        named = opening["tag"].lower()
        first = _ELEMENT.search(self.start, opening.end()) if opening["doctype"] and named != "html" else None
        return (first[1].lower() if first else named).rpartition(":")[2]

    @cached_property
    def has_doctype(self) -> bool:
        """True if a document type is declared before the first element."""
        return bool(self._opening_tag and self._opening_tag["doctype"])

    @cached_property
    def _opening_tag(self) -> re.Match[str] | None:
        return _OPENING_TAG.match(self.start, _past_prolog(self.start)) if self.start.startswith("<") else None


Sign = Callable[[Glimpse], bool]


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a format from others, from the surest sign to the vaguest.

    ``magic`` opens it. An ending of its name decides at once where ``firm`` says so. It ``shows`` by a tag or a bracket at
    its start (``roots``: the elements that a document of it may open with). Then come ``endings``, what servers call it
    (``served``), and what words that no tag or bracket opens look like (``looks``).
    """

    magic: bytes = b""
    endings: tuple[str, ...] = ()
    firm: Sign | None = None
    roots: tuple[str, ...] = ()
    shows: Sign | None = None
    served: Sign | None = None
    looks: Sign | None = None


def recognised(seen: Glimpse, formats: Mapping[str, Signs]) -> str | None:
    """The format with the surest sign, the last of those that have it; None if there is none, as of a plain report."""
    steps: tuple[Callable[[Glimpse, Signs], bool], ...]
    steps = (_by_magic, _by_firm_ending, _by_start, _by_ending, _by_media_type, _by_looks)
    for fits in steps:
        found = [name for name, signs in formats.items() if fits(seen, signs)]
        if found:
            return found[-1]
    return None


def _by_magic(seen: Glimpse, signs: Signs) -> bool:
    return bool(signs.magic) and seen.head.startswith(signs.magic)


def _by_firm_ending(seen: Glimpse, signs: Signs) -> bool:
    return seen.ending in signs.endings and signs.firm is not None and signs.firm(seen)


def _by_start(seen: Glimpse, signs: Signs) -> bool:
    """What is named as plain text may be a table or an export; a bracket or tag at its start says nothing."""
    if seen.ending in _PLAIN_ENDINGS:
        return False
    return seen.root in signs.roots or (signs.shows is not None and signs.shows(seen))


def _by_ending(seen: Glimpse, signs: Signs) -> bool:
    """Where elements are what a format shows by, there must be one."""
    return seen.ending in signs.endings and (bool(seen.root) or not signs.roots)


def _by_media_type(seen: Glimpse, signs: Signs) -> bool:
    """Servers call everything plain text or bytes that they do not know."""
    return seen.ending not in _PLAIN_ENDINGS and signs.served is not None and signs.served(seen)


def _by_looks(seen: Glimpse, signs: Signs) -> bool:
    return signs.looks is not None and signs.looks(seen)


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
