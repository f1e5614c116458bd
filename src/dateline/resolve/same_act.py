"""One act told by several sentences of a report is one event with several pieces of evidence: a telling joins the event that it
most likely tells again, by measured weights."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from dateline.codebook import EventType
from dateline.events.base import Act
from dateline.events.weights import log_odds, measured
from dateline.model import Abstention, Event, EventDate, Participant, Size, Span, content_id
from dateline.resolve.sides import Sides

T = TypeVar("T")
#: So many acts of a type that were told last are asked whether one is told again, and so many tellings of an act are kept: what
#: tells it again after that adds nothing. Few reports tell thirty acts of a type, or one act ten times.
_ACTS, _TELLINGS = 100, 100
_SAME = measured("same_act")
#: Found by trying: two acts told as one are rarer then than one told as two, most in reports of other agencies.
_LEAST = 0.38
_SURE = 0.85

_MODE = "mode"
_NUMBERS = tuple(Size().numbers)
_OF_ONE_TYPE = frozenset({"same_type", "same_mode", "other_mode"})
_SAME_DATE, _OTHER_DATE = "same_date", "other_date"

#: For a trigger those before it of which the reader's network takes it for a retelling, each with its share.
Retellings = Mapping[Span, Mapping[Span, float]]


class Telling(NamedTuple):
    """What one or more sentences tell of an act: the event that comes of it, the acts as they stand there, the first first, who
    takes part by each, the lemmas of their words, and why none of them alone is coded (None: one is)."""

    event: Event
    acts: tuple[Act, ...]
    sides: tuple[Sides, ...]
    lemmas: tuple[str, ...]
    uncoded: Abstention | None = None

    @property
    def is_faint(self) -> bool:
        """Whether it is not coded only because it is hardly an act."""
        return self.uncoded is not None and bool(self.event.actors or self.event.recipients)


def merged(tellings: Sequence[Telling], types: Mapping[str, EventType], retold: Retellings) -> list[Telling]:
    """Each act once, in order of first telling."""
    kept = _Kept()
    for telling in tellings:
        likely = {i: _how_likely(telling, kept.acts[i], types, retold) for i in kept.near(telling, retold)}
        best = max(likely, key=lambda i: likely[i], default=None)
        if best is not None and likely[best] >= _LEAST:
            kept.tell_again(best, telling)
        else:
            kept.add(telling)
    return kept.acts


class _Kept:
    """The acts told so far, to be asked which of them a telling may tell again."""

    def __init__(self) -> None:
        self.acts: list[Telling] = []
        self._of_type: dict[str, list[int]] = {}
        self._at: dict[Span, int] = {}

    def near(self, telling: Telling, retold: Retellings) -> list[int]:
        """The numbers of the last acts of its type, and of those that the network links it to, in order of first telling."""
        triggers = (before for e in telling.event.evidence for before in retold.get(e.trigger, ()))
        linked = {self._at[before] for before in triggers if before in self._at}
        same: Sequence[int] = range(len(self.acts))
        if _ONE_TYPE:
            same = self._of_type.get(telling.event.type, ())
        return sorted(linked.union(same[-_ACTS:]))

    def add(self, telling: Telling) -> None:
        self._of_type.setdefault(telling.event.type, []).append(len(self.acts))
        self._note(len(self.acts), telling)
        self.acts.append(telling)

    def tell_again(self, i: int, telling: Telling) -> None:
        held = self.acts[i]
        if len(held.event.evidence) < _TELLINGS:
            self.acts[i] = together(held, telling)
            if (kind := self.acts[i].event.type) != held.event.type:
                self._of_type[held.event.type].remove(i)
                insort(self._of_type.setdefault(kind, []), i)
        self._note(i, telling)

    def _note(self, i: int, telling: Telling) -> None:
        self._at.update((e.trigger, i) for e in telling.event.evidence)


def _is_of_one_type() -> bool:
    """Whether acts of two types that the network does not link are never one, by the weights."""
    best = {name: 1.0 for name, number in _SAME.numbers.items() if number > 0 and name not in _OF_ONE_TYPE}
    return _SAME.probability(best | {"retold": log_odds(0.0)}) < _LEAST


_ONE_TYPE = _is_of_one_type()


def _how_likely(telling: Telling, other: Telling, types: Mapping[str, EventType], retold: Retellings) -> float:
    """That one tells the other's act again. Two coded events of which nothing differs would be one row twice."""
    if counted_apart(telling, other) or _are_surely_two(telling, other):
        return 0.0
    coded = telling.uncoded is None and other.uncoded is None
    if coded and _nothing_differs(telling.event, other.event, mutual=types[telling.event.type].mutual):
        return 1.0
    links = [before for e in telling.event.evidence if (before := retold.get(e.trigger))]
    linked = any(o.trigger in before for before in links for o in other.event.evidence)
    return _SAME.probability(known(telling, other, types, retold)) if linked or _may_be_one(telling, other) else 0.0


def _may_be_one(telling: Telling, other: Telling) -> bool:
    """Whether two tellings that the network does not link can be likely enough to be one, by the most that speaks for it: most
    pairs are told apart by that alone."""
    a, b = telling.event, other.event
    held = (
        None is not a.mode == b.mode,
        None is not a.place == b.place,
        not {*telling.lemmas}.isdisjoint(other.lemmas),
        not {*a.actors, *a.recipients}.isdisjoint((*b.actors, *b.recipients)),
    )
    return _REST + sum(weight for weight, holds in zip(_HELD, held, strict=True) if holds) > _NEEDED


