"""A small archive in memory: the documented views as tables, filled with the codings of a few invented reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import duckdb
import pytest

from dateline.model import Coding

SCHEMA = """
CREATE TABLE reports (report_id VARCHAR, publisher VARCHAR, title VARCHAR, url VARCHAR, published DATE, language VARCHAR,
  dateline_place VARCHAR, dateline_date DATE, dateline_agency VARCHAR, characters INTEGER, sentences INTEGER, events BIGINT,
  content_hash VARCHAR, simhash UBIGINT, dateline_version VARCHAR, reader_version VARCHAR, codebook_version VARCHAR,
  coded_at TIMESTAMP);
CREATE TABLE events (event_id VARCHAR, report_id VARCHAR, publisher VARCHAR, published DATE, type VARCHAR, mode VARCHAR,
  quad VARCHAR, intensity DOUBLE, contexts VARCHAR[], status VARCHAR, date_start DATE, date_end DATE, date_precision VARCHAR,
  date_from VARCHAR, date_text VARCHAR, place_id VARCHAR, place_name VARCHAR, place_country VARCHAR, lat DOUBLE, lon DOUBLE,
  geonames_id BIGINT, place_feature VARCHAR, killed BIGINT, injured BIGINT, arrested BIGINT, sources VARCHAR[],
  sentence INTEGER, sentence_text VARCHAR, trigger_start INTEGER, trigger_end INTEGER, trigger_text VARCHAR, frame VARCHAR,
  confidence DOUBLE);
CREATE TABLE participants (event_id VARCHAR, report_id VARCHAR, role VARCHAR, position BIGINT, actor_id VARCHAR, name VARCHAR,
  kind VARCHAR, country VARCHAR, sectors VARCHAR[], wikidata VARCHAR);
CREATE TABLE statements (statement_id VARCHAR, report_id VARCHAR, speaker_id VARCHAR, speaker_name VARCHAR,
  speaker_country VARCHAR, cue VARCHAR, content VARCHAR, quoted BOOLEAN, said BOOLEAN, start INTEGER, "end" INTEGER,
  sources VARCHAR[]);
CREATE TABLE mentions (report_id VARCHAR, actor_id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, role_title VARCHAR,
  role_country VARCHAR, form VARCHAR, start INTEGER, "end" INTEGER, text VARCHAR);
CREATE TABLE places (report_id VARCHAR, place_id VARCHAR, name VARCHAR, country VARCHAR, geonames_id BIGINT, lat DOUBLE,
  lon DOUBLE, feature VARCHAR, mentions BIGINT);
