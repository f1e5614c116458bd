"""The codebook's examples are tests: code each and say whether its frame or operator gave the event that it promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.codebook import Codebook, Example
from dateline.coder import DatelineCoder
from dateline.errors import ReportError
from dateline.model import Actor, Coding, Event, Span

_DAY = date(2024, 5, 15)  # any publication date; examples name no dates that depend on it


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example of one rule; ``wrong`` says what is missing or different, empty if nothing is."""

    file: str
    line: int
    rule: str
    example: Example
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {'; '.join(self.wrong)}\n    {self.example.text}"


def check_examples(coder: DatelineCoder) -> Iterator[Outcome]:
    """Every example of every frame and operator, in the order of the files."""
    book = coder.codebook
    for frame in book.frames:
        for example in frame.examples:
            yield Outcome(
                frame.file, frame.line, frame.name, example, _wrong(coder, example, frame.name, frame.type, frame.mode)
            )
    for operator in book.operators:
        for example in operator.examples:
            yield Outcome(
                operator.file, operator.line, operator.name, example, _wrong(coder, example, operator.name, None, None)
            )


def _wrong(coder: DatelineCoder, example: Example, rule: str, kind: str | None, mode: str | None) -> tuple[str, ...]:
    try:
        coding = coder.code(example.text, published=_DAY)
    except ReportError as error:
        return (f"cannot be coded: {error.cause}",)
    wanted_type, wanted_mode = example.type or kind, example.mode or mode
    found = [e for e in coding.events if any(rule in (evidence.frame or "").split("+") for evidence in e.evidence)]
    found = found or [e for e in coding.events if e.type == wanted_type and e.mode == wanted_mode]
    if not found:
        return (f"not coded with it; coded: {_told(coding) or 'nothing'}",)
    attempts = [tuple(_differences(coding, e, example, wanted_type, wanted_mode, coder.codebook)) for e in found]
    return min(attempts, key=len)


def _differences(
    coding: Coding, event: Event, example: Example, kind: str | None, mode: str | None, book: Codebook
) -> Iterator[str]:
    if kind is not None and event.type != kind:
        yield f"type {event.type}, not {kind}"
    if mode is not None and event.mode != mode:
        yield f"mode {event.mode}, not {mode}"
    sides = [(example.actor, event.actors, "actor"), (example.recipient, event.recipients, "recipient")]
    mutual = any(f.symmetric for f in book.frames for v in event.evidence if f.name in (v.frame or "").split("+"))
    for text, ids, side in sides:
        pool = (*event.actors, *event.recipients) if mutual else ids
        if text is not None and not _takes_part(coding, text, pool):
            yield f"{side} {text!r} is not among {_names(coding, ids)}"
    if example.place is not None and not _is_place(coding, event, example.place):
        yield f"place {example.place!r} is not {event.place and _place_name(coding, event.place)}"
    if example.status is not None and event.status != example.status:
        yield f"status {event.status}, not {example.status}"


def _takes_part(coding: Coding, text: str, ids: Iterable[str]) -> bool:
    """Some mention of one of the actors lies over the words of the example."""
    spans = _occurrences(coding.report.text, text)
    wanted = set(ids)
    mentions = [m.span for a in coding.actors if a.id in wanted for m in a.mentions]
    return any(span.overlaps(m) for span in spans for m in mentions)


def _is_place(coding: Coding, event: Event, text: str) -> bool:
    spans = _occurrences(coding.report.text, text)
    return any(p.id == event.place and any(s.overlaps(m) for s in spans for m in p.mentions) for p in coding.places)


def _occurrences(text: str, part: str) -> list[Span]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(Span.of(text, at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def _names(coding: Coding, ids: Iterable[str]) -> list[str]:
    actors: dict[str, Actor] = {a.id: a for a in coding.actors}
    return [actors[i].name for i in ids if i in actors]


def _place_name(coding: Coding, place: str) -> str:
    return next((p.name for p in coding.places if p.id == place), place)


def _told(coding: Coding) -> str:
    return ", ".join(f"{e.type}{'/' + e.mode if e.mode else ''} by {e.evidence[0].frame}" for e in coding.events)
