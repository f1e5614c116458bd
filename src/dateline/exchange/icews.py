"""ICEWS-like: the 20 tab-separated columns of its event files and a last one, ``Confidence``, empty where unknown.

As there, a row has one source and one target: the first actor and the first recipient, or of an event without a recipient the
first two actors. Countries are English names, sectors PLOVER's codes, the code is CAMEO's nearest, the intensity PLOVER's
score; ``Event Text`` names the PLOVER type and mode and quotes nothing. Only what happened is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.codes import cameo, country_name, resolution
from dateline.exchange.output import tsv_line, whole_file
from dateline.exchange.told import ToldEvent, ToldParty, told

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|"
    "Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude|Confidence"
).split("|")


def export_icews(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write the events that happened; gives the number of rows."""
    rows = 0
    with whole_file(output) as out:
        out.write(tsv_line(COLUMNS))
        for event in told(connection, happened=True, text=text):
            out.write(tsv_line(_fields(event)))
            rows += 1
    return rows


def _fields(event: ToldEvent) -> list[object]:
    source, target = event.pair
    name, exact = event["place_name"], resolution(event["place_feature"])
    return [
        event["event_id"],
        event.day,
        *_party(source),
        event["type"].capitalize() + (f": {event['mode']}" if event["mode"] else ""),
        cameo(event["type"], event["mode"]),
        event["intensity"],
        *_party(target),
        event["report_id"],
        event["sentence"] + 1 if event["sentence"] is not None else None,
        event["publisher"],
        name if exact == 4 else None,
        name if exact == 3 else None,
        name if exact == 2 else None,
        country_name(event["place_country"]),
        event["lat"],
        event["lon"],
        event["confidence"],
    ]


def _party(party: ToldParty | None) -> list[object]:
    if party is None:
        return [None, None, None]
    return [party.name, ",".join(party.sectors), country_name(party.country)]
