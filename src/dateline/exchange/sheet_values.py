"""The values of a row as a coder reads and writes them in a cell, and back: ``Kari Lund (NOR); police (NOR)``.

``none`` stands for nobody, no place, no date; ``(?)`` for a country that is not known. Nothing that a coder writes is taken
that could not be a value of the archive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from dateline.codebook import event_types
from dateline.exchange.codes import NON_STATES
from dateline.exchange.sampled import SampledEvent, SampledReport
from dateline.model import Status
from dateline.verdicts.given_values import COUNTED, Allowed, UnfitError, read_field
from dateline.world.countries import countries

NONE = "none"
FIELDS = ("type", "mode", "actors", "recipients", "place", "date", "status", "size")
STATUSES: tuple[str, ...] = get_args(Status)
_WITH_CODE = re.compile(r"(?s)(?P<name>.*\S)\s*\((?P<code>[A-Za-z]{3}|\?)\)")
_SPAN = re.compile(r"\s*(?:/|\bto\b|–)\s*")
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_COUNT = re.compile(r"(?P<before>[\d,]+)?\s*(?P<what>[a-z]+)\s*(?P<after>[\d,]+)?")


def allowed_values(types: Sequence[str] = ()) -> Allowed:
    """What may stand in a cell; ``types`` are those of the archive, which may have come from a codebook of its user's own."""
    modes = {kind.name: tuple(kind.modes) for kind in event_types().values()} | {
        name: () for name in types if name not in event_types()
    }
    return Allowed(modes, frozenset({*NON_STATES, *(country.iso3 for country in countries())}))


def written(event: SampledEvent) -> dict[str, str]:
    """An event's values as they stand in the cells of its row."""
    claims = event.claims
    sides = {
        side: [_named(s["name"], s["country"]) for s in event.sides if s["side"] == side]
        for side in ("actor", "recipient")
    }
    place, when = claims["place"], claims["date"]
    return {
        "type": claims["type"],
        "mode": claims["mode"] or NONE,
        "actors": "; ".join(sides["actor"]) or NONE,
        "recipients": "; ".join(sides["recipient"]) or NONE,
        "place": _named(place["name"], place["country"]) if place else NONE,
        "date": _days(when["start"], when["end"]) if when else NONE,
        "status": claims["status"],
        "size": "; ".join(f"{what} {number}" for what, number in claims["size"].items()) or NONE,
    }


def read_value(field: str, text: str, report: SampledReport, allowed: Allowed) -> Any:
    """The value of a correction, as a review holds it. Raises UnfitError with what is wrong and what would be right."""
    plain = " ".join(text.split())
    value = _READERS[field](plain, report, allowed)
    read_field(field, value, allowed)
    return value


def spot(words: str, report: SampledReport) -> Mapping[str, Any]:
    """Where words stand in a report, for what is picked there. Raises UnfitError where they do not."""
    text = report.text
    if text is None:
        raise UnfitError(
            "the archive was made without texts, so no words can be looked for; name an actor or place it has"
        )
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    if match is None or not words.strip():
        raise UnfitError(f"{words[:40]!a} does not stand in the report; copy the words from its text")
    return {"start": match.start(), "end": match.end(), "text": match[0]}


def _named(name: str, country: str | None) -> str:
    return f"{name} ({country or '?'})"


def _days(start: str | None, end: str | None) -> str:
    return str(start) if start == end else f"{start or ''}/{end or ''}"


def _is_none(text: str) -> bool:
    return text.casefold() in (NONE, "-", "–", "nobody", "nowhere")


def _parted(text: str, allowed: Allowed) -> tuple[str, str | None, bool]:
    """A name, its country, and whether one was given: "(?)" says that it is not allowed."""
    match = _WITH_CODE.fullmatch(text)
    if match is None:
        return text, None, False
    code = match["code"].upper()
    if code == "?":
        return match["name"], None, True
    if code not in allowed.codes:
        raise UnfitError(f"there is no country {code}; give three letters as ISO 3166 has them, or (?)")
    return match["name"], code, True


