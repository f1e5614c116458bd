"""PLOVER JSON lines: one object an event, fields named as in the PLOVER manual, draft 2.0.

An event that did not simply happen carries PLOVER's auxiliary mode beside its own: ``future``, ``hypothetical``,
``negation`` or ``historical``. ``size``, ``status`` and ``sources`` (who says so) come on top of the manual's fields.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import country_name, feature_class, quad_number, resolution
from dateline.exchange.output import json_text, whole_file
from dateline.exchange.told import ToldEvent, ToldParty, told

if TYPE_CHECKING:
    import duckdb

_AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation", "historical": "historical"}


def export_plover(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write every chosen event; gives the number of lines."""
    lines = 0
    with whole_file(output) as out:
        for event in told(connection, text=text):
            out.write(json_text(_record(event)) + "\n")
            lines += 1
    return lines


def _record(event: ToldEvent) -> dict[str, Any]:
    auxiliary = _AUXILIARY.get(event["status"])
    start, end = event.day, event["date_end"]
    return {
        "id": event["event_id"],
        "has_event": True,
        "date": _iso(start),
        "enddate": _iso(end) if end != start else None,
        "actor": [_entity(party) for party in event.actors],
        "recipient": [_entity(party) for party in event.recipients],
        "event": [event["type"]],
        "mode": [mode for mode in (event["mode"], auxiliary) if mode],
        "context": list(event["contexts"] or ()),
        "quad_code": quad_number(event["quad"]),
        "event_scale": event["intensity"],
        "event_loc": _location(event),
        "event_text": [event["trigger_text"]] if event["trigger_text"] else [],
        "size": {
            "dead": event["killed"],
            "injured": event["injured"],
            "arrested": event["arrested"],
            "displaced": event["displaced"],
            "at_least": ["dead" if name == "killed" else name for name in event["at_least"] or ()],
        },
        "status": event["status"],
        "date_precision": event["date_precision"],
        "sources": list(event["sources"] or ()),
        "link": event["url"],
        "text": event["sentence_text"],
        "text_info": {
            "sequence": event["sentence"],
            "start": event["trigger_start"],
            "end": event["trigger_end"],
            "text_story": event["report_id"],
        },
        "cite_info": {
            "url": event["url"],
            "title": event["title"],
            "language": event["language"],
            "publication": event["publisher"],
            "publication_date": _iso(event["published"]),
            "coder": event["coder"],
            "codebook": event["codebook_version"],
            "version": event.version,
        },
        "coder": event["coder"],
        "coded_date": _iso(event["coded_at"].date()) if event["coded_at"] else None,
        "coded_time": event["coded_at"].time().isoformat("seconds") if event["coded_at"] else None,
        "comment": f"{event['frame']}, confidence {event['confidence']:.2f}"
        if event["confidence"] is not None
        else None,
        **event.reviewed,
    }


def _entity(party: ToldParty) -> dict[str, Any]:
    primary, *others = party.sectors or (None,)
    return {
        "code": party.country,
        "sector": primary,
        "other_sectors": others,
        "entity_text": party.raw,
        "identifier_id": party.wikidata,
        "identifier_text": party.name,
        "office": party.title,
    }


def _location(event: ToldEvent) -> dict[str, Any] | None:
    name, feature = event["place_name"], event["place_feature"]
    if name is None:
        return None
    exact = resolution(feature)
    return {
        "extracted_place": None,
        "resolved_place": name,
        "geonameid": event["geonames_id"],
        "lat": event["lat"],
        "lon": event["lon"],
        "city": name if exact == 4 else None,
        "district": name if exact == 3 else None,
        "province": name if exact == 2 else None,
        "country": country_name(event["place_country"]),
        "country_code": event["place_country"],
        "feature_class": feature_class(feature),
        "feature_code": feature,
        "resolution": exact,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
