"""What a reviewer judges: an event as a card of fields, each with a key, what was coded, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dateline.codebook import event_types
from dateline.exchange.codes import NON_STATES, country_name
from dateline.model import Coding, Event, Place, Span, Status, Verdict
from dateline.show.harmless import one_line
from dateline.show.wording import say_part, say_place, say_size, say_when
from dateline.verdicts.given_values import Allowed
from dateline.world.countries import countries

#: The fields of an event in the order of the card: what it is called, its key, and the verdict that calls it wrong.
FIELDS: Mapping[str, tuple[str, str, Verdict]] = {
    "type": ("Type", "t", "wrong_type"),
    "mode": ("Mode", "m", "wrong_type"),
    "actors": ("Who", "w", "wrong_side"),
    "recipients": ("Whom", "h", "wrong_side"),
    "place": ("Place", "p", "wrong_place"),
    "date": ("Date", "d", "wrong_date"),
    "status": ("Status", "s", "wrong_status"),
    "size": ("Numbers", "n", "wrong_value"),
}
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of an event: what the coding says, in words and as a value, and what it was read from."""

    name: str
    label: str
    key: str
    said: str
    basis: str
    claim: Any


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event to be judged. ``start`` and ``end`` are those of the words that it was recognised by."""

    record: str
    act: str
    quad: str
    status: str
    confidence: float | None
    fields: tuple[CardField, ...]
    start: int
    end: int
    trigger: str

    @property
    def claim(self) -> dict[str, Any]:
        """All that was coded, by field."""
        return {each.name: each.claim for each in self.fields}


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor of the report with its number, and where it is spoken of."""

    number: int
    actor_id: str
    name: str
    kind: str
    country: str | None
    mentions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of the report with its number; ``value`` is what a correction says when it is picked."""

    number: int
    said: str
    value: Mapping[str, Any]
    mentions: tuple[tuple[int, int], ...]


def allowed_values() -> Allowed:
    """What corrections are measured by: the bundled codebook and the codes of countries and bodies."""
    modes = {name: tuple(kind.modes) for name, kind in event_types().items()}
    return Allowed(modes, frozenset({*(country.iso3 for country in countries()), *NON_STATES}))


def event_card(coding: Coding, event: Event) -> EventCard:
    """The card of one event of a coding."""
    trigger = event.evidence[0].trigger
    said = {
        "type": (event.type, "", event.type),
        "mode": (event.mode or "none", "", event.mode),
        "actors": (_names(coding, event.actors), _parts(event, "actor"), _parties(coding, event.actors)),
        "recipients": (
            _names(coding, event.recipients),
            _parts(event, "recipient"),
            _parties(coding, event.recipients),
        ),
        "place": _place(coding, event),
        "date": _date(event),
        "status": (event.status, _because(event, "status"), event.status),
        "size": (
            say_size(event.size) or "none",
            "",
            {name: n for name, n in event.size.numbers.items() if n is not None},
        ),
    }
    fields = tuple(CardField(name, label, key, *said[name]) for name, (label, key, _) in FIELDS.items())
    sure = max((evidence.confidence for evidence in event.evidence), default=None)
    act = one_line(f"{event.type} {event.mode or ''}")
    return EventCard(
        event.id, act, event.quad, event.status, sure, fields, trigger.start, trigger.end, one_line(trigger.text)
    )


def named_actors(coding: Coding) -> tuple[NamedActor, ...]:
    """The report's actors, numbered in the order in which it speaks of them."""
    return tuple(
        NamedActor(n, a.id, one_line(a.name), a.kind, a.country, tuple((m.span.start, m.span.end) for m in a.mentions))
        for n, a in enumerate(coding.actors, 1)
    )


def named_places(coding: Coding) -> tuple[NamedPlace, ...]:
    """The report's places, numbered in the order in which it speaks of them."""
    return tuple(
        NamedPlace(n, say_place(p), place_value(p), tuple((m.start, m.end) for m in p.mentions))
        for n, p in enumerate(coding.places, 1)
    )


def place_value(place: Place, words: Span | None = None) -> dict[str, Any]:
    """A place as reviews say it; with the words that it was picked by."""
    value = {name: getattr(place, name) for name in ("name", "country", "geonames_id", "lat", "lon")}
    return value | ({"start": words.start, "end": words.end, "text": words.text} if words is not None else {})


def _names(coding: Coding, ids: Iterable[str]) -> str:
    actors = (coding.actor(key) for key in ids)
    return (
        "; ".join(_with_country(one_line(actor.name), country_name(actor.country)) for actor in actors)
        or "nobody named"
    )


def _with_country(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country and country != name else name


def _parties(coding: Coding, ids: Iterable[str]) -> list[dict[str, Any]]:
    return [{"actor": key, "name": coding.actor(key).name, "country": coding.actor(key).country} for key in ids]


def _parts(event: Event, side: str) -> str:
    return "; ".join(dict.fromkeys(say_part(part) for part in event.participants if part.side == side))


def _because(event: Event, field: str) -> str:
    return "; ".join(dict.fromkeys(f"“{one_line(b.span.text)}”" for b in event.because if b.field == field))


def _place(coding: Coding, event: Event) -> tuple[str, str, Any]:
    if event.place is None:
        return "none", "", None
    place = coding.place(event.place)
    basis = f"from the {event.place_from}" if event.place_from else ""
    return say_place(place), " ".join(part for part in (basis, _because(event, "place")) if part), place_value(place)


def _date(event: Event) -> tuple[str, str, Any]:
    when = event.date
    if when is None:
        return "none", "", None
    days = {"start": when.start.isoformat() if when.start else None, "end": when.end.isoformat() if when.end else None}
    basis = f"{when.precision.replace('_', ' ')}, from the {when.origin}"
    return say_when(when) or "none", basis, days if any(days.values()) else None
