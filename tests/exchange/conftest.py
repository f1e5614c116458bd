"""A small archive in memory: the documented views as tables, filled with invented events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from dateline.archive.columns import views

SCHEMA = "".join(
    f"CREATE TABLE {view.name} ({', '.join(f'{chr(34)}{c.name}{chr(34)} {c.type}' for c in view.columns)});"
    for view in views()
    if view.rows and view.name != "texts"
)

# Two publishers tell one shelling; what is planned, denied and long past stands beside what happened.
REPORTS = {
    "r1": ("Northern Wire", "Ministers meet", "https://north.example/1?a=1&b=2", date(2025, 3, 13),
           "Kenyan Foreign Minister Amina Wanjala met Prime Minister Lars Brekke in Geneva on Wednesday, the ministry said. "
           "She will visit Oslo next month. Norway did not recall its ambassador."),
    "r2": ("Northern Wire", 'The "quiet" front\tbreaks', "https://north.example/2", date(2025, 3, 20),
           "Russian troops shelled Kharkiv on Tuesday, killing three people, the government said. “We will answer,” it said."),
    "r3": ("Southern Press", "Shelling in Kharkiv", None, date(2025, 3, 21),
           "The town of Kharkiv was shelled by Russian troops on Tuesday. Germany gave ammunition to Ukraine this year."),
    "r4": ("Southern Press", "Talks; and threats", "https://south.example/4", date(2025, 5, 4),
           "China and India held talks in Beijing on Friday. In 1994 Kenya freed 40 prisoners. Protesters marched."),
}  # fmt: skip
ACTORS = {
    "wanjala": ("Amina Wanjala", "person", "KEN", ["GOV"], "Q77", "Foreign Minister"),
    "brekke": ("Lars Brekke", "person", "NOR", ["GOV"], None, "Prime Minister"),
    "Norway": ("Norway", "state", "NOR", ["GOV"], None, None),
    "Kenya": ("Kenya", "state", "KEN", ["GOV"], None, None),
    "troops": ("Russian troops", "group", "RUS", ["MIL"], None, None),
    "people": ("three people", "group", None, [], None, None),
    "Ukraine": ("Ukraine", "state", "UKR", ["GOV"], None, None),
    "Germany": ("Germany", "state", "DEU", ["GOV"], None, None),
    "China": ("China", "state", "CHN", ["GOV"], None, None),
    "India": ("India", "state", "IND", ["GOV"], None, None),
    "Protesters": ("Protesters", "group", None, ["CVL", "OPP"], None, None),
}
PLACES = {
    "Geneva": ("CHE", 46.202, 6.146, 2660646, "PPL"),
    "Kharkiv": ("UKR", 49.98, 36.25, 706483, "PPLA"),
    "Ukraine": ("UKR", 49.0, 32.0, 690791, "PCLI"),
    "Beijing": ("CHN", 39.9, 116.4, 1816670, "PPLC"),
}
VC, MC, MX = "VERBAL COOPERATION", "MATERIAL COOPERATION", "MATERIAL CONFLICT"
# Report, trigger, type, mode, quad, score, status, first and last day, place, actors, recipients
EVENTS = (
    ("r1", "met", "CONSULT", None, VC, 2.5, "happened", (date(2025, 3, 12), date(2025, 3, 12)), "Geneva", ["wanjala"], ["brekke"]),
    ("r1", "visit", "CONSULT", "visit", VC, 4.0, "planned", (date(2025, 4, 1), date(2025, 4, 30)), None, ["wanjala"], ["Norway"]),
    ("r1", "recall", "SANCTION", "withdraw", MX, -6.0, "denied", (None, date(2025, 3, 13)), None, ["Norway"], ["Kenya"]),
    ("r2", "shelled", "ASSAULT", "heavy-weapons", MX, -9.5, "happened", (date(2025, 3, 18), date(2025, 3, 18)), "Kharkiv",
     ["troops"], ["people", "Ukraine"]),
    ("r3", "shelled", "ASSAULT", "heavy-weapons", MX, -9.5, "happened", (date(2025, 3, 18), date(2025, 3, 18)), "Kharkiv",
     ["troops"], ["Ukraine"]),
    ("r3", "gave", "AID", None, MC, 10.0, "happened", (date(2025, 1, 1), date(2025, 12, 31)), "Ukraine", ["Germany"], ["Ukraine"]),
    ("r4", "talks", "CONSULT", None, VC, 2.5, "happened", (date(2025, 5, 2), date(2025, 5, 2)), "Beijing", ["China", "India"], []),
    ("r4", "freed", "RETREAT", "release", MC, 6.5, "historical", (date(1994, 1, 1), date(1994, 12, 31)), None, ["Kenya"], []),
    ("r4", "marched", "PROTEST", "demo", MX, -5.0, "happened", (None, date(2025, 5, 4)), None, ["Protesters"], []),
)  # fmt: skip
Row = dict[str, Any]


def insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    named = ", ".join(f'? AS "{name}"' for name in row)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {named}", [*row.values()])


def take_part(connection: duckdb.DuckDBPyConnection, event: Row, side: str, number: int, actor: str) -> None:
    name, kind, country, sectors, wikidata, title = ACTORS[actor]
    key, report = f"a-{actor}", event["report_id"]
    insert(connection, "sides", {
        "event_id": event["event_id"], "report_id": report, "side": side, "position": number, "actor_id": key, "name": name,
        "kind": kind, "country": country, "sectors": sectors, "wikidata": wikidata})  # fmt: skip
    text = REPORTS[report][4]
    words, start = name, text.find(name)
    if (
        start < 0
        or connection.execute("SELECT 1 FROM mentions WHERE report_id = ? AND actor_id = ?", [report, key]).fetchone()
    ):
        return
    form = "nominal" if kind == "group" else "name"
    insert(connection, "mentions", {
        "report_id": report, "actor_id": key, "name": name, "kind": kind, "country": country, "role_title": title,
        "role_country": title and country, "form": form, "start": start, "end": start + len(words), "text": words})  # fmt: skip


def add_event(connection: duckdb.DuckDBPyConnection, number: int, *columns: Any) -> None:
    report, trigger, kind, mode, quad, score, status, (first, last), place, actors, recipients = columns
    publisher, _, _, published, text = REPORTS[report]
    start = text.index(trigger)
    sentences = text.split(". ")
    at = next(n for n, s in enumerate(sentences) if trigger in s)
    country, lat, lon, geonames, feature = PLACES[place] if place else (None,) * 5
    event = {
        "event_id": f"{report}:e{number}", "report_id": report, "publisher": publisher, "published": published, "type": kind,
        "mode": mode, "quad": quad, "intensity": score, "contexts": ["military", "diplomatic"] if score < -9 else [],
        "status": status, "date_start": first, "date_end": last, "date_precision": "day" if first == last else "not_after",
        "date_from": "text", "place_id": place and "p1", "place_name": place, "place_country": country, "lat": lat, "lon": lon,
        "geonames_id": geonames, "place_feature": feature, "killed": 3 if trigger == "shelled" else None,
        "sources": ["the ministry", publisher], "sentence": at, "sentence_text": sentences[at], "trigger_start": start,
        "trigger_end": start + len(trigger), "trigger_text": trigger, "frame": f"{trigger}-frame", "confidence": 0.91234,
    }  # fmt: skip
    insert(connection, "events", event)
    for side, who in (("actor", actors), ("recipient", recipients)):
        for n, actor in enumerate(who, 1):
            take_part(connection, event, side, n, actor)
    if place:
        insert(connection, "places", {"report_id": report, "place_id": "p1", "name": place, "country": country})


@pytest.fixture
def archive() -> Iterator[duckdb.DuckDBPyConnection]:
    """Four reports with nine events, without stories."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        for report, (publisher, title, url, published, text) in REPORTS.items():
            insert(connection, "reports", {
                "report_id": report, "publisher": publisher, "title": title, "url": url, "published": published,
                "language": "en", "characters": len(text), "sentences": text.count(". ") + 1, "content_hash": f"hash {report}",
                "simhash": 1, "coder": "dateline", "dateline_version": "0.1.0", "reader_version": "en-2", "codebook_version": "plover-2.0",
                "coded_at": datetime(2025, 6, 1, 12, 30, tzinfo=UTC).replace(tzinfo=None)})  # fmt: skip
        for number, event in enumerate(EVENTS, 1):
            add_event(connection, number, *event)
        insert(connection, "statements", {
            "statement_id": "r2:s1", "report_id": "r2", "speaker_id": None, "cue": "said", "content": "We will answer,",
            "quoted": True, "said": True, "start": 87, "end": 102, "sources": ["Northern Wire"]})  # fmt: skip
        yield connection


@pytest.fixture
def with_stories(archive: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same; the two reports of the shelling tell one story."""
    archive.execute("""
CREATE TABLE stories AS SELECT CASE WHEN trigger_text = 'shelled' THEN 's-shelling' ELSE 's-' || event_id END AS story_id,
  event_id, report_id, type, date_start, date_end FROM events""")
    return archive


@pytest.fixture
def change(archive: duckdb.DuckDBPyConnection) -> Callable[..., None]:
    """Give columns of one row of a table another value: ``change("events", "event_id", "r1:e1", type="X")``."""

    def changed(table: str, key: str, value: str, **columns: Any) -> None:
        sets = ", ".join(f"{name} = ?" for name in columns)
        archive.execute(f"UPDATE {table} SET {sets} WHERE {key} = ?", [*columns.values(), value])

    return changed


def words_of_reports() -> list[str]:
    """What no export without text may hold: sentences, quotations and titles."""
    sentences = [s for *_, text in REPORTS.values() for s in text.rstrip(".").split(". ")]
    return [*sentences, *(title for _, title, *_ in REPORTS.values()), "We will answer"]


@pytest.fixture
def words() -> list[str]:
    return words_of_reports()
