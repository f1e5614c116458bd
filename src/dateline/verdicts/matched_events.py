"""Two codings of one report in, the events that they share out: which is which, and in which fields they differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Coding, Event, Span

Label = Hashable
"""What one coder says of a field, so that two that say the same are equal."""
Bounds = tuple[int, int]
Party = frozenset[Bounds]
"""An actor by where the report speaks of it: its ids and names are each coder's own."""

FOUND, TYPE, MODE, STATUS, SIDES, PLACE, DATE = "event", "type", "mode", "status", "sides", "place", "date"
#: The fields of an event that two coders are compared in.
COMPARED = (TYPE, MODE, STATUS, SIDES, PLACE, DATE)


@dataclass(frozen=True, slots=True)
class ComparedEvent:
    """What of an event can be held against another coder's."""

    id: str
    type: str
    triggers: tuple[Bounds, ...]
    labels: Mapping[str, Label]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class EventPair:
    """An event that both coders tell, at overlapping words; perhaps as of two types."""

    first: ComparedEvent
    second: ComparedEvent

    def agrees(self, field: str) -> bool:
        """Whether both say the same of a field; of another type's mode and sides nothing is the same."""
        if field == FOUND:
            return True
        if self.first.type != self.second.type:
            return False
        if field == SIDES:
            return self._have_the_same_sides()
        return self.first.labels[field] == self.second.labels[field]

    def _have_the_same_sides(self) -> bool:
        """Of what its actors do to each other, who is told first means nothing: both sides are one then."""
        one, other = self.first, self.second
        if one.mutual or other.mutual:
            return _are_same((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        return _are_same(one.actors, other.actors) and _are_same(one.recipients, other.recipients)


def compared_events(coding: Coding) -> tuple[ComparedEvent, ...]:
    """The events of a coding as they are compared."""
    parties = {actor.id: frozenset(_bounds(m.span) for m in actor.mentions) for actor in coding.actors}
    return tuple(_compared(event, parties) for event in coding.events)


def matched(first: Sequence[ComparedEvent], second: Sequence[ComparedEvent]) -> tuple[EventPair, ...]:
    """The events that two coders share: those whose words overlap, one with one; of several those of one type come first, then
    the earlier ones."""
    pairs: list[EventPair] = []
    left = [*first]
    free = [*second]
    for of_one_type in (True, False):
        for event in tuple(left):
            found = next((o for o in free if (o.type == event.type) >= of_one_type and _tell_alike(event, o)), None)
            if found is not None:
                pairs.append(EventPair(event, found))
                left.remove(event)
                free.remove(found)
    return tuple(sorted(pairs, key=lambda pair: pair.first.triggers))


def _compared(event: Event, parties: Mapping[str, Party]) -> ComparedEvent:
    when = event.date
    labels: dict[str, Label] = {
        TYPE: event.type,
        MODE: event.mode,
        STATUS: event.status,
        PLACE: event.place,
        DATE: (when.start, when.end) if when is not None else None,
    }
    triggers = tuple(sorted(_bounds(told.trigger) for told in event.evidence))
    actors, recipients = (tuple(parties[key] for key in side) for side in (event.actors, event.recipients))
    return ComparedEvent(event.id, event.type, triggers, labels, actors, recipients, event.mutual is True)


def _bounds(span: Span) -> Bounds:
    return span.start, span.end


def _tell_alike(one: ComparedEvent, other: ComparedEvent) -> bool:
    return any(a < d and c < b for a, b in one.triggers for c, d in other.triggers)


def _are_same(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether each party of one side is one of the other side."""
    if len(some) != len(others):
        return False
    free = [*others]
    for party in some:
        found = next((other for other in free if _is_same(party, other)), None)
        if found is None:
            return False
        free.remove(found)
    return True


def _is_same(one: Party, other: Party) -> bool:
    """Whether two are spoken of in one place: their words overlap by more than half of the shorter."""
    return any(2 * (min(b, d) - max(a, c)) > min(b - a, d - c) for a, b in one for c, d in other)


def differing(pair: EventPair) -> Iterator[str]:
    """The fields in which the two differ."""
    return (field for field in COMPARED if not pair.agrees(field))
