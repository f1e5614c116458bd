"""Pairs of quotation marks in a report. An opening mark with no partner closes at the end of its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Span

_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)|\n\s*\n")
_OPENS = frozenset("“„«")
_CLOSES = frozenset("”»")
_LEAST = 2


def find_quotations(text: str, start: int = 0) -> tuple[Span, ...]:
    """What stands between quotation marks, without the marks, in text order; never across a paragraph break.

    Straight and curly double marks and guillemets; single marks are too often apostrophes and are left out.
    """
    found: list[Span] = []
    opened: int | None = None
    for mark in _MARKS.finditer(text, start):
        sign = mark.group()
        if sign.isspace():
            if opened is not None:
                _keep(found, text, opened, mark.start())
            opened = None
        elif sign in "'‘’":
            continue
        elif opened is None:
            if sign not in _CLOSES:
                opened = mark.end()
        elif sign not in _OPENS:
            _keep(found, text, opened, mark.start())
            opened = None
        else:
            opened = mark.end()
    if opened is not None:
        _keep(found, text, opened, len(text))
    return tuple(found)


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start >= _LEAST:
        found.append(Span.of(text, start, end))


def quotation_at(quotations: Sequence[Span], position: int) -> Span | None:
    """The quotation that a character stands in."""
    return next((q for q in quotations if q.start <= position < q.end), None)
