"""A plain text in, the sign that it holds several articles out: no export that is not recognised may be read as one report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dateline.language import either, lexicon
from dateline.reports.opening import read_opening

_WORDS = lexicon("reports")
_LABELS = _WORDS.groups("header_labels")
_CLOSE = 60  # characters
_SEEN = 300_000  # characters; no longer text is coded
_MOST_PARAGRAPHS = 400
_PARAGRAPH = re.compile(r"(?:\A|\n[ \t\r]*\n)\s*(?=\S)")


def _lines(pattern: str) -> Callable[[str], int]:
    line = re.compile(rf"(?im)^[ \t\f]*(?:{pattern})[ \t]*\r?$")
    return lambda text: _apart(match.start() for match in line.finditer(text))


def _apart(places: Iterable[int]) -> int:
    """How many there are, where those close together are one: a notice of two lines, a list of contents."""
    number, last = 0, -_CLOSE
    for place in places:
        number += place - last >= _CLOSE
        last = place
    return number


_COUNTED = _WORDS.pattern("counted_document")
_SIGNS: tuple[tuple[str, Callable[[str], int]], ...] = (
    ("counted documents", _lines(_COUNTED)),
    ("numbers of words", _lines(_WORDS.pattern("number_of_words"))),
    ("notices of rights", _lines(_WORDS.pattern("rights_line"))),
    ("ends of documents", _lines(_WORDS.pattern("end_of_document"))),
)
_TITLES = _lines(rf"{either(_LABELS['title'])}[ \t]*[:=].+")
_BESIDE_TITLES = tuple(_lines(rf"{either(_LABELS[name])}[ \t]*[:=].+") for name in ("date", "source", "byline"))


def several_articles(text: str) -> str | None:
    """What is there more than once that one article has once, in words; None for one article.

    >>> several_articles("Mayor held\\n\\n210 words\\n\\nRain fell.\\n\\nBorder shut\\n\\n95 words\\n\\nSnow fell.")
    '2 numbers of words'
    """
    text = text[:_SEEN].rstrip()
    for what, count in _SIGNS:
        if (number := count(text)) > 1:
            return f"{number} {what}"
    if (number := _TITLES(text)) > 1 and any(beside(text) > 1 for beside in _BESIDE_TITLES):
        return f"{number} headlines with their dates, sources or authors"
    if (number := _apart(_datelines(text))) > 1:
        return f"{number} datelines of agencies"
    return None


def _datelines(text: str) -> Iterator[int]:
    """Where paragraphs begin with place, day and agency: only the head of a wire report has all three."""
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        if number > _MOST_PARAGRAPHS:
            return
        opening = read_opening(text, paragraph.end())
        if opening is not None and opening.place and opening.date and opening.agency:
            yield paragraph.end()
