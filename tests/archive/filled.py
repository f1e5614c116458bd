"""A coding in which every field of every record is given, each value told from all others: made from the schema itself.

A field that is added to a record is in it, and so in every test that asks whether something is lost.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from dateline.model import Coding, Source, Span
from dateline.model.schema import Field, fields_of

_FIRST = 100_000  # no count in a view is as high
TEXT = " ".join(f"w{n:04}’" for n in range(400))


def filled() -> Coding:
    """Two of everything that there may be several of; ids of one record that stand in another lead to it."""
    made = _Maker()
    coding: Coding = made.record(Coding)
    actors, places = [a.id for a in coding.actors], [p.id for p in coding.places]
    who = (Source(actor=actors[1]), Source(publisher="a publisher"))
    events = tuple(
        replace(
            event,
            actors=tuple(actors),
            recipients=(actors[n],),
            place=places[n],
            sources=who,
            participants=tuple(replace(p, actor=actors[n]) for p in event.participants),
            evidence=tuple(replace(e, sentence=s) for s, e in enumerate(event.evidence)),
        )
        for n, event in enumerate(coding.events)
    )
    statements, attitudes = (
        tuple(replace(s, speaker=actors[0], about=tuple(actors), sources=who) for s in of_kind)
        for of_kind in (coding.statements, coding.attitudes)
    )
    abstained = (replace(coding.abstained[0], record=events[0].id), replace(coding.abstained[1], record=actors[0]))
    report = replace(coding.report, text=TEXT, body_start=len(TEXT) - 1)
    made_by = replace(coding.versions, coder="dateline")
    return replace(
        coding,
        report=report,
        events=events,
        statements=statements,
        attitudes=attitudes,
        abstained=abstained,
        versions=made_by,
    )


def values(plain: Any) -> Iterator[Any]:
    """The texts and numbers in plain data, however deep."""
    if isinstance(plain, dict):
        plain = [*plain.values()]
    if isinstance(plain, list | tuple):
        for inner in plain:
            yield from values(inner)
    elif plain is not None and not isinstance(plain, bool):
        yield plain


class _Maker:
    def __init__(self) -> None:
        self._number = count(_FIRST)
        self._at = 0

    def record(self, kind: type) -> Any:
        if kind is Span:
            return self._span()
        if kind is Source:
            return Source(publisher=f"a publisher {next(self._number)}")
        given = (f for f in fields_of(kind) if not f.derived)
        return kind(**{f.attribute: self._value(kind, f) for f in given})

    def _value(self, kind: type, field: Field) -> Any:
        return tuple(self._one(kind, field) for _ in "ab") if field.shape.many else self._one(kind, field)

    def _one(self, kind: type, field: Field) -> Any:
        shape, number = field.shape, next(self._number)
        if shape.record is not None:
            return self.record(shape.record)
        if shape.choices:
            return shape.choices[number % len(shape.choices)]
        if shape.scalar is date:
            return date(2000, 1, 1) + timedelta(number - _FIRST)
        if shape.scalar is bool:
            return number % 2 == 0
        if shape.scalar is float:
            return 1 / (number + 0.5) if field.attribute.endswith("confidence") else number + 0.5
        return number if shape.scalar is int else f"{kind.__name__}.{field.name} {number}"

    def _span(self) -> Span:
        """The next two words."""
        start = self._at
        self._at += len("w0000’ w0000’ ")
        return Span.of(TEXT, start, self._at - 1)
