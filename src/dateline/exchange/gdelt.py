"""GDELT-like: the 61 columns of its events and the 16 of its mentions, tab-separated, without header, as GDELT 2.0 has them.

``x.CSV`` gets the events and ``x.mentions.CSV`` beside it one row for every report that tells one. Where the archive has
stories, an event is a story, in the words of its first report, and the mentions are its tellings.

What differs from GDELT, and what stays empty:
- ``GLOBALEVENTID`` is a whole number made from the event's id, the same in every export; R reads it without loss.
- ``EventCode`` is CAMEO's nearest to the PLOVER type, ``GoldsteinScale`` PLOVER's score, type codes are PLOVER's sectors.
- Country codes of places are the three letters of actors, for GDELT's two-letter FIPS codes cannot be told from ISO's.
- There is one actor on each side: the first; of an event without recipient the first two actors.
- Empty: ethnic, religion and known-group codes, ``AvgTone`` and ``MentionDocTone``, ADM codes, places of the actors.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.codes import cameo, quad_number, resolution
from dateline.exchange.output import tsv_line, whole_file
from dateline.exchange.selection import chosen
from dateline.exchange.tellings import forget, stored
from dateline.exchange.told import ToldEvent, ToldParty, told

if TYPE_CHECKING:
    import duckdb

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENT_COLUMNS = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *"DATEADDED SOURCEURL".split(),
]
MENTION_COLUMNS = """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
 Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
 MentionDocTranslationInfo Extras""".split()
# GDELT's kinds of places: 1 country, 4 city outside the United States, 5 first-level division outside, 3 and 2 those inside.
_INSIDE_USA = {5: 3, 4: 3, 3: 2, 2: 2, 1: 1}
_ELSEWHERE = {5: 4, 4: 4, 3: 5, 2: 5, 1: 1}
_WEB, _CITATION = 1, 2


def mentions_beside(output: Path) -> Path:
    """Where the mentions go: ``20251108.export.CSV`` has ``20251108.mentions.CSV`` beside it."""
    stem = output.stem.removesuffix(".export")
    return output.with_name(f"{stem}.mentions{output.suffix}")


def export_gdelt(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write events and mentions of what happened; gives the number of events."""
    tellings = stored(connection, chosen(connection, happened=True))
    written = 0
    try:
        with whole_file(output) as events, whole_file(mentions_beside(output)) as mentions:
            for event in told(connection, happened=True, text=text, beside=lambda *_: tellings):
                if event["is_first"]:
                    events.write(tsv_line(_event(event)))
                    written += 1
                mentions.write(tsv_line(_mention(event)))
    finally:
        forget(connection)
    return written


def event_number(event_id: str) -> int:
    """53 bits of a hash: what a double holds exactly, since R knows no longer whole numbers."""
    return int.from_bytes(hashlib.sha256(event_id.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 11


def _event(event: ToldEvent) -> list[object]:
    code = cameo(event["type"], event["mode"])
    source, target = event.pair
    return [
        event_number(event["story_id"]),
        *_dates(event.day),
        *_actor(source),
        *_actor(target),
        int(event["sentence"] == 0),
        code,
        code and code[:3],
        code and code[:2],
        quad_number(event["quad"]),
        event["intensity"],
        event["mentions"],
        event["publishers"],
        event["articles"],
        None,
        *[None] * len(_GEO),
        *[None] * len(_GEO),
        *_place(event),
        _moment(event["coded_at"]),
        event["url"] or event["report_id"],
    ]


def _dates(day: date | None) -> list[object]:
    if day is None:
        return [None] * 4
    # As GDELT's files count; by the formula of its codebook, with the month unreduced, December would run into the next year.
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{fraction:.4f}"]


def _actor(party: ToldParty | None) -> list[object]:
    if party is None:
        return [None] * len(_ACTOR)
    sectors = [*party.sectors[:3], None, None, None][:3]
    code = "".join([party.country or "", *party.sectors[:3]])
    return [code, party.name, party.country, None, None, None, None, *sectors]


def _place(event: ToldEvent) -> list[object]:
    name, country = event["place_name"], event["place_country"]
    if name is None:
        return [0, *[None] * 7]
    exact = resolution(event["place_feature"]) or 1
    kind = (_INSIDE_USA if country == "USA" else _ELSEWHERE)[exact]
    return [kind, name, country, None, None, event["lat"], event["lon"], event["geonames_id"]]


def _mention(event: ToldEvent) -> list[object]:
    source, target = event.pair
    url = event["url"] or ""
    confidence = event["confidence"]
    return [
        event_number(event["story_id"]),
        _moment(event.day),
        _moment(event["published"]),
        _WEB if url.startswith(("http://", "https://")) else _CITATION,
        event["publisher"],
        url or event["report_id"],
        event["sentence"] + 1 if event["sentence"] is not None else None,
        _offset(source),
        _offset(target),
        event["trigger_start"] if event["trigger_start"] is not None else -1,
        1,
        round(confidence * 100) if confidence is not None else None,
        event["characters"],
        None,
        None,
        None,
    ]


def _offset(party: ToldParty | None) -> int:
    return party.start if party is not None and party.start is not None else -1


def _moment(when: date | datetime | None) -> str | None:
    return when.strftime("%Y%m%d%H%M%S") if when is not None else None
