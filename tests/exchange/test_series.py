"""What charts are drawn from."""

from __future__ import annotations

from datetime import date

import duckdb

from dateline.exchange.selection import Filters, select_events
from dateline.exchange.series import dyads, network, points, timeline


def test_a_timeline_has_bars_of_whole_weeks(archive: duckdb.DuckDBPyConnection) -> None:
    series = timeline(archive)
    assert (series.unit, series.shown, series.events, series.first, series.last) == (
        "week",
        6,
        6,
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
    assert (before.earlier, after.earlier) == (0, 1)
    assert (after.first, after.last, after.unit) == (before.first, before.last, "week")
    assert after.shown == before.shown


def test_a_story_is_drawn_once(with_stories: duckdb.DuckDBPyConnection) -> None:
    assert timeline(with_stories).events == 5
    assert [row["events"] for row in points(with_stories).rows] == [1, 1, 1, 1]


def test_dyads_have_names_counts_and_means(archive: duckdb.DuckDBPyConnection) -> None:
    series = dyads(archive)
    assert {(row["source"], row["target"]): (row["events"], row["intensity"]) for row in series.rows} == {
        ("China", "India"): (1, 2.5), ("India", "China"): (1, 2.5), ("Kenya", "Norway"): (1, 2.5),
        ("Russia", "Ukraine"): (2, -9.5), ("Germany", "Ukraine"): (1, 10.0),
    }  # fmt: skip
    assert (series.shown, series.events) == (5, 6)


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
