"""Reports as they are coded, from an archive's views, for reviews to be held against."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from dateline.verdicts.carried_over import CodedActor, CodedEvent, CodedReport, claim_of
from dateline.verdicts.given_values import COUNTED, Words

#: The schema whose views show the codings as they are, below those that show what reviews make of them.
CODED = "coded"
_EVENTS = ("event_id", "type", "mode", "status", "date_start", "date_end", *COUNTED, "place_name", "place_country")
_ACTORS = ("actor_id", "name", "kind", "country", "sectors", "wikidata")


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """A report that was reviewed: its coding, and what rows that a review adds repeat of it.

    ``places`` leads from a number of GeoNames to the place_id and feature code that the coding has for it; ``sentences`` are
    their bounds.
    """

    coded: CodedReport
    publisher: str | None
    published: str | None
    places: Mapping[int, tuple[str, str | None]]
    sentences: Sequence[tuple[int, int]]


def coded_reports(connection: duckdb.DuckDBPyConnection, reports: Collection[str]) -> dict[str, ReviewedReport]:
    """Those of these reports (by the ids that the views show) that are coded."""
    connection.execute("CREATE OR REPLACE TEMP TABLE asked AS SELECT unnest($1::VARCHAR[]) AS report_id", [[*reports]])
    return _asked(connection)  # the table stays: a transaction cannot drop what it has made


def _asked(connection: duckdb.DuckDBPyConnection) -> dict[str, ReviewedReport]:
    events, actors = _events(connection), _actors(connection)
    places: dict[str, dict[int, tuple[str, str | None]]] = defaultdict(dict)
    known = ["geonames_id", "place_id", "feature"]
    for report, number, place, feature in _rows(connection, "places", known, "geonames_id IS NOT NULL"):
        places[report].setdefault(number, (place, feature))
    sentences: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for report, start, end, _ in sorted(_rows(connection, "sentences", ['"start"', '"end"', "sentence"])):
        sentences[report].append((start, end))
    texts = dict(_rows(connection, "texts", ["text"]))
    versions = ["coder", "dateline_version", "reader_version", "codebook_version"]
    found = {}
    for report, *made_by, characters, publisher, day in _rows(
        connection, "reports", [*versions, "characters", "publisher", "published"]
    ):
        coded = CodedReport(tuple(made_by), events[report], actors[report], characters, texts.get(report))
        published = day.isoformat() if day is not None else None
        found[report] = ReviewedReport(coded, publisher, published, places[report], sentences[report])
    return found


def _events(connection: duckdb.DuckDBPyConnection) -> Mapping[str, list[CodedEvent]]:
    sides: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, event, side, position, name in _rows(connection, "sides", ["event_id", "side", "position", "name"]):
        sides[event].append({"side": side, "position": position, "name": name})
    triggers: dict[str, list[tuple[int, Words]]] = defaultdict(list)
    told = ["event_id", "telling", "trigger_start", "trigger_end", "trigger_text"]
    for _, event, telling, start, end, text in _rows(connection, "evidence", told):
        triggers[event].append((telling, Words(start, end, text)))
    found: dict[str, list[CodedEvent]] = defaultdict(list)
    for report, *values in _rows(connection, "events", _EVENTS):
        row = dict(zip(_EVENTS, values, strict=True))
        key = row["event_id"]
        words = [words for _, words in sorted(triggers[key], key=lambda told: told[0])]
        found[report].append(CodedEvent(key[len(report) + 1 :], claim_of(row, sides[key]), words))
    return found


def _actors(connection: duckdb.DuckDBPyConnection) -> Mapping[str, list[CodedActor]]:
    found: dict[str, list[CodedActor]] = defaultdict(list)
    for report, *values in _rows(connection, "actors", _ACTORS):
        row = dict(zip(_ACTORS, values, strict=True))
        found[report].append(CodedActor(row.pop("actor_id"), row))
    return found


def _rows(
    connection: duckdb.DuckDBPyConnection, view: str, columns: Collection[str], where: str = "true"
) -> list[tuple[Any, ...]]:
    """The rows of a view of codings that belong to the reports that are asked for, each with its report's id first."""
    sql = f"SELECT report_id, {', '.join(columns)} FROM {CODED}.{view} SEMI JOIN asked USING (report_id) WHERE {where}"
    return connection.execute(sql).fetchall()