"""

# Two agencies tell one shelling; what is planned, denied and long past stands beside what happened.
REPORTS = (
    ("r-1", "Northern Wire", "Ministers meet in Geneva", "https://north.example/1?a=1&b=2", date(2025, 3, 13),
     "Kenyan Foreign Minister Amina Wanjala met Norwegian Prime Minister Lars Brekke in Geneva on Wednesday, the Kenyan Foreign "
     "Ministry said. Wanjala will visit Oslo next month. Norway did not recall its ambassador from Nairobi."),
    ("r-2", "Northern Wire", 'The "quiet" front\tbreaks', "https://north.example/2", date(2025, 3, 20),
     "Russian troops shelled Kharkiv early on Tuesday, killing three people and wounding 11, the Ukrainian government said. "
     "“We will answer,” Ukrainian President Volodymyr Zelensky said. Police arrested 40 protesters in Tbilisi on Monday."),
    ("r-3", "Southern Press", "Shelling in Kharkiv", None, date(2025, 3, 20),
     "Russian troops shelled Kharkiv on Tuesday and killed five people, officials said. "
     "Germany delivered ammunition to Ukraine on Wednesday."),
    ("r-4", "Southern Press", "Talks and threats", "https://south.example/4", date(2025, 5, 4),
     "China and India held talks in Beijing on Friday. Turkey threatened to impose sanctions on Israel. "
     "Protesters marched through Dhaka on Saturday. In 1994 Kenya freed 40 prisoners."),
)  # fmt: skip


@cache
def codings() -> tuple[Coding, ...]:
    from dateline.coder import load

    coder = load()
    return tuple(
        coder.code(text, published=day, publisher=publisher, title=title, url=url, id=key)
        for key, publisher, title, url, day, text in REPORTS
    )


def fill(connection: duckdb.DuckDBPyConnection, coding: Coding) -> None:
    report, versions = coding.report, coding.versions
    names = {actor.id: actor for actor in coding.actors}
    places = {place.id: place for place in coding.places}
    insert(connection, "reports", [
        report.id, report.publisher, report.title, report.url, report.published, report.language, None, None, None,
        len(report.text), coding.coverage.sentences, len(coding.events), f"hash of {report.id}", 1, versions.dateline,
        versions.reader, versions.codebook, datetime(2025, 6, 1, 12, 30)])  # fmt: skip
    for event in coding.events:
        key, place, first, when = (
            f"{report.id}:{event.id}",
            places.get(event.place or ""),
            event.evidence[0],
            event.date,
        )
        trigger = first.trigger
        insert(connection, "events", [
            key, report.id, report.publisher, report.published, event.type, event.mode, event.quad, event.intensity,
            list(event.contexts), event.status, when and when.start, when and when.end, when and when.precision,
            when and when.origin, when and when.text and when.text.text,
            *([place.id, place.name, place.country, place.lat, place.lon, place.geonames_id, place.feature] if place else [None] * 7),
            event.size.killed, event.size.injured, event.size.arrested,
            [names[s].name if s in names else s for s in event.sources], first.sentence, coding.sentences[first.sentence].text,
            trigger.start, trigger.end, trigger.text, first.frame, first.confidence])  # fmt: skip
        for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
            for position, who in enumerate(ids, 1):
                a = names[who]
                insert(connection, "participants", [
                    key, report.id, role, position, a.id, a.name, a.kind, a.country, list(a.sectors), a.wikidata])  # fmt: skip
    for actor in coding.actors:
        for mention in actor.mentions:
            span = mention.span
            role = next((r for r in actor.roles if span.contains(r.span)), None)
            insert(connection, "mentions", [
                report.id, actor.id, actor.name, actor.kind, actor.country, role and role.title, role and role.country,
                mention.form, span.start, span.end, span.text])  # fmt: skip
    for place in coding.places:
        insert(connection, "places", [
            report.id, place.id, place.name, place.country, place.geonames_id, place.lat, place.lon, place.feature,
            len(place.mentions)])  # fmt: skip
    for s in coding.statements:
        speaker = names.get(s.speaker or "")
        insert(connection, "statements", [
            f"{report.id}:{s.id}", report.id, s.speaker, speaker and speaker.name, speaker and speaker.country, s.cue.text,
            s.content.text, s.quoted, s.said, s.content.start, s.content.end, list(s.sources)])  # fmt: skip


def insert(connection: duckdb.DuckDBPyConnection, table: str, values: list[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


@pytest.fixture
def archive() -> Iterator[duckdb.DuckDBPyConnection]:
    """The coded reports, without stories."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        for coding in codings():
            fill(connection, coding)
        yield connection


@pytest.fixture
def with_stories(archive: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same; the two reports of the shelling tell one story."""
    archive.execute("""
CREATE TABLE stories AS SELECT CASE WHEN mode = 'heavy-weapons' THEN 's-shelling' ELSE 's-' || event_id END AS story_id,
  event_id, report_id, type, date_start, date_end FROM events""")
    return archive


@pytest.fixture
def add(archive: duckdb.DuckDBPyConnection) -> Callable[..., str]:
    """Add one event with chosen columns; what is not named is an ordinary arrest by one actor."""

    def added(parties: list[dict[str, Any]] | None = None, **columns: Any) -> str:
        row: dict[str, Any] = {
            "event_id": "r-x:e1", "report_id": "r-x", "publisher": "Own", "published": date(2025, 7, 1), "type": "COERCE",
            "mode": "arrest", "quad": "MATERIAL CONFLICT", "intensity": -7.0, "contexts": [], "status": "happened",
            "date_start": date(2025, 7, 1), "date_end": date(2025, 7, 1), "date_precision": "day", "sources": ["Own"],
            "sentence": 0, "sentence_text": "Somebody was arrested.", "trigger_start": 13, "trigger_end": 21,
            "trigger_text": "arrested", "frame": "arrest", "confidence": 0.9, **columns,
        }  # fmt: skip
        archive.execute(
            f"INSERT INTO events BY NAME SELECT {', '.join(f'? AS {name}' for name in row)}", [*row.values()]
        )
        for n, party in enumerate(parties or [], 1):
            who = {"event_id": row["event_id"], "report_id": row["report_id"], "role": "actor", "position": n,
                   "actor_id": f"a{n}", "name": f"Actor {n}", "kind": "organization", **party}  # fmt: skip
            archive.execute(
                f"INSERT INTO participants BY NAME SELECT {', '.join(f'? AS {name}' for name in who)}", [*who.values()]
            )
        return str(row["event_id"])

    return added
