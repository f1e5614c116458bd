"""The codebook's examples are tests: code each and say whether the event that it promises is told, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.codebook import Codebook, CodebookFiles, Example, Frame, Operator
from dateline.coder import DatelineCoder, load
from dateline.errors import ReportError
from dateline.model import Actor, Coding, Event, Evidence, Span

DAY = date(2024, 5, 15)  # any publication date; examples name no dates that depend on it


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example of one rule; ``wrong`` says what is missing or different, empty if nothing is.

    ``instead`` names the rules that gave the event where the example's own did not; None where it did, or none is told.
    """

    file: str
    line: int
    rule: str
    example: Example
    wrong: tuple[str, ...]
    instead: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {'; '.join(self.wrong)}\n    {self.example.text}"


def check_examples(coder: DatelineCoder) -> Iterator[Outcome]:
    """Every example of every frame and operator, in the order of the files.

    One event answers: the first that the rule gave, with no operator over it where there is such a one; if it gave none, the
    first of the type and mode that the example promises, whichever rules gave that.
    """
    book = coder.codebook
    for frame in book.frames:
        for example in frame.examples:
            yield _outcome(coder, frame, example, (example.type or frame.type, example.mode or frame.mode))
    for operator in book.operators:
        for example in operator.examples:
            yield _outcome(coder, operator, example, (example.type, example.mode))


def check_folder(
    folder: Path | None, sources: CodebookFiles, note: Callable[[Outcome], None] = lambda _: None
) -> tuple[list[Outcome], int]:
    """The examples of our codebook with the user's folder over it, that was read as ``sources``: those of its own rules, and
    of ours without those that fail in ours alone as well, which are counted. Without a folder, of ours, all. ``note`` is
    called with each as it is coded.
    """
    outcomes = list(_noted(check_examples(load(folder)), note))
    if folder is None or not any(outcome.wrong for outcome in outcomes):
        return outcomes, 0
    before = {(o.rule, o.example.text) for o in _noted(check_examples(load()), note) if o.wrong}
    asked = [o for o in outcomes if _is_own(o, sources) or (o.rule, o.example.text) not in before]
    return asked, len(outcomes) - len(asked)


def _noted(outcomes: Iterable[Outcome], note: Callable[[Outcome], None]) -> Iterator[Outcome]:
    for outcome in outcomes:
        note(outcome)
        yield outcome


def _is_own(outcome: Outcome, sources: CodebookFiles) -> bool:
    item = sources.frames.get(outcome.rule) or sources.operators.get(outcome.rule)
    return item is not None and not item.bundled


def _outcome(
    coder: DatelineCoder, rule: Frame | Operator, example: Example, promised: tuple[str | None, str | None]
) -> Outcome:
    def outcome(*wrong: str, instead: str | None = None) -> Outcome:
        return Outcome(rule.file, rule.line, rule.name, example, wrong, instead)

    try:
        coding = coder.code(example.text, published=DAY)
    except ReportError as error:
        return outcome(f"cannot be coded: {error.cause}")
    own = answering(coding, rule)
    event = own or next((e for e in coding.events if (e.type, e.mode) == promised), None)
    if event is None:
        why = f", for {coder.why_not(rule, example.text)}" if isinstance(rule, Frame) else ""
        return outcome(f"not coded with it{why}; coded: {_told(coding) or 'nothing'}")
    differences = _differences(coding, event, example, *promised, coder.codebook)
    return outcome(*differences, instead=None if own else event.evidence[0].frame)


def answering(coding: Coding, rule: Frame | Operator) -> Event | None:
    """The first event that the rule gave, with no operator over it where there is such a one."""
    chains = [(event, [_rules(evidence) for evidence in event.evidence]) for event in coding.events]
    alone = (e for e, told_by in chains if [rule.name] in told_by)
    governed = (e for e, told_by in chains if any(rule.name in names for names in told_by))
    return next(alone, next(governed, None))


def _rules(evidence: Evidence) -> list[str]:
    """The operators over a telling, the outer first, and its frame."""
    return (evidence.frame or "").split("+")


def _differences(
    coding: Coding, event: Event, example: Example, kind: str | None, mode: str | None, book: Codebook
) -> Iterator[str]:
    if kind is not None and event.type != kind:
        yield f"type {event.type}, not {kind}"
    if mode is not None and event.mode != mode:
        yield f"mode {event.mode}, not {mode}"
    sides = [(example.actor, event.actors, "actor"), (example.recipient, event.recipients, "recipient")]
    mutual = any(f.symmetric for f in book.frames for v in event.evidence if f.name in _rules(v))
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