def _of_name(rows: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    alike = [row for row in rows if " ".join(row["name"].split()).casefold() == name.casefold()]
    return alike[0] if alike else None


def _type(text: str, _: SampledReport, allowed: Allowed) -> str:
    if text.upper() not in allowed.modes:
        raise UnfitError(f"there is no type {text[:40]!a}; there are {', '.join(allowed.modes)}")
    return text.upper()


def _mode(text: str, _: SampledReport, __: Allowed) -> str | None:
    return None if _is_none(text) else text.lower()


def _status(text: str, _: SampledReport, __: Allowed) -> str:
    if text.lower() not in STATUSES:
        raise UnfitError(f"{text[:40]!a} is no status; there are {', '.join(STATUSES)}")
    return text.lower()


def _side(text: str, report: SampledReport, allowed: Allowed) -> list[Mapping[str, Any]]:
    if _is_none(text):
        return []
    return [_party(one, report, allowed) for one in re.split(r"\s*;\s*", text) if one]


def _party(text: str, report: SampledReport, allowed: Allowed) -> Mapping[str, Any]:
    whole = _of_name(report.actors, text)
    name, code, given = (text, None, False) if whole is not None else _parted(text, allowed)
    actor = whole or _of_name(report.actors, name)
    if actor is not None and (not given or code == actor["country"]):
        return {"actor": actor["actor_id"], "name": actor["name"]}
    if not given:
        raise UnfitError(_ask_country(name, "an actor that is coded in the report"))
    if actor is not None and report.text is None:
        return {"name": actor["name"], "country": code}
    return {"name": actor["name"] if actor is not None else name, "country": code, **spot(name, report)}


def _place(text: str, report: SampledReport, allowed: Allowed) -> Mapping[str, Any] | None:
    if _is_none(text):
        return None
    whole = _of_name(report.places, text)
    name, code, given = (text, None, False) if whole is not None else _parted(text, allowed)
    place = whole or _of_name(report.places, name)
    if place is not None and (not given or code == place["country"]):
        first = next(iter(place["spans"] or ()), None)
        words = {key: first[key] for key in ("start", "end", "text")} if first else {}
        return {**{key: place[key] for key in ("name", "country", "geonames_id", "lat", "lon")}, **words}
    if not given:
        raise UnfitError(_ask_country(name, "a place that is coded in the report"))
    return {"name": name, "country": code, **spot(name, report)}


def _ask_country(name: str, what: str) -> str:
    short = name[:40]
    return f"{short!a} is not {what}; write its country too: {short} (UKR), or {short} (?) where it is not known"


def _date(text: str, _: SampledReport, __: Allowed) -> Mapping[str, str | None] | None:
    if _is_none(text):
        return None
    first, *rest = _SPAN.split(text, maxsplit=1)
    start = _period(first)[0] if first else None
    last = rest[0] if rest else first
    return {"start": start, "end": _period(last)[1] if last else None}


def _period(text: str) -> tuple[str, str]:
    """The first and the last day of a day, a month or a year."""
    match = _MONTH.fullmatch(text)
    try:
        if match is None:
            day = date.fromisoformat(
                text[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]00:00:00", text) else text
            ).isoformat()
            return day, day
        first, last = (int(match[2]),) * 2 if match[2] else (1, 12)
        year = int(match[1])
        return date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat()
    except ValueError:
        raise UnfitError(
            f"{text[:40]!a} is no day; write 2026-03-01, a month 2026-03, a span 2026-03-01/2026-03-04, or none"
        ) from None


def _size(text: str, _: SampledReport, __: Allowed) -> Mapping[str, int]:
    if _is_none(text):
        return {}
    found = {}
    for part in re.split(r"\s*;\s*", text.casefold()):
        match = _COUNT.fullmatch(part)
        number = (match["before"] or match["after"]) if match is not None else None
        if match is None or number is None or match["what"] not in COUNTED:
            raise UnfitError(f"{part[:40]!a} is no size; write killed 3; injured 11 (of {', '.join(COUNTED)}), or none")
        found[match["what"]] = int(number.replace(",", "") or 0)
    return found


_READERS = {
    "type": _type,
    "mode": _mode,
    "actors": _side,
    "recipients": _side,
    "place": _place,
    "date": _date,
    "status": _status,
    "size": _size,
}
