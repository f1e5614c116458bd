"""What a correction says, read from its JSON: values that a row can hold, or the reason why none can.

Reviews come from outside: nothing that they say is taken before it was looked at here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from dateline.model import Kind, Status

_LONGEST, _MOST, _DEEPEST = 300, 100, 12  # characters of a name, actors of a side, lists and objects within each other
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LARGEST = 2**53
#: What is counted of an event.
COUNTED = ("killed", "injured", "arrested", "displaced")


class UnfitError(ValueError):
    """A value that no row can hold; the message says why."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What values are measured by: the modes of each type of the codebook, and the codes of countries and bodies."""

    modes: Mapping[str, Collection[str]]
    codes: Collection[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Where a value was picked in the report's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PickedParty:
    """Somebody on a side: an actor that the coding has, or who was picked by a name (``actor`` is then None)."""

    actor: str | None
    name: str | None
    kind: str | None = None
    country: str | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class PickedPlace:
    """A place that was picked."""

    name: str
    country: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class GivenDays:
    """The first and the last day on which it may have been; None leaves that side open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Missed:
    """An event that a coding lacks, as a reviewer names it: ``fields`` holds what was said of it, as it is read here."""

    trigger: Words
    fields: Mapping[str, Any]


def read_json(text: str | None) -> Any:
    """The value of JSON text. Raises UnfitError if it is none, or nested more deeply than any value is."""
    try:
        value = json.loads(text) if text is not None else None
    except (ValueError, RecursionError):
        raise UnfitError("its value is no JSON") from None
    inner, depth = [value], 0
    while inner := [part for one in inner for part in _parts(one)]:
        depth += 1
        if depth > _DEEPEST:
            raise UnfitError("its value is nested too deeply")
    return value


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def read_field(field: str, value: Any, allowed: Allowed) -> Any:
    """The value that a correction gives a field of an event or an actor; UnfitError if that field cannot have it."""
    if field not in _READERS:
        raise UnfitError(f"there is no field {_shown(field)} that can be corrected")
    return _READERS[field](value, allowed)


def read_missed(value: Any, allowed: Allowed) -> Missed:
    """The event that a reviewer found missing; it needs a type and the words that tell it."""
    if not isinstance(value, dict) or not isinstance(value.get("trigger"), dict):
        raise UnfitError("a missed event needs its type and its trigger")
    trigger = _words(value["trigger"])
    if trigger is None:
        raise UnfitError("a missed event needs the words that tell it")
    given: dict[str, Any] = {
        "status": "happened",
        "mode": None,
        "actors": [],
        "recipients": [],
        "place": None,
        "date": None,
        "size": {},
    }
    given |= {name: value[name] for name in (*given, "type") if name in value}
    fields = {name: read_field(name, inner, allowed) for name, inner in given.items()}
    if fields.get("type") is None:
        raise UnfitError("a missed event needs its type")
    check_mode(fields["type"], fields["mode"], allowed)
    return Missed(trigger, fields)


def check_mode(kind: str, mode: str | None, allowed: Allowed) -> None:
    """UnfitError if the type has no such mode."""
    if mode is not None and mode not in allowed.modes.get(kind, ()):
        raise UnfitError(f"{kind} has no mode {_shown(mode)}")


def read_name(value: Any) -> str:
    """A name that may stand in a row and a line."""
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or _CONTROL.search(value):
        raise UnfitError(f"{_shown(value)} is no name")
    return value.strip()


def _type(value: Any, allowed: Allowed) -> str:
    if not isinstance(value, str) or value not in allowed.modes:
        raise UnfitError(f"the codebook has no type {_shown(value)}")
    return value


def _mode(value: Any, allowed: Allowed) -> str | None:
    if value is not None and not any(value in modes for modes in allowed.modes.values() if isinstance(value, str)):
        raise UnfitError(f"the codebook has no mode {_shown(value)}")
    return value  # type: ignore[no-any-return]


def _status(value: Any, _: Allowed) -> str:
    if value not in get_args(Status):
        raise UnfitError(f"there is no status {_shown(value)}")
    return str(value)


def _country(value: Any, allowed: Allowed) -> str | None:
    if value is not None and (not isinstance(value, str) or value not in allowed.codes):
        raise UnfitError(f"there is no country {_shown(value)}")
    return value


def _side(value: Any, allowed: Allowed) -> tuple[PickedParty, ...]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise UnfitError("a side is a list of actors")
    parties = [_party(one, allowed) for one in value]
    return tuple(dict.fromkeys(parties))


def _party(value: Any, allowed: Allowed) -> PickedParty:
    if not isinstance(value, dict):
        raise UnfitError("an actor of a side is an object")
    name = value.get("name")
    if value.get("actor") is not None:
        return PickedParty(read_name(value["actor"]), read_name(name) if name is not None else None)
    kind = value.get("kind")
    if kind is not None and kind not in get_args(Kind):
        raise UnfitError(f"there is no kind of actor {_shown(kind)}")
    return PickedParty(None, read_name(name), kind, _country(value.get("country"), allowed), _words(value))


def _place(value: Any, allowed: Allowed) -> PickedPlace | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UnfitError("a place is an object")
    lat, lon = (_degrees(value.get(name), most) for name, most in (("lat", 90), ("lon", 180)))
    if (lat is None) != (lon is None):
        raise UnfitError("a place has both of lat and lon, or none")
    feature = read_name(value["feature"]) if value.get("feature") is not None else None
    country, number = _country(value.get("country"), allowed), _count(value.get("geonames_id"))
    return PickedPlace(read_name(value.get("name")), country, number, lat, lon, feature, _words(value))


def _degrees(value: Any, most: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > most:
        raise UnfitError(f"{_shown(value)} is no degree of latitude or longitude")
    return float(value)


def _date(value: Any, _: Allowed) -> GivenDays | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UnfitError("a date is an object with start and end")
    start, end = (_day(value.get(edge)) for edge in ("start", "end"))
    if start is not None and end is not None and end < start:
        raise UnfitError(f"{end} is before {start}")
    return GivenDays(start, end) if start is not None or end is not None else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except (TypeError, ValueError):
        raise UnfitError(f"{_shown(value)} is no day") from None


def _size(value: Any, _: Allowed) -> Mapping[str, int | None]:
    if value is None:
        return dict.fromkeys(COUNTED)
    if not isinstance(value, dict) or not {*value} <= {*COUNTED}:
        raise UnfitError(f"a size is an object of {', '.join(COUNTED)}")
    return {name: _count(number) for name, number in value.items()}


def _count(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LARGEST):
        raise UnfitError(f"{_shown(value)} is no count")
    return value


def _words(value: Mapping[str, Any]) -> Words | None:
    """The words that an object was picked by; None if it was not picked in the text."""
    start, end, text = (value.get(name) for name in ("start", "end", "text"))
    if start is None and end is None:
        return None
    first, last = _count(start), _count(end)
    if first is None or last is None or not isinstance(text, str) or last - first != len(text) or not text.strip():
        raise UnfitError("its words are not as long as it says")
    if len(text) > _LONGEST or re.search("[\x00\ud800-\udfff]", text):
        raise UnfitError("its words are too long, or no text")
    return Words(first, last, text)


def _identity(value: Any, _: Allowed) -> str:
    """By which name an actor is to be known."""
    inner = value.get("value", value) if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        raise UnfitError("who an actor is needs a name")
    return read_name(inner.get("name"))


def _shown(value: Any) -> str:
    return ascii(value)[:60]


_READERS: Mapping[str, Callable[[Any, Allowed], Any]] = {
    "type": _type,
    "mode": _mode,
    "status": _status,
    "actors": _side,
    "recipients": _side,
    "place": _place,
    "date": _date,
    "size": _size,
    "country": _country,
    "name": lambda value, _: read_name(value),
    "identity": _identity,
}
