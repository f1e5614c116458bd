"""The piece of a report in which most of what was searched for stands, with the hits in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dateline.archive.full_text import Hits, Range

_WIDE = 240  # characters
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+|\n\s*")
_SPACE = re.compile(r"\s+")


class Snippet(NamedTuple):
    """``text`` is what stands from ``start`` to ``end`` of the report's text; ``hits`` are ranges of the report's text too, and
    ``title_hits`` of its title. Empty where the archive holds no text; without hits, how the report begins.
    """

    start: int
    end: int
    text: str
    hits: tuple[Range, ...]
    title_hits: tuple[Range, ...]


def snippet_of(text: str, body_start: int, hits: Hits, wide: int = _WIDE) -> Snippet:
    """The best piece of about so many characters: it begins with a sentence, or with a word, and ends with a word."""
    ranges = [hit for hit in hits.text if hit[0] >= body_start] or hits.text  # what comes before repeats title and day
    first, last = _best(text, ranges, wide) if ranges else (body_start, body_start)
    start = _start(text, body_start if first >= body_start else 0, first, max(wide - (last - first), wide // 2) // 2)
    end = _end(text, last, max(last, start + wide))
    within = tuple((max(a, start), min(b, end)) for a, b in hits.text if a < end and b > start)
    return Snippet(start, end, text[start:end], within, hits.title)


def _best(text: str, ranges: Sequence[Range], wide: int) -> Range:
    """From the first hit to the last of those that stand close enough: most different words, then most hits, then first."""
    words = [text[start:end].casefold() for start, end in ranges]
    counts: Counter[str] = Counter()
    most, found, after = (0, 0), (ranges[0][0], min(ranges[0][1], ranges[0][0] + wide)), 0
    for n, (start, _) in enumerate(ranges):
        while after < len(ranges) and ranges[after][1] <= start + wide:
            counts[words[after]] += 1
            after += 1
        worth = (len(counts), counts.total())
        if worth > most:
            most, found = worth, (start, ranges[after - 1][1])
        after = max(after, n + 1)
        counts[words[n]] -= 1
        counts += Counter()  # without what is not there any more
    return found


def _start(text: str, least: int, first: int, room: int) -> int:
    """The first sentence that begins in the room before the first hit, else the first word, but not before ``least``."""
    low = max(least, first - room)
    begins = _SENTENCE.search(text, low, first) or _SPACE.search(text, low, first)
    return low if low == least else begins.end() if begins is not None else first


def _end(text: str, last: int, high: int) -> int:
    """Where the last word ends that is whole, after the last hit."""
    if high >= len(text):
        return max(last, len(text.rstrip()))
    spaces = [at for at in range(last, high + 1) if text[at].isspace()]
    return spaces[-1] if spaces else high
