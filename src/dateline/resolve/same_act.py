"""One act told by several sentences of a report is one event with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.model import Event, EventDate, content_id


def merged(report_id: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """Events in order of first telling, each act once. Two tellings are one act if nothing that they say differs."""
    kept: list[Event] = []
    for event in events:
        for i, other in enumerate(kept):
            if _same_act(event, other):
                kept[i] = _joined(other, event)
                break
        else:
            kept.append(event)
    return tuple(replace(e, id=_id(report_id, e)) for e in kept)


def _id(report_id: str, event: Event) -> str:
    first = event.evidence[0].trigger
    return content_id("e", report_id, event.type, event.mode, event.actors, event.recipients, first.start, first.end)


def _same_act(a: Event, b: Event) -> bool:
    return (
        a.type == b.type
        and a.status == b.status
        and (a.mode == b.mode or a.mode is None or b.mode is None)
        and _same_people(a, b)
        and (a.place == b.place or a.place is None or b.place is None)
        and _dates_agree(a.date, b.date)
    )


def _same_people(a: Event, b: Event) -> bool:
    """The same sides; sides told only once count as the same; two events that name nobody in common never are."""
    if set(a.actors) | set(a.recipients) == set(b.actors) | set(b.recipients):
        return set(a.actors) == set(b.actors) or _is_mutual(a)
    sides_agree = all(
        set(x) == set(y) or not x or not y for x, y in ((a.actors, b.actors), (a.recipients, b.recipients))
    )
    return (
        sides_agree and bool(set(a.actors) & set(b.actors)) and bool(a.recipients or b.recipients) and a.mode == b.mode
    )


def _is_mutual(event: Event) -> bool:
    return event.type in ("CONSULT", "COOPERATE", "AGREE")


def _dates_agree(a: EventDate | None, b: EventDate | None) -> bool:
    """No two date phrases that exclude each other."""
    if a is None or b is None or a.text is None or b.text is None:
        return True
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _joined(first: Event, again: Event) -> Event:
    dates = [d for d in (first.date, again.date) if d is not None]
    return replace(
        first,
        mode=first.mode or again.mode,
        contexts=_union(first.contexts, again.contexts),
        actors=first.actors or again.actors,
        recipients=first.recipients or again.recipients,
        place=first.place or again.place,
        sources=first.sources if len(first.sources) <= len(again.sources) else again.sources,
        date=next((d for d in dates if d.text is not None), dates[0] if dates else None),
        size=first.size or again.size,
        evidence=tuple(dict.fromkeys((*first.evidence, *again.evidence))),
    )


def _union(a: Iterable[str], b: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))
