"""Do the records of a coding name each other rightly? Codings that come from outside are asked before they are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.actor import Actor
    from dateline.model.coded import Coded
    from dateline.model.event import Event
    from dateline.model.place import Place
    from dateline.model.source import Source
    from dateline.model.statement import Statement

Reference = tuple[str, str | None]
"""Where an id stands, and the id; None refers to nothing."""


def check_references(coding: Coded) -> None:
    """Raises ValueError if an id names no record, or two; if a sentence or the body lies outside the text; or for a count or
    a share that can be none."""
    actors, places = _ids("actors", coding.actors), _ids("places", coding.places)
    attributed = (*coding.statements, *coding.attitudes)
    records = {*actors, *places, *_ids("events", coding.events), *_ids("statements", attributed)}
    for number, event in enumerate(coding.events):
        _check(_actors_of_event(event, f"events[{number}]"), actors, "actor")
        _check([(f"events[{number}].place", event.place)], places, "place")
    for name, of_name in (("statements", coding.statements), ("attitudes", coding.attitudes)):
        for number, statement in enumerate(of_name):
            _check(_actors_of_statement(statement, f"{name}[{number}]"), actors, "actor")
    _check(((f"abstained[{n}].record", a.record) for n, a in enumerate(coding.abstained)), records, "record")
    if not 0 <= coding.report.body_start <= len(coding.report.text):
        raise ValueError("report.body_start lies outside the text")
    told_in = [evidence.sentence for event in coding.events for evidence in event.evidence]
    if told_in and not 0 <= min(told_in) <= max(told_in) < (len(coding.sentences) or max(told_in) + 1):
        raise ValueError("the evidence of an event stands in a sentence that is not there")
    read = coding.coverage
    counts = [
        read.characters,
        read.read,
        read.sentences,
        *(n for e in coding.events for n in e.size.numbers.values() if n),
    ]
    if min(counts) < 0:
        raise ValueError("a count of it is below 0")
    shares = [share for event in coding.events for share in _confidences(event) if share is not None]
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError("the confidence of an event is not between 0 and 1")


def _confidences(event: Event) -> Iterator[float | None]:
    yield from (e.confidence for e in event.evidence)
    yield from (p.confidence for p in event.participants)
    yield event.place_confidence
    yield event.date.confidence if event.date is not None else None


def _ids(name: str, records: Sequence[Actor | Place | Event | Statement]) -> set[str]:
    found = {record.id for record in records}
    if len(found) < len(records):
        raise ValueError(f"two of its {name} have one id")
    return found


def _actors_of_event(event: Event, where: str) -> Iterator[Reference]:
    yield from ((f"{where}.actors", actor) for actor in event.actors)
    yield from ((f"{where}.recipients", actor) for actor in event.recipients)
    yield from ((f"{where}.participants", taking_part.actor) for taking_part in event.participants)
    yield from _speakers(event.sources, where)


def _actors_of_statement(statement: Statement, where: str) -> Iterator[Reference]:
    yield f"{where}.speaker", statement.speaker
    yield from ((f"{where}.about", actor) for actor in statement.about)
    yield from _speakers(statement.sources, where)


def _speakers(sources: Iterable[Source], where: str) -> Iterator[Reference]:
    return ((f"{where}.sources", source.actor) for source in sources)


def _check(references: Iterable[Reference], known: Collection[str], kind: str) -> None:
    for where, key in references:
        if key is not None and key not in known:
            raise ValueError(f"{where} names {key!r:.40}, and there is no such {kind}")
