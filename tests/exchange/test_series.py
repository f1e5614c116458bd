"""What charts are drawn from."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from dateline.exchange.network import network
from dateline.exchange.selection import Filters, select_events
from dateline.exchange.series import Series, dyads, points, timeline


def test_a_timeline_has_bars_of_whole_weeks(archive: duckdb.DuckDBPyConnection) -> None:
    series = timeline(archive)
    assert (series.unit, series.shown, series.events, series.first, series.last) == (
        "week",
        6,
        9,
        date(2025, 1, 1),
        date(2025, 5, 4),
    )
    shelled = next(row for row in series.rows if row["type"] == "ASSAULT")
    assert (shelled["start"], shelled["end"], shelled["events"]) == ("2025-03-17", "2025-03-24", 2)


def test_a_few_events_of_long_ago_leave_the_others_their_room(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("INSERT INTO events SELECT events.* FROM events, range(60) WHERE status = 'happened'")
    before = timeline(archive)
    archive.execute(
        "INSERT INTO events SELECT * REPLACE ('old' AS event_id, DATE '1945-08-15' AS date_start, DATE '1945-08-15' AS date_end)"
        " FROM (SELECT * FROM events WHERE status = 'happened' LIMIT 1)"
    )
    after = timeline(archive)
    assert [number for reason, number in after.left_out.items() if reason.startswith("from before")] == [1]
    assert not any(reason.startswith("from before") for reason in before.left_out)
    assert (after.first, after.last, after.unit) == (before.first, before.last, "week")
    assert after.shown == before.shown


def test_a_story_is_drawn_once(with_stories: duckdb.DuckDBPyConnection) -> None:
    assert timeline(with_stories).shown == 5
    assert timeline(with_stories).left_out["that tell again what is drawn once"] == 1
    assert [row["events"] for row in points(with_stories).rows] == [1, 1, 1, 1]


def test_dyads_have_names_counts_and_means(archive: duckdb.DuckDBPyConnection) -> None:
    series = dyads(archive)
    assert {(row["source"], row["target"]): (row["events"], row["intensity"]) for row in series.rows} == {
        ("China", "India"): (1, 2.5), ("India", "China"): (1, 2.5), ("Kenya", "Norway"): (1, 2.5),
        ("Russia", "Ukraine"): (2, -9.5), ("Germany", "Ukraine"): (1, 10.0),
    }  # fmt: skip
    assert (series.shown, series.events) == (5, 9)


def test_points_say_where_they_are_exact(archive: duckdb.DuckDBPyConnection) -> None:
    exact = {row["place"]: row["exact"] for row in points(archive).rows}
    assert exact == {"Kharkiv": True, "Beijing": True, "Geneva": True, "Ukraine": False}


def test_a_network_joins_those_who_have_a_name(archive: duckdb.DuckDBPyConnection) -> None:
    series, edges = network(archive)
    names = {row["id"]: row["name"] for row in series.rows}
    assert sorted(tuple(sorted((names[e["source"]], names[e["target"]]))) for e in edges) == [
        ("Amina Wanjala", "Lars Brekke"), ("China", "India"), ("Germany", "Ukraine"),
    ]  # fmt: skip


def test_nothing_chosen_is_nothing_drawn(archive: duckdb.DuckDBPyConnection) -> None:
    select_events(archive, Filters(types=["NONE"]))
    assert timeline(archive).rows == dyads(archive).rows == points(archive).rows == network(archive)[0].rows == []


def shown_by(kind: str, connection: duckdb.DuckDBPyConnection) -> Series:
    if kind == "network":
        return network(connection)[0]
    return {"timeline": timeline, "dyads": dyads, "points": points}[kind](connection)


@pytest.mark.parametrize("kind", ["timeline", "dyads", "points", "network"])
def test_what_is_drawn_and_what_is_left_out_by_reason_are_all_events(
    kind: str, with_stories: duckdb.DuckDBPyConnection
) -> None:
    with_stories.execute(
        "UPDATE events SET date_start = NULL, date_end = NULL, published = NULL WHERE event_id = 'r4:e9'"
    )
    with_stories.execute("UPDATE events SET lat = NULL WHERE place_name = 'Beijing'")
    series = shown_by(kind, with_stories)
    assert series.shown + sum(series.left_out.values()) == series.events == 9
    assert {"planned", "denied", "historical"} <= set(series.left_out)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("timeline", "without a day"),
        ("points", "without a place"),
        ("points", "whose place has no coordinates"),
        ("dyads", "with a side on which there is nobody"),
        ("network", "in which no two who have a name act towards each other"),
    ],
)
def test_each_reason_is_counted(kind: str, reason: str, archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("UPDATE events SET date_start = NULL, date_end = NULL, published = NULL WHERE event_id = 'r4:e9'")
    archive.execute("UPDATE events SET lat = NULL WHERE place_name = 'Beijing'")
    assert shown_by(kind, archive).left_out[reason] > 0


@pytest.mark.parametrize("kind", ["timeline", "dyads", "points", "network"])
def test_every_mark_leads_to_its_events(kind: str, archive: duckdb.DuckDBPyConnection) -> None:
    series = shown_by(kind, archive)
    known = {event_id for (event_id,) in archive.execute("SELECT event_id FROM events").fetchall()}
    assert series.rows
    for row in series.rows:
        ids = series.told[row["mark"]]
        assert len(ids) == row["events"]
        assert set(ids) <= known


def test_two_places_of_one_name_are_two_marks(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute("UPDATE events SET lat = 44.7, lon = 34.1 WHERE event_id = 'r3:e5'")
    assert [mark for mark in points(archive).told if mark.startswith("Kharkiv")] == [
        "Kharkiv, Ukraine",
        "Kharkiv, Ukraine (49.98, 36.25)",
    ]
