"""Which words of a report wear which mark: a coding in, pieces of its text with the marks that cover them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Because, Coding, Participant, Role, Span
from dateline.show.palette import KINDS

# From the outermost to the innermost, where two marks have the same ends.
LAYERS = ("head", "hit", "sentence", "content", "because", "abstained", "date", "place", *KINDS, "cue", "trigger")


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
        yield from (("because", f"ba{index}", span) for span in _read_from(actor.roles, actor.because))
    for index, place in enumerate(coding.places):
        yield from (("because", f"bp{index}", span) for span in _read_from(place.because))
        yield from (("place", f"p{index}", span) for span in place.mentions)
    for index, event in enumerate(coding.events):
        for evidence in event.evidence:
            yield "trigger", f"e{index}", evidence.trigger
            if 0 <= evidence.sentence < len(coding.sentences):
                yield "sentence", f"e{index}", coding.sentences[evidence.sentence]
        yield from (("because", f"be{index}", span) for span in _read_from(event.participants, event.because))
        if event.date and event.date.span:
            yield "date", f"e{index}", event.date.span
    for index, statement in enumerate(coding.attributed):
        yield "cue", f"s{index}", statement.cue
        yield "content", f"s{index}", statement.content
        yield from (("because", f"bs{index}", span) for span in _read_from(statement.because))
    for index, abstention in enumerate(coding.abstained):
        yield "abstained", f"x{index}", abstention.span


def _read_from(*records: Iterable[Role | Participant | Because]) -> Iterator[Span]:
    """The words behind the values of a record; its card lights them."""
    return (record.span for of_one in records for record in of_one)
