"""A sentence in which a pair is marked, ``<s>France</s> recalled its envoy from <t>Mali</t>``: its plain text and both sides."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dateline.errors import ReportError

_MARK = re.compile(r"<(/?)([st])>")
_FIX = "mark the pair as <s>…</s> and <t>…</t>"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """The text without its marks, and where source and target stand in it (each may be marked more than once, or not at all).

    ``marks`` holds, for every mark, where it stood in the plain text and how many characters the marks took up to there.
    """

    text: str
    source: tuple[Range, ...]
    target: tuple[Range, ...]
    marks: tuple[Range, ...]

    def given(self, offset: int) -> int:
        """The offset in the text as it was given, marks and all."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark[0])
        return offset + (self.marks[at - 1][1] if at else 0)


def read_marked(marked: str, place: str) -> MarkedPair:
    """Take the marks out of a sentence; ReportError if there are none, or one is not closed."""
    plain: list[str] = []
    found: dict[str, list[Range]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    marks: list[Range] = []
    at = taken = length = 0
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        length += mark.start() - at
        at, taken = mark.end(), taken + len(mark.group())
        marks.append((length, taken))
        closing, side = mark.groups()
        if bool(closing) == (side not in opened):
            raise ReportError(place, f"has a stray {mark.group()} at character {mark.start()}", _FIX)
        if closing:
            found[side].append((opened.pop(side), length))
        else:
            opened[side] = length
    plain.append(marked[at:])
    if opened:
        raise ReportError(place, f"never closes <{min(opened)}>", _FIX)
    if not marks:
        raise ReportError(place, "marks no pair", _FIX)
    return MarkedPair("".join(plain), tuple(found["s"]), tuple(found["t"]), tuple(marks))
