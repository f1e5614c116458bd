"""A report's words as they may be shown: harmless, in paragraphs, on one line, shortened, between quotation marks."""

from __future__ import annotations

import re

# Control characters, halves of pairs, and line separators; and bidirectional embeddings, overrides and isolates, which can make
# a line read differently from what it says.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_HARMLESS = {"\n": "\n", "\t": " ", "\r": " ", "\u2028": " ", "\u2029": " "}
_WRAPPED_AT = range(56, 101)
_QUOTES = '"“”„«» '


def harmless(text: str) -> str:
    """The text, as long as before, with everything that could steer a terminal or reorder a line shown as �."""
    return _STEERING.sub(lambda found: _HARMLESS.get(found[0], "�"), text)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The ranges between empty lines, without the white space around them."""
    found: list[tuple[int, int]] = []
    begin = at = 0
    for line in [*text.split("\n"), ""]:
        if not line.strip():
            block = text[begin:at]
            if block.strip():
                start = begin + len(block) - len(block.lstrip())
                found.append((start, begin + len(block.rstrip())))
            begin = at + len(line) + 1
        at += len(line) + 1
    return found


def flowing(paragraph: str) -> str:
    """The paragraph, as long as before, on one line if its lines were broken at a typewriter's margin."""
    lines = paragraph.split("\n")
    # Two lines may be a headline and its text; a third is what shows a margin.
    broken = len(lines) > 2 and all(len(line.rstrip()) in _WRAPPED_AT for line in lines[:-1])
    return " ".join(lines) if broken else paragraph


def one_line(text: str) -> str:
    """The text made harmless, on one line."""
    return " ".join(harmless(text).split())


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters on one line, cut at a word and ended with … if anything is left out."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    kept, space, _ = line[:limit].rpartition(" ")
    return (kept.rstrip(" ,;:") if space else line[: limit - 1]) + "…"


def quoted(text: str, limit: int = 400) -> str:
    """The words between quotation marks, without those that they bring along."""
    return f"“{shorten(text.strip(_QUOTES), limit)}”"
