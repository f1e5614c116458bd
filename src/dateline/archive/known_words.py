"""What is still known of the words of a report whose text an archive does not keep: those that its names, roles and triggers
quote, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_GAP = re.compile("\0{3,}")


def with_known_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """The nested row of a report with a text as long as the report's: the known words where they stand, … between.

    Every span then says what stands in that text, so that the row is a coding like others. It is for showing alone: no word
    in it is made up, and most are missing.
    """
    text = _known(row["coverage"]["characters"], row)
    filled: dict[str, Any] = _filled(row, text)
    return filled | {"report": filled["report"] | {"text": text}}


def _known(length: int, row: Mapping[str, Any]) -> str:
    held = ["\0"] * length
    for start, words in _spans(row):
        held[start : start + len(words)] = words
    return _GAP.sub(lambda gap: " …" + " " * (len(gap[0]) - 2), "".join(held)[:length]).replace("\0", " ")


def _is_span(plain: Any) -> bool:
    return isinstance(plain, Mapping) and "text" in plain and all(type(plain.get(e)) is int for e in ("start", "end"))


def _spans(plain: Any) -> Iterator[tuple[int, str]]:
    """Start and words of every span in plain data, however deep, that has its words."""
    if _is_span(plain) and plain["text"] is not None:
        yield plain["start"], plain["text"]
    if isinstance(plain, Mapping):
        plain = list(plain.values())
    if isinstance(plain, list):
        for inner in plain:
            yield from _spans(inner)


def _filled(plain: Any, text: str) -> Any:
    """Plain data in which every span that has lost its words has those of the text."""
    if isinstance(plain, Mapping):
        filled = {name: _filled(value, text) for name, value in plain.items()}
        return filled | {"text": text[plain["start"] : plain["end"]]} if _is_span(plain) else filled
    return [_filled(inner, text) for inner in plain] if isinstance(plain, list) else plain
