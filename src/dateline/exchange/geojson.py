"""GeoJSON (RFC 7946): one point an event whose place has coordinates, with what map programs filter and colour by.

``place_is`` says how exact the point is: an event known to a country alone stands in that country's middle.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import RESOLUTIONS, resolution
from dateline.exchange.output import json_text, whole_file
from dateline.exchange.told import ToldEvent, told

if TYPE_CHECKING:
    import duckdb

_PLAIN = """type mode quad intensity status date_precision place_name place_country geonames_id place_feature killed injured
 arrested displaced publisher url report_id confidence""".split()


def export_geojson(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write the events that have coordinates; gives their number."""
    features = 0
    with whole_file(output) as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for event in told(connection, text=text):
            if event["lat"] is None or event["lon"] is None:
                continue
            out.write(",\n" if features else "\n")
            out.write(json_text(_feature(event, text=text)))
            features += 1
        out.write("\n]}\n")
    return features


def _feature(event: ToldEvent, *, text: bool) -> dict[str, Any]:
    exact = resolution(event["place_feature"])
    properties = {name: event[name] for name in _PLAIN} | {
        "date": event.day.isoformat() if event.day is not None else None,
        "date_start": event["date_start"] and event["date_start"].isoformat(),
        "date_end": event["date_end"] and event["date_end"].isoformat(),
        "published": event["published"] and event["published"].isoformat(),
        "contexts": list(event["contexts"] or ()),
        "actors": [party.name for party in event.actors],
        "actor_countries": [party.country for party in event.actors],
        "recipients": [party.name for party in event.recipients],
        "recipient_countries": [party.country for party in event.recipients],
        "sources": list(event["sources"] or ()),
        "at_least": list(event["at_least"] or ()),
        "place_is": RESOLUTIONS[exact] if exact else None,
        **event.reviewed,
    }
    if text:
        properties |= {"trigger": event["trigger_text"], "sentence": event["sentence_text"], "title": event["title"]}
    return {
        "type": "Feature",
        "id": event["event_id"],
        "geometry": {"type": "Point", "coordinates": [event["lon"], event["lat"]]},
        "properties": properties,
    }
