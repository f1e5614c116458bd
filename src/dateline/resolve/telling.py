"""What one or more sentences tell of an act, and what several tellings of it say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from dateline.events.base import Act
from dateline.model import Abstention, Event, Participant, Size, content_id
from dateline.resolve.sides import Sides

T = TypeVar("T")
_MODE = "mode"


class Telling(NamedTuple):
    """What one or more sentences tell of an act: the event that comes of it, the acts as they stand there, the first first, who
    takes part by each, the lemmas of their words, why none of them alone is coded (None: one is), and the countries of those who
    act."""

    event: Event
    acts: tuple[Act, ...]
    sides: tuple[Sides, ...]
    lemmas: tuple[str, ...]
    uncoded: Abstention | None = None
    lands: frozenset[str] = frozenset()

    @property
    def is_faint(self) -> bool:
        """Whether it is not coded only because it is hardly an act."""
        return self.uncoded is not None and bool(self.event.actors or self.event.recipients)


def together(first: Telling, again: Telling) -> Telling:
    """One act of two tellings; it is coded if one of them is, or if both would be but for being faint."""
    faint = first.is_faint and again.is_faint
    uncoded = first.uncoded if again.uncoded is not None and not faint else None
    event = _joined(first.event, again.event)
    lands = first.lands | again.lands
    return Telling(
        event, first.acts + again.acts, first.sides + again.sides, first.lemmas + again.lemmas, uncoded, lands
    )


def identified(report_id: str, event: Event) -> Event:
    """The event with the id that its sides and first words give it."""
    first = event.evidence[0].trigger
    key = content_id("e", report_id, event.type, event.mode, event.actors, event.recipients, first.start, first.end)
    return replace(event, id=key)


def _joined(first: Event, again: Event) -> Event:
    """What two tellings say together: the first before the second, but of two types the likelier."""
    if first.type != again.type:
        first, again = _of_one_type(first, again)
    dates = [d for d in (first.date, again.date) if d is not None]
    date = next((d for d in dates if d.text is not None), dates[0] if dates else None)
    placed = first if first.place is not None else again
    moded = first if first.mode is not None else again
    contexts = _union(first.contexts, again.contexts)
    of = {
        "place": placed,
        "sources": first,
        "mode": moded,
        "status": first,
        "date": first if date == first.date else again,
    }
    of |= {field: first if number is not None else again for field, number in first.size.numbers.items()}
    because = (b for telling in (first, again) for b in telling.because if of.get(b.field, telling) is telling)
    return replace(
        first,
        mode=moded.mode,
        contexts=contexts,
        actors=first.actors or tuple(a for a in again.actors if a not in first.recipients),
        recipients=first.recipients or tuple(a for a in again.recipients if a not in first.actors),
        place=placed.place,
        place_from=placed.place_from,
        place_confidence=placed.place_confidence,
        date=date,
        size=_size(first.size, again.size),
        evidence=_union(first.evidence, again.evidence),
        participants=_taking_part(first, again),
        because=_union(because, ()),
        alternatives=_union(first.alternatives, again.alternatives),
        mutual=first.mutual or again.mutual,
    )


def _of_one_type(first: Event, again: Event) -> tuple[Event, Event]:
    """Both with the type and mode of the likelier one, and the words behind its mode."""
    typed = max(first, again, key=lambda e: e.evidence[0].confidence)
    words = tuple(b for b in typed.because if b.field == _MODE)

    def retyped(event: Event) -> Event:
        others = tuple(b for b in event.because if b.field != _MODE)
        same = replace(event, type=typed.type, mode=typed.mode, quad=typed.quad, intensity=typed.intensity)
        return replace(same, mutual=typed.mutual, because=(*others, *words))

    return retyped(first), retyped(again)


def _size(first: Size, again: Size) -> Size:
    """Each number by the first that gives it."""
    numbers = {field: number for size in (again, first) for field, number in size.numbers.items() if number is not None}
    given = {field: first if first.numbers[field] is not None else again for field in numbers}
    return Size(**numbers, at_least=tuple(sorted(field for field, size in given.items() if field in size.at_least)))


def _taking_part(first: Event, again: Event) -> tuple[Participant, ...]:
    """Those of both tellings. Whoever is on one side in the first stays there: mutual acts tell their sides in either order."""
    sides = {p.actor: p.side for telling in (again, first) for p in telling.participants}
    both = _union(first.participants, again.participants)
    return _union((replace(p, side=sides[p.actor]) for p in both), ())


def _union(a: Iterable[T], b: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*a, *b)))
