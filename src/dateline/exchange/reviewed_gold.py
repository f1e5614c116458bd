"""Fully read reports as gold: what reviewers found their events to be, in the form of the annotated corpus, for scoring coders.

Only events are gold; whoever judges them has marked neither statements nor pronouns. Nothing of this changes what is coded.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dateline.archive.corrected import is_corrected
from dateline.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb

_SETTLED = ("right", "corrected", "missed")
_READ = "(SELECT DISTINCT report_id FROM held.read_reports)"
_UNSETTLED = f"""
SELECT report_id, CASE WHEN bool_or(review IS NULL) THEN 'of whose events not all are judged'
  WHEN bool_or(review = 'disputed') THEN 'on whose events reviewers differ'
  ELSE 'with an event of which nobody said what is right' END AS reason
FROM events SEMI JOIN {_READ} USING (report_id)
WHERE review IS NULL OR review NOT IN {_SETTLED} GROUP BY report_id
"""
_GOLD = f"(SELECT report_id FROM {_READ} ANTI JOIN ({_UNSETTLED}) USING (report_id))"
_EVENTS = ("event_id", "type", "mode", "status", "date_start", "date_end", "date_text", "place_name", "place_country",
           "review_fields")  # fmt: skip


def not_gold(connection: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
    """How many reports are called fully read and are no gold, by reason."""
    if not is_corrected(connection):
        return {}
    counted = f"SELECT reason, count(*) AS n FROM ({_UNSETTLED}) GROUP BY reason ORDER BY n DESC, reason"
    return dict(connection.execute(counted).fetchall())


def gold_records(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """A record a report, by id. Raises ArchiveError if the archive was made without its reports' texts."""
    if not is_corrected(connection):
        return
    spans = _spans(connection)
    actors, events = _actors(connection), _events(connection, spans)
    columns = "report_id, publisher, published, text"
    for report, publisher, day, text in _rows(connection, "reports JOIN texts USING (report_id)", columns):
        if text is None:
            raise ArchiveError(
                f"{report}: its text is not in the archive, and gold needs it; code it again with its text"
            )
        published = day.isoformat() if day is not None else None
        yield {
            "id": report, "publisher": publisher, "published": published, "text": text, "actors": actors[report],
            "events": events[report], "statements": None,
        }  # fmt: skip


def _rows(connection: duckdb.DuckDBPyConnection, source: str, columns: str) -> list[tuple[Any, ...]]:
    """The rows of the reports that are gold, in their order."""
    query = f"SELECT {columns} FROM {source} SEMI JOIN {_GOLD} g USING (report_id) ORDER BY ALL"
    return connection.execute(query).fetchall()


def _actors(connection: duckdb.DuckDBPyConnection) -> Mapping[str, list[dict[str, Any]]]:
    mentions: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for report, actor, start, end, text, form in _rows(
        connection, "mentions", 'report_id, actor_id, "start", "end", text, form'
    ):
        mentions[report, actor].append({"start": start, "end": end, "text": text, "form": form})
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for report, actor, name, kind, country in _rows(connection, "actors", "report_id, actor_id, name, kind, country"):
        found[report].append(
            {"id": actor, "name": name, "kind": kind, "country": country, "mentions": mentions[report, actor]}
        )
    return found


def _spans(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str, str], dict[str, Any]]:
    """By event, side and actor the first words that name whoever takes part; if none do, an empty stretch."""
    found = {}
    for event, side, actor, start, end, text in reversed(
        _rows(connection, "participants", 'event_id, side, actor_id, "start", "end", text')
    ):
        found[event, side, actor] = {"actor": actor, "start": start, "end": end, "text": text}
    return found


def _events(
    connection: duckdb.DuckDBPyConnection, spans: Mapping[tuple[str, str, str], dict[str, Any]]
) -> Mapping[str, list[dict[str, Any]]]:
    sides: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for event, side, _, actor in _rows(connection, "sides", "event_id, side, position, actor_id"):
        nowhere = {"actor": actor, "start": 0, "end": 0, "text": ""}
        sides[event, side].append(spans.get((event, side, actor), nowhere))
    triggers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event, _, start, end, text in _rows(
        connection, "evidence", "event_id, telling, trigger_start, trigger_end, trigger_text"
    ):
        triggers[event].append({"start": start, "end": end, "text": text})
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for report, *values in _rows(connection, "events", f"report_id, {', '.join(_EVENTS)}"):
        row = dict(zip(_EVENTS, values, strict=True))
        key = row["event_id"]
        place = {"name": row["place_name"], "country": row["place_country"]} if row["place_name"] is not None else None
        found[report].append({
            "type": row["type"], "mode": row["mode"], "status": row["status"], "evidence": triggers[key],
            "actors": sides[key, "actor"], "recipients": sides[key, "recipient"], "place": place, "date": _date(row),
            "optional": False, "also": [],
        })  # fmt: skip
    return found


def _date(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The days that the text gives it, or that a reviewer gave; None where only the day of publication is known."""
    start, end = row["date_start"], row["date_end"]
    told = row["date_text"] is not None or "date" in (row["review_fields"] or ())
    return (
        {"start": start.isoformat(), "end": end.isoformat()} if told and start is not None and end is not None else None
    )
