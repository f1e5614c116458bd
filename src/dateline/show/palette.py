"""The colours of a coding, and which words of a report wear them, for the terminal and the page alike.

A coding enters; harmless text of the same length, its paragraphs, and pieces with the marks that cover them leave.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Coding, Span


@dataclass(frozen=True, slots=True)
class Colour:
    """One meaning's colour: on light paper, on dark paper, and in a terminal whose background nobody knows."""

    light: str
    dark: str
    terminal: str


PAPER = Colour("#fbfaf6", "#15171a", "#000000")
INK = Colour("#1c1b19", "#e9e6df", "#767676")
MUTED = Colour("#635e56", "#a8a297", "#767676")

# Every terminal colour has a luminance near 0.18: the only one that reads at 4.5:1 on black and on white.
KINDS = {
    "person": Colour("#1560c4", "#6f9fd8", "#1e6cf9"),
    "organization": Colour("#8c4b0a", "#e0a03c", "#a66703"),
    "state": Colour("#521868", "#f5c4ff", "#9362a8"),
    "group": Colour("#12564a", "#63d6ae", "#0b8563"),
}
QUADS = {
    "VERBAL COOPERATION": Colour("#2b7299", "#8bd3f5", "#1c7cb7"),
    "MATERIAL COOPERATION": Colour("#13306b", "#7d8df0", "#316bf5"),
    "VERBAL CONFLICT": Colour("#a85a12", "#f3a556", "#b95c0c"),
    "MATERIAL CONFLICT": Colour("#6a0f20", "#f0647d", "#bf5263"),
}
OTHERS = {
    "place": Colour("#9c1c5a", "#ff9ac4", "#d6337d"),
    "date": Colour("#635c00", "#d3cb62", "#7d7a00"),
    "cue": MUTED,
    "abstained": MUTED,
}

# From the outermost to the innermost, where two marks have the same ends.
LAYERS = ("head", "sentence", "content", "because", "abstained", "date", "place", *KINDS, "cue", "trigger")
# Bidirectional embeddings, overrides and isolates can make a line read differently from what it says.
_REORDERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_HARMLESS = {"\n": "\n", "\t": " ", "\r": " "}
_WRAPPED_AT = range(56, 101)


def tint(colour: str, paper: str) -> str:
    """The colour laid thinly over the paper: what a marked word stands on."""
    mixed = (round(int(paper[i : i + 2], 16) * 0.84 + int(colour[i : i + 2], 16) * 0.16) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def quad_colour(quad: str) -> Colour:
    """The colour of a quad; muted for one that a user's own codebook invented."""
    return QUADS.get(quad.upper(), MUTED)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that means something. ``keys`` name the records it belongs to: ``a0``, ``e3``, ``s1`` …"""

    start: int
    end: int
    layer: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that no mark begins or ends in, with the marks that cover it, the innermost last."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def harmless(text: str) -> str:
    """The text, as long as before, with everything that could steer a terminal or reorder a line shown as �."""
    return "".join(map(_harmless, text))


def _harmless(char: str) -> str:
    if char in _HARMLESS:
        return _HARMLESS[char]
    category = unicodedata.category(char)
    if category in ("Zl", "Zp"):
        return " "
    return "�" if category in ("Cc", "Cs") or ord(char) in _REORDERING else char


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


def pieces(marks: Iterable[Mark], ranges: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """Each range of the text as pieces; where marks overlap without nesting, both are split."""
    waiting = sorted(marks, key=lambda m: (m.start, -m.end, LAYERS.index(m.layer)), reverse=True)
    bounds = sorted({edge for pair in ranges for edge in pair} | {edge for m in waiting for edge in (m.start, m.end)})
    cut: list[list[Piece]] = [[] for _ in ranges]
    active: list[Mark] = []
    place = 0
    for start, end in pairwise(bounds):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        while place < len(ranges) and ranges[place][1] <= start:
            place += 1
        if place < len(ranges) and ranges[place][0] <= start:
            cut[place].append(Piece(start, end, tuple(sorted(active, key=_outside_in))))
    return cut


def _outside_in(mark: Mark) -> tuple[int, int, int]:
    return (mark.start - mark.end, mark.start, LAYERS.index(mark.layer))


def marks(coding: Coding) -> list[Mark]:
    """Everything the coding says about stretches of its text; one mark where several records mean the same one."""
    keys: dict[tuple[int, int, str], set[str]] = {}
    for layer, key, span in _claims(coding):
        keys.setdefault((span.start, span.end, layer), set()).add(key)
    found = [Mark(*place, tuple(sorted(named))) for place, named in keys.items()]
    head = min(coding.report.body_start, len(coding.report.text))
    return [*found, Mark(0, head, "head")] if head else found


def _claims(coding: Coding) -> Iterator[tuple[str, str, Span]]:
    for index, actor in enumerate(coding.actors):
        layer = actor.kind if actor.kind in KINDS else "group"
        yield from ((layer, f"a{index}", mention.span) for mention in actor.mentions)
        yield from (("because", f"b{index}", role.span) for role in actor.roles)
        yield from (("because", f"b{index}", reason.span) for reason in actor.because)
    for index, place in enumerate(coding.places):
        yield from (("place", f"p{index}", span) for span in place.mentions)
    for index, event in enumerate(coding.events):
        for evidence in event.evidence:
            yield "trigger", f"e{index}", evidence.trigger
            if 0 <= evidence.sentence < len(coding.sentences):
                yield "sentence", f"e{index}", coding.sentences[evidence.sentence]
        if event.date and event.date.span:
            yield "date", f"e{index}", event.date.span
    for index, statement in enumerate(coding.statements):
        yield "cue", f"s{index}", statement.cue
        yield "content", f"s{index}", statement.content
    for index, abstention in enumerate(coding.abstained):
        yield "abstained", f"x{index}", abstention.span