#: What speaks for it at most: by a mode, a place, a word and somebody in common, and by all else.
_FOR = {name: max(0.0, number) for name, number in _SAME.numbers.items() if name != "retold"}
_PEOPLE = [
    name for name in _FOR if name.startswith(("same_", "shared_")) and name.endswith(("actor", "recipient", "partner"))
]
_HELD = (_FOR["same_mode"], _FOR["same_place"], _FOR["same_word"], sum(_FOR[name] for name in _PEOPLE))
_REST = _SAME.constant + _SAME.numbers["retold"] * log_odds(0.0) + sum(_FOR.values()) - sum(_HELD)
_NEEDED = log_odds(_LEAST) - 0.01  # a probability is rounded


def _nothing_differs(a: Event, b: Event, *, mutual: bool) -> bool:
    return (
        a.type == b.type
        and a.status == b.status
        and (a.mode == b.mode or a.mode is None or b.mode is None)
        and _same_people(a, b, mutual=mutual)
        and (a.place == b.place or a.place is None or b.place is None)
        and _compared_dates(a.date, b.date) != _OTHER_DATE
    )


def _same_people(a: Event, b: Event, *, mutual: bool) -> bool:
    """The same sides; sides told only once count as the same; two events that name nobody in common never are."""
    if {*a.actors, *a.recipients} == {*b.actors, *b.recipients}:
        return {*a.actors} == {*b.actors} or mutual
    sides_agree = all({*x} == {*y} or not x or not y for x, y in ((a.actors, b.actors), (a.recipients, b.recipients)))
    return sides_agree and bool({*a.actors} & {*b.actors}) and bool(a.recipients or b.recipients) and a.mode == b.mode


def together(first: Telling, again: Telling) -> Telling:
    """One act of two tellings; it is coded if one of them is, or if both would be but for being faint."""
    faint = first.is_faint and again.is_faint
    uncoded = first.uncoded if again.uncoded is not None and not faint else None
    event = _joined(first.event, again.event)
    return Telling(event, first.acts + again.acts, first.sides + again.sides, first.lemmas + again.lemmas, uncoded)


def _are_surely_two(a: Telling, b: Telling) -> bool:
    """Of different types, and neither is unsure of its own; what is hardly an act says nothing of the type of another."""
    if a.event.type == b.event.type:
        return False
    sure = (max(e.confidence for e in t.event.evidence) >= _SURE for t in (a, b))
    return all(sure) or a.uncoded is not None or b.uncoded is not None


def counted_apart(a: Telling, b: Telling) -> bool:
    """ "Rebels killed 20 soldiers and the army killed 30 rebels": a sentence counts the victims of one act once, and other
    numbers of victims of somebody else are those of another act."""
    one, other = a.event, b.event
    if one.size == other.size:
        return False
    numbers = ((getattr(one.size, name), getattr(other.size, name)) for name in _NUMBERS)
    if not any(None is not x != y is not None for x, y in numbers):
        return False
    others = one.actors and other.actors and not {*one.actors} & {*other.actors}
    return bool(others or {act.sentence for act in a.acts} & {act.sentence for act in b.acts})


def identified(report_id: str, event: Event) -> Event:
    """The event with the id that its sides and first words give it."""
    first = event.evidence[0].trigger
    key = content_id("e", report_id, event.type, event.mode, event.actors, event.recipients, first.start, first.end)
    return replace(event, id=key)


def known(telling: Telling, other: Telling, types: Mapping[str, EventType], retold: Retellings) -> dict[str, float]:
    """What speaks for and against that a telling tells again what others told, by the names of the weights."""
    a, b = telling.event, other.event
    links = [before for e in a.evidence if (before := retold.get(e.trigger))]
    shares = [before.get(o.trigger, 0.0) for before in links for o in b.evidence]
    found = {"retold": log_odds(min(1.0, sum(shares)))}
    mutual = types[a.type].mutual and types[b.type].mutual
    everybody = [{*e.actors, *e.recipients} for e in (a, b)]
    sides = {"actor": (a.actors, b.actors), "recipient": (a.recipients, b.recipients)}
    if mutual:
        sides = {"partner": (tuple(everybody[0]), tuple(everybody[1]))}
    for side, (here, there) in sides.items():
        if here and there:
            found[_compared(side, set(here), set(there))] = 1.0
    if a.place is not None and b.place is not None:
        found["same_place" if a.place == b.place else "other_place"] = 1.0
    if dates := _compared_dates(a.date, b.date):
        found[dates] = 1.0
    flags = {
        "same_type": a.type == b.type,
        "same_mode": a.type == b.type and a.mode == b.mode is not None,
        "other_mode": a.type == b.type and None is not a.mode != b.mode is not None,
        "other_status": a.status != b.status,
        "same_word": bool({*telling.lemmas} & {*other.lemmas}),
        "same_sentence": any(x.sentence == y.sentence for x in telling.acts for y in other.acts),
        "nobody": not all(everybody),
        "crossed": bool({*a.actors} & {*b.recipients} or {*a.recipients} & {*b.actors}) and not mutual,
    }
    return found | {name: 1.0 for name, holds in flags.items() if holds}


def _compared(side: str, here: set[str], there: set[str]) -> str:
    if here & there:
        return f"same_{side}" if here <= there or there <= here else f"shared_{side}"
    return f"other_{side}"


def _compared_dates(a: EventDate | None, b: EventDate | None) -> str | None:
    """Whether two date phrases tell of days in common; None if they do not tell days."""
    if a is None or b is None or a.text is None or b.text is None:
        return None
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    return _SAME_DATE if a.start <= b.end and b.start <= a.end else _OTHER_DATE


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
