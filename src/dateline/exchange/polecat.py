"""POLECAT: a tab-separated table with the 40 columns of ``ngecEvents`` and a last one, ``Confidence``; missing values as
``None``, lists with ``; ``.

One row an event; several actors stay one row, their names, countries, sectors and ids in step. ``Event Date`` is the first
day of a range and the publication date where the text gives none, as there. Only what happened is written, for the format
cannot say that an event was planned or denied. ``Wikipedia Actor ID`` holds a Wikidata id.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.codes import cow, resolution
from dateline.exchange.output import joined, tsv_line, whole_file
from dateline.exchange.selection import Selected, has_table
from dateline.exchange.told import Beside, ToldEvent, ToldParty, told

if TYPE_CHECKING:
    import duckdb

_SIDE = """{0} Name|{0} Country|{0} COW|Primary {0} Sector|{0} Sectors|{0} Title|{0} Name Raw|Wikipedia {0} ID"""
COLUMNS = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|"
    + _SIDE.format("Actor")
    + "|"
    + _SIDE.format("Recipient")
    + "|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version|Confidence"
).split("|")
_MISSING = "None"
_NOBODY = [_MISSING] * _SIDE.count("{0}")


def export_polecat(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write the events that happened; gives the number of rows."""
    rows = 0
    with whole_file(output) as out:
        out.write(tsv_line(COLUMNS))
        for event in told(connection, happened=True, text=text, beside=_names):
            out.write(tsv_line(_fields(event), _MISSING))
            rows += 1
    return rows


def _names(connection: duckdb.DuckDBPyConnection, source: Selected) -> Beside:
    """The names of everybody and of all places that the event's report speaks of."""
    places = f"places SEMI JOIN {source.events} USING (report_id)"
    if not has_table(connection, "places"):
        places = f"(SELECT report_id, place_name AS name FROM {source.events})"
    query = f"""
SELECT report_id, list(DISTINCT name ORDER BY name) FILTER (WHERE kind = 'person') AS people,
  list(DISTINCT name ORDER BY name) FILTER (WHERE kind = 'organization') AS organizations,
  list(DISTINCT name ORDER BY name) FILTER (WHERE kind = 'place') AS locations
FROM (
  SELECT report_id, kind, name FROM {source.mentions} WHERE form = 'name'
  UNION ALL SELECT report_id, 'place', name FROM {places} WHERE name IS NOT NULL
) GROUP BY report_id"""
    return Beside("named", query, "report_id", ("people", "organizations", "locations"))


def _fields(event: ToldEvent) -> list[object]:
    return [
        event["event_id"],
        event.day,
        event["type"],
        event["mode"],
        event["intensity"],
        event["quad"],
        joined(event["contexts"] or ()),
        *_party_fields(event.actors),
        *_party_fields(event.recipients),
        *_place_fields(event),
        event["publisher"],
        event["published"],
        joined(event["people"] or ()),
        joined(event["organizations"] or ()),
        joined(event["locations"] or ()),
        event["language"],
        event.version,
        event["confidence"],
    ]


def _party_fields(parties: tuple[ToldParty, ...]) -> list[str]:
    if not parties:
        return _NOBODY
    sectors = dict.fromkeys(sector for party in parties for sector in party.sectors)
    return [
        joined(p.name for p in parties),
        joined(p.country for p in parties),
        joined(cow(p.country) for p in parties),
        joined(p.sectors[0] if p.sectors else None for p in parties),
        joined(sectors),
        joined(p.title for p in parties),
        joined(p.raw for p in parties),
        joined(p.wikidata for p in parties),
    ]


def _place_fields(event: ToldEvent) -> list[object]:
    """``Raw Placename`` stays empty: the archive keeps a place by its name and not by the words of each event."""
    name, exact = event["place_name"], resolution(event["place_feature"])
    return [
        name,
        name if exact == 4 else None,
        name if exact == 3 else None,
        name if exact == 2 else None,
        event["place_country"],
        event["lat"],
        event["lon"],
        event["geonames_id"],
        None,
        event["place_feature"],
    ]
