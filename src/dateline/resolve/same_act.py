"""One act told by several sentences of a report is one event with several pieces of evidence: a telling joins the event that it
most likely tells again, by measured weights."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence

from dateline.codebook import EventType
from dateline.events.weights import log_odds, measured
from dateline.model import Event, EventDate, Size, Span
from dateline.resolve.telling import Telling, together

#: So many acts of a type that were told last are asked whether one is told again, and so many tellings of an act are kept: what
#: tells it again after that adds nothing. Few reports tell thirty acts of a type, or one act ten times.
_ACTS, _TELLINGS = 50, 100
_SAME = measured("same_act")
#: Found by trying: two acts told as one are rarer then than one told as two, most in reports of other agencies.
_LEAST = 0.3
#: Of another type it must be likelier, for one of the two types is lost then.
_LEAST_OF_OTHER = 0.45
_SURE = 0.85
#: From this share the network links a denial to the act that is denied: "neither fired nor …" tells no other act that happened.
_LINKED, _DENIED = 0.5, "denied"

#: The share of what a trigger tells on by grammar, in the same sentence, and of what it surely does not tell again.
ONE, APART = 2.0, -1.0

_NUMBERS = tuple(Size().numbers)
_OF_ONE_TYPE = frozenset({"same_type", "same_mode", "other_mode"})
_SAME_DATE, _OTHER_DATE = "same_date", "other_date"

#: For a trigger those before it of which the reader's network takes it for a retelling, each with its share.
Retellings = Mapping[Span, Mapping[Span, float]]


def merged(tellings: Sequence[Telling], types: Mapping[str, EventType], retold: Retellings) -> list[Telling]:
    """Each act once, in order of first telling: first what one sentence tells in pieces, then what others tell again."""
    kept = _Kept()
    for telling in _pieced(tellings, retold):
        likely = {i: _how_likely(telling, kept.acts[i], types, retold) for i in kept.near(telling, retold)}
        best = max(likely, key=lambda i: likely[i], default=None)
        if best is not None and likely[best] >= _least(telling, kept.acts[best]):
            kept.tell_again(best, telling)
        else:
            kept.add(telling)
    return kept.acts


def _least(telling: Telling, other: Telling) -> float:
    return _LEAST if telling.event.type == other.event.type else _LEAST_OF_OTHER


def _pieced(tellings: Sequence[Telling], retold: Retellings) -> list[Telling]:
    """The tellings, but those that grammar makes pieces of one act as one."""
    pieces: list[Telling] = []
    at: dict[Span, int] = {}  # by trigger, the piece that it tells of
    for telling in tellings:
        triggers = [e.trigger for e in telling.event.evidence]
        parts = (at.get(before) for t in triggers for before, share in retold.get(t, {}).items() if share == ONE)
        whole = min((i for i in parts if i is not None), default=None)
        if whole is not None and not counted_apart(telling, pieces[whole]):
            pieces[whole] = together(pieces[whole], telling)
        else:
            whole = len(pieces)
            pieces.append(telling)
        at.update(dict.fromkeys(triggers, whole))
    return pieces


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
    links = list(_links(telling.event, other.event, retold))
    denied = {t.event.status == _DENIED for t in (telling, other)}
    if APART in links or (len(denied) == 2 and sum(links) < _LINKED):
        return 0.0
    coded = telling.uncoded is None and other.uncoded is None
    if coded and _nothing_differs(telling.event, other.event, mutual=types[telling.event.type].mutual):
        return 1.0
    return _SAME.probability(known(telling, other, types, retold))


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


def known(telling: Telling, other: Telling, types: Mapping[str, EventType], retold: Retellings) -> dict[str, float]:
    """What speaks for and against that a telling tells again what others told, by the names of the weights."""
    a, b = telling.event, other.event
    found = {"retold": log_odds(min(1.0, sum(_links(a, b, retold))))}
    mutual = types[a.type].mutual and types[b.type].mutual
    everybody = [{*e.actors, *e.recipients} for e in (a, b)]
    sides = {"actor": (a.actors, b.actors), "recipient": (a.recipients, b.recipients)}
    if mutual:
        sides = {"partner": (tuple(everybody[0]), tuple(everybody[1]))}
    for side, (here, there) in sides.items():
        if here and there:
            found[_compared(side, set(here), set(there))] = 1.0
    others = bool(a.actors and b.actors) and {*a.actors}.isdisjoint(b.actors)
    if a.place is not None and b.place is not None:
        found["same_place" if a.place == b.place else "other_place"] = 1.0
    if dates := _compared_dates(a.date, b.date):
        found[dates] = 1.0
    flags = {
        "same_type": a.type == b.type,
        "same_mode": a.type == b.type and a.mode == b.mode is not None,
        "other_mode": a.type == b.type and None is not a.mode != b.mode is not None,
        "other_status": a.status != b.status and not _is_of_old(a, b),
        "mode_unknown": a.mode is None or b.mode is None,
        "uncoded": telling.uncoded is not None,
        "akin_actor": others and not telling.lands.isdisjoint(other.lands),
        "same_word": bool({*telling.lemmas} & {*other.lemmas}),
        "same_sentence": any(x.sentence == y.sentence for x in telling.acts for y in other.acts),
        "nobody": not all(everybody),
        "crossed": bool({*a.actors} & {*b.recipients} or {*a.recipients} & {*b.actors}) and not mutual,
    }
    return found | {name: 1.0 for name, holds in flags.items() if holds}


def _is_of_old(a: Event, b: Event) -> bool:
    """What is told again without its day is as long ago as it was: "33 years after troops opened fire … in the shooting"."""
    old, again = (a, b) if a.status == "historical" else (b, a)
    undated = again.date is None or again.date.text is None
    return old.status == "historical" and again.status == "happened" and undated


def _links(a: Event, b: Event, retold: Retellings) -> Iterator[float]:
    """How far each trigger of one tells one of the other again."""
    told_before = [before for e in a.evidence if (before := retold.get(e.trigger))]
    return (before.get(o.trigger, 0.0) for before in told_before for o in b.evidence)


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
