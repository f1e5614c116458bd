"""Panels: what is counted, what is not and why, and which events a cell holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.exchange.codes import types
from dateline.exchange.panel_cells import say_reason
from dateline.exchange.panel_rule import PanelRule
from dateline.exchange.panels import events_file, export_panel, left_out

Rows = list[dict[str, str]]
ACTORS, RECIPIENTS, PLACES, DYADS = PanelRule("actor"), PanelRule("recipient"), PanelRule("place"), PanelRule("dyad")


def read(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def panel(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> Callable[..., Rows]:
    """The rows of a panel, written and read again."""

    def rows(rule: PanelRule) -> Rows:
        written = export_panel(archive, tmp_path / "p.csv", text=True, rule=rule)
        found = read(tmp_path / "p.csv")
        assert len(found) == written
        return found

    return rows


def test_a_country_month_counts_types_quads_scores_and_the_dead(panel: Callable[..., Rows]) -> None:
    rows = {(row["country"], row["month"]): row for row in panel(ACTORS)}
    assert list(rows) == [("CHN", "2025-05"), ("IND", "2025-05"), ("KEN", "2025-03"), ("RUS", "2025-03")]
    russia = rows["RUS", "2025-03"]
    assert (russia["events"], russia["material_conflict"], russia["ASSAULT"], russia["AID"]) == ("2", "2", "2", "0")
    assert (russia["intensity_mean"], russia["intensity_sum"], russia["tellings"]) == ("-9.5", "-19.0", "2")
    assert (russia["cow"], russia["fatalities"], rows["CHN", "2025-05"]["fatalities"]) == ("365", "6", "")
    assert set(types()) <= set(russia)


def test_a_story_counts_once_with_the_most_dead_that_one_of_its_reports_gives(
    with_stories: duckdb.DuckDBPyConnection, panel: Callable[..., Rows], change: Callable[..., None]
) -> None:
    del with_stories
    change("events", "event_id", "r3:e5", killed=5)
    russia = next(row for row in panel(ACTORS) if row["country"] == "RUS")
    assert (russia["events"], russia["tellings"], russia["intensity_sum"], russia["fatalities"]) == (
        "1",
        "2",
        "-9.5",
        "5",
    )


def test_reports_may_count_each_by_itself(with_stories: duckdb.DuckDBPyConnection, panel: Callable[..., Rows]) -> None:
    del with_stories
    russia = next(row for row in panel(PanelRule("actor", count="reports")) if row["country"] == "RUS")
    assert (russia["events"], russia["tellings"], russia["fatalities"]) == ("2", "2", "6")


def test_countries_can_be_targets_and_places_too(panel: Callable[..., Rows]) -> None:
    for rule, expected in ((RECIPIENTS, {"NOR", "UKR"}), (PLACES, {"CHE", "UKR", "CHN"})):
        assert {row["country"] for row in panel(rule)} == expected


def test_talks_count_in_both_directions_and_deeds_in_one(panel: Callable[..., Rows]) -> None:
    dyads = {(row["source"], row["target"]): row["events"] for row in panel(DYADS)}
    assert dyads == {("CHN", "IND"): "1", ("IND", "CHN"): "1", ("KEN", "NOR"): "1", ("RUS", "UKR"): "2"}


def test_without_direction_a_pair_is_one_row_and_talks_are_one_event(panel: Callable[..., Rows]) -> None:
    rows = panel(PanelRule("dyad", undirected=True))
    assert [(row["country_1"], row["country_2"], row["cow_1"], row["cow_2"], row["events"]) for row in rows] == [
        ("CHN", "IND", "710", "750", "1"), ("KEN", "NOR", "501", "385", "1"), ("RUS", "UKR", "365", "369", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(("mutual", "pairs"), [(False, 0), (None, 0), (True, 2)])
def test_who_strikes_together_is_no_pair_and_who_fights_is(
    panel: Callable[..., Rows], change: Callable[..., None], mutual: bool | None, pairs: int
) -> None:
    change("events", "event_id", "r4:e7", type="ASSAULT", mutual=mutual)
    assert len([row for row in panel(DYADS) if row["source"] in ("CHN", "IND")]) == pairs


@pytest.mark.parametrize(
    ("column", "code", "switch"), [("self_dyads", "UKR", "self_dyad"), ("non_state", "NGO", "non_state")]
)
def test_self_dyads_and_bodies_of_no_state_count_if_they_are_asked_for(
    archive: duckdb.DuckDBPyConnection,
    panel: Callable[..., Rows],
    change: Callable[..., None],
    column: str,
    code: str,
    switch: str,
) -> None:
    change("sides", "name", "Russian troops", country=code)
    assert {row["source"] for row in panel(DYADS)} == {"CHN", "IND", "KEN"}
    assert left_out(archive, DYADS)[switch] == 2
    asked = PanelRule("dyad", **{column: True})
    assert {(row["source"], row["target"]) for row in panel(asked)} >= {(code, "UKR")}
    assert switch not in left_out(archive, asked)


def test_what_is_left_out_is_counted_by_reason_and_nothing_is_lost(
    with_stories: duckdb.DuckDBPyConnection, panel: Callable[..., Rows]
) -> None:
    for rule in (ACTORS, RECIPIENTS, PLACES, DYADS):
        panel(rule)
        (events,) = with_stories.execute("SELECT count(*) FROM events").fetchone() or (0,)
        with_stories.execute("CREATE OR REPLACE TABLE counted (event_id VARCHAR)")
        out = left_out(with_stories, rule)
        assert (out["planned"], out["denied"], out["historical"], out["retold"], out["undated"]) == (1, 1, 1, 1, 1)
        assert events == 9
    assert left_out(with_stories, DYADS) == {
        "planned": 1, "denied": 1, "historical": 1, "retold": 1, "undated": 1, "one_side": 1,
    }  # fmt: skip
    assert left_out(with_stories, ACTORS)["no_country"] == 1


@pytest.mark.parametrize(
    ("rule", "reason", "words"),
    [
        (PLACES, "one_side", "with no place"),
        (RECIPIENTS, "no_country", "with no recipient whose country is known"),
        (DYADS, "one_side", "with a side on which there is nobody"),
        (PanelRule("dyad", "week"), "undated", "not dated to within a week"),
    ],
)
def test_each_reason_is_said_in_words(rule: PanelRule, reason: str, words: str) -> None:
    assert say_reason(reason, rule) == words


def test_a_status_that_was_asked_for_counts(archive: duckdb.DuckDBPyConnection, panel: Callable[..., Rows]) -> None:
    from dateline.exchange.selection import Filters, select_events

    select_events(archive, Filters(statuses=["denied"]))
    assert [(row["source"], row["target"]) for row in panel(DYADS)] == [("NOR", "KEN")]
    assert left_out(archive, DYADS) == {}


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("day", {"2025-03-12", "2025-03-18", "2025-05-02"}),
        ("week", {"2025-W11", "2025-W12", "2025-W18"}),
        ("year", {"2025"}),
    ],
)
def test_a_period_is_a_day_a_week_or_a_year_too(panel: Callable[..., Rows], period: Any, written: set[str]) -> None:
    assert {row[period] for row in panel(PanelRule("actor", period))} == written


def test_an_event_of_some_day_of_a_year_belongs_to_that_year_alone(
    archive: duckdb.DuckDBPyConnection, panel: Callable[..., Rows]
) -> None:
    assert "DEU" not in {row["country"] for row in panel(ACTORS)}
    assert left_out(archive, ACTORS)["undated"] == 1
    assert "DEU" in {row["country"] for row in panel(PanelRule("actor", "year"))}


def test_an_event_without_a_date_counts_in_the_month_of_its_report(
    panel: Callable[..., Rows], change: Callable[..., None]
) -> None:
    change("events", "event_id", "r4:e7", date_start=None, date_end=None, published=date(2025, 6, 1))
    assert {row["month"] for row in panel(DYADS) if row["source"] == "CHN"} == {"2025-06"}


def test_zeros_fill_every_month_of_every_unit(panel: Callable[..., Rows]) -> None:
    rows = panel(PanelRule("dyad", zero_fill=True))
    april = [row for row in rows if row["month"] == "2025-04"]
    assert (len(rows), len(april)) == (4 * 3, 4)
    assert (
        {row["events"] for row in april}
        == {row["ASSAULT"] for row in april}
        == {row["fatalities"] for row in april}
        == {"0"}
    )
    assert {row["intensity_mean"] for row in april} == {""}


def test_the_second_file_names_the_events_of_every_cell(
    with_stories: duckdb.DuckDBPyConnection, panel: Callable[..., Rows], tmp_path: Path
) -> None:
    rows = panel(DYADS)
    assert events_file(tmp_path / "p.csv") == tmp_path / "p.events.csv"
    events = read(tmp_path / "p.events.csv")
    for row in rows:
        cell = [e for e in events if all(e[key] == row[key] for key in ("source", "target", "month"))]
        assert len(cell) == int(row["events"])
    ((told,),) = (
        with_stories.execute("SELECT type FROM events WHERE event_id = ?", [events[0]["event_id"]]).fetchall(),
    )
    assert told == ("CONSULT",)


def test_json_has_the_rule_what_was_left_out_and_the_events_of_a_cell(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = export_panel(archive, tmp_path / "p.json", text=True, rule=DYADS)
    written = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert len(written["rows"]) == rows
    assert (written["rule"], written["in_no_story"]) == (list(DYADS), 6)
    assert written["left_out"] == left_out(archive, DYADS)
    assert next(r["event_ids"] for r in written["rows"] if r["source"] == "RUS") == ["r2:e4", "r3:e5"]
    assert [file.name for file in tmp_path.iterdir()] == ["p.json"]


def test_a_panel_may_be_parquet(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = export_panel(archive, tmp_path / "d.parquet", text=True, rule=DYADS)
    for name, number in (("d.parquet", rows), ("d.events.parquet", 5)):
        assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(tmp_path / name)]).fetchone() == (number,)


def test_a_type_of_a_users_own_codebook_has_a_column(
    archive: duckdb.DuckDBPyConnection, panel: Callable[..., Rows]
) -> None:
    archive.execute("UPDATE events SET type = 'O''Type \"x\"' WHERE type = 'ASSAULT'")
    assert sum(int(row['O\'Type "x"']) for row in panel(PanelRule("actor", zero_fill=True))) == 2
