"""One act told by several sentences of a report is one event with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple, TypeVar

from dateline.codebook import EventType
from dateline.events.base import Act
from dateline.model import Abstention, Event, EventDate, Participant, Span, content_id

T = TypeVar("T")


#: Two triggers, the later first: the reader's network takes them for tellings of one act.
Retellings = Set[tuple[Span, Span]]


class Telling(NamedTuple):
    """What one or more sentences tell of an act: the event that comes of it, the acts as they stand there, the first first, and
    why none of them alone is coded (None: one is)."""

    event: Event
    acts: tuple[Act, ...]
    uncoded: Abstention | None = None


def merged(
    tellings: Sequence[Telling], types: Mapping[str, EventType], retold: Retellings = frozenset()
) -> list[Telling]:
    """Each act once, in order of first telling. Two tellings are one act if nothing that they say differs, or if one is
    ``retold`` by the other and they are not told of quite other people."""
    kept: list[Telling] = []
    for telling in tellings:
        mutual = types[telling.event.type].mutual
        for i, other in enumerate(kept):
            alike = telling.uncoded is None and other.uncoded is None and _same_act(telling.event, other.event, mutual=mutual)
            if alike or _told_again(telling.event, other.event, retold, mutual=mutual):
                uncoded = None if telling.uncoded is None or other.uncoded is None else other.uncoded
                kept[i] = Telling(_joined(other.event, telling.event), other.acts + telling.acts, uncoded)
                break
        else:
            kept.append(telling)
    return kept


def identified(report_id: str, event: Event) -> Event:
    """The event with the id that its sides and first words give it."""
    return replace(event, id=_id(report_id, event))


def _id(report_id: str, event: Event) -> str:
    first = event.evidence[0].trigger
    return content_id("e", report_id, event.type, event.mode, event.actors, event.recipients, first.start, first.end)


def _same_act(a: Event, b: Event, *, mutual: bool) -> bool:
    return (
        a.type == b.type
        and a.status == b.status
        and (a.mode == b.mode or a.mode is None or b.mode is None)
        and _same_people(a, b, mutual=mutual)
        and (a.place == b.place or a.place is None or b.place is None)
        and _dates_agree(a.date, b.date)
    )


def _told_again(event: Event, other: Event, retold: Retellings, *, mutual: bool) -> bool:
    """Whoever meets one and then another meets twice; that others than those named were hit may only be other words for them."""
    linked = any((e.trigger, o.trigger) in retold for e in event.evidence for o in other.evidence)
    if not linked or event.type != other.type:
        return False
    here, there = {*event.actors, *event.recipients}, {*other.actors, *other.recipients}
    if here & there:
        return not mutual or here <= there or there <= here
    return not (event.actors and other.actors and event.recipients and other.recipients)


def _same_people(a: Event, b: Event, *, mutual: bool) -> bool:
    """The same sides; sides told only once count as the same; two events that name nobody in common never are."""
    if set(a.actors) | set(a.recipients) == set(b.actors) | set(b.recipients):
        return set(a.actors) == set(b.actors) or mutual
    sides_agree = all(
        set(x) == set(y) or not x or not y for x, y in ((a.actors, b.actors), (a.recipients, b.recipients))
    )
    return (
        sides_agree and bool(set(a.actors) & set(b.actors)) and bool(a.recipients or b.recipients) and a.mode == b.mode
    )


def _dates_agree(a: EventDate | None, b: EventDate | None) -> bool:
    """No two date phrases that exclude each other."""
    if a is None or b is None or a.text is None or b.text is None:
        return True
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _joined(first: Event, again: Event) -> Event:
    dates = [d for d in (first.date, again.date) if d is not None]
    date = next((d for d in dates if d.text is not None), dates[0] if dates else None)
    placed = first if first.place is not None else again
    counted = first if first.size else again
    chained = first if len(first.sources) <= len(again.sources) else again
    moded = first if first.mode is not None else again
    contexts = _union(first.contexts, again.contexts)
    of = {
        "place": placed,
        "sources": chained,
        "mode": moded,
        "status": first,
        "date": first if date == first.date else again,
    }
    sized = {"killed", "injured", "arrested"}
    because = (
        b
        for telling in (first, again)
        for b in telling.because
        if (of.get(b.field, counted if b.field in sized else telling)) is telling
    )
    return replace(
        first,
        mode=moded.mode,
        contexts=contexts,
        actors=first.actors or tuple(a for a in again.actors if a not in first.recipients),
        recipients=first.recipients or tuple(a for a in again.recipients if a not in first.actors),
        place=placed.place,
        place_from=placed.place_from,
        place_confidence=placed.place_confidence,
        sources=chained.sources,
        date=date,
        size=counted.size,
        evidence=_union(first.evidence, again.evidence),
        participants=_taking_part(first, again),
        because=_union(because, ()),
        alternatives=_union(first.alternatives, again.alternatives),
    )


def _taking_part(first: Event, again: Event) -> tuple[Participant, ...]:
    """Those of both tellings. Whoever is on one side in the first stays there: mutual acts tell their sides in either order."""
    sides = {p.actor: p.side for telling in (again, first) for p in telling.participants}
    both = _union(first.participants, again.participants)
    return _union((replace(p, side=sides[p.actor]) for p in both), ())


def _union(a: Iterable[T], b: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*a, *b)))
