"""A coding as flat rows, one an event, an actor or a statement, and as tables of pandas where that is installed.

Columns are called as in the views of an archive, and hold names where a coding has ids; what is unique in an archive is
unique in the tables of many reports too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.errors import MissingPackageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from dateline.model.coding import Coding

Row = dict[str, Any]

_REPORT = {"report_id": "str", "publisher": "str", "published": "day"}
EVENTS = _REPORT | {
    "event_id": "str", "type": "str", "mode": "str", "quad": "str", "intensity": "number", "contexts": "list",
    "status": "str", "actors": "list", "actor_countries": "list", "recipients": "list", "recipient_countries": "list",
    "place_name": "str", "place_country": "str", "lat": "number", "lon": "number", "place_from": "str",
    "date_start": "day", "date_end": "day", "date_precision": "str", "date_from": "str", "date_text": "str",
    "killed": "count", "injured": "count", "arrested": "count", "sources": "list", "sentence": "count",
    "sentence_text": "str", "trigger_start": "count", "trigger_end": "count", "trigger_text": "str", "frame": "str",
    "confidence": "number",
}  # fmt: skip
ACTORS = _REPORT | {
    "actor_id": "str", "name": "str", "kind": "str", "country": "str", "sectors": "list", "roles": "list",
    "wikidata": "str", "mentions": "count",
}  # fmt: skip
STATEMENTS = _REPORT | {
    "statement_id": "str", "speaker_name": "str", "speaker_country": "str", "cue": "str", "content": "str",
    "quoted": "truth", "said": "truth", "sources": "list", "about": "list", "start": "count", "end": "count",
}  # fmt: skip

_TYPES = {
    "str": "object",
    "list": "object",
    "day": "datetime64[s]",
    "number": "float64",
    "count": "Int64",
    "truth": "bool",
}


def event_rows(coding: Coding) -> Iterator[Row]:
    """A row an event, with the columns of :data:`EVENTS`: its first telling, and the names of all who take part."""
    for event in coding.events:
        place = coding.place(event.place) if event.place is not None else None
        when, first = event.date, event.evidence[0] if event.evidence else None
        yield _of_report(coding) | {
            "event_id": f"{coding.report.id}:{event.id}",
            "type": event.type,
            "mode": event.mode,
            "quad": event.quad,
            "intensity": event.intensity,
            "contexts": list(event.contexts),
            "status": event.status,
            "actors": coding.names(event.actors),
            "actor_countries": [coding.actor(key).country for key in event.actors],
            "recipients": coding.names(event.recipients),
            "recipient_countries": [coding.actor(key).country for key in event.recipients],
            "place_name": place and place.name,
            "place_country": place and place.country,
            "lat": place and place.lat,
            "lon": place and place.lon,
            "place_from": event.place_from,
            "date_start": when and when.start,
            "date_end": when and when.end,
            "date_precision": when and when.precision,
            "date_from": when and when.origin,
            "date_text": when and when.text,
            "killed": event.size.killed,
            "injured": event.size.injured,
            "arrested": event.size.arrested,
            "sources": coding.names(event.sources),
            "sentence": first and first.sentence,
            "sentence_text": first and coding.sentences[first.sentence].text,
            "trigger_start": first and first.trigger.start,
            "trigger_end": first and first.trigger.end,
            "trigger_text": first and first.trigger.text,
            "frame": first and first.frame,
            "confidence": first and first.confidence,
        }


def actor_rows(coding: Coding) -> Iterator[Row]:
    """A row an actor, with the columns of :data:`ACTORS`."""
    for actor in coding.actors:
        yield _of_report(coding) | {
            "actor_id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sectors": list(actor.sectors),
            "roles": list(dict.fromkeys(role.title for role in actor.roles)),
            "wikidata": actor.wikidata,
            "mentions": len(actor.mentions),
        }


def statement_rows(coding: Coding) -> Iterator[Row]:
    """A row a statement, with the columns of :data:`STATEMENTS`."""
    for statement in coding.statements:
        speaker = coding.actor(statement.speaker) if statement.speaker is not None else None
        yield _of_report(coding) | {
            "statement_id": f"{coding.report.id}:{statement.id}",
            "speaker_name": speaker and speaker.name,
            "speaker_country": speaker and speaker.country,
            "cue": statement.cue.text,
            "content": statement.content.text,
            "quoted": statement.quoted,
            "said": statement.said,
            "sources": coding.names(statement.sources),
            "about": coding.names(statement.about),
            "start": statement.content.start,
            "end": statement.content.end,
        }


def frame(rows: Iterator[Row], columns: Mapping[str, str]) -> DataFrame:
    """The rows as a table of pandas: days as datetime64, counts as whole numbers that may be missing.

    Raises MissingPackageError if pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingPackageError("the table", "needs pandas, which is not installed", "pip install pandas") from None
    held: Sequence[Row] = list(rows)
    table = {
        name: pd.Series([row[name] for row in held], dtype=_TYPES[kind], name=name) for name, kind in columns.items()
    }
    return pd.DataFrame(table)


def _of_report(coding: Coding) -> Row:
    report = coding.report
    return {"report_id": report.id, "publisher": report.publisher, "published": report.published}
