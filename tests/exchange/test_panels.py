"""Panels: what is counted, what is not, and zeros."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from dateline.exchange.codes import types
from dateline.exchange.panels import export_country_month, export_dyad_month, undated

Rows = list[dict[str, str]]


def read(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_country_month_counts_types_quads_and_scores(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert export_country_month(archive, tmp_path / "p.csv", text=True) == 4
    rows = {(row["country"], row["month"]): row for row in read(tmp_path / "p.csv")}
    assert list(rows) == [("CHN", "2025-05"), ("IND", "2025-05"), ("KEN", "2025-03"), ("RUS", "2025-03")]
    russia = rows["RUS", "2025-03"]
    assert (russia["events"], russia["material_conflict"], russia["ASSAULT"], russia["AID"]) == ("2", "2", "2", "0")
    assert (russia["intensity_mean"], russia["intensity_sum"], russia["tellings"]) == ("-9.5", "-19.0", "2")
    assert set(types()) <= set(russia)


def test_a_story_counts_once_and_says_how_often_it_was_told(
    with_stories: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export_country_month(with_stories, tmp_path / "p.csv", text=True)
    russia = next(row for row in read(tmp_path / "p.csv") if row["country"] == "RUS")
    assert (russia["events"], russia["tellings"], russia["intensity_sum"]) == ("1", "2", "-9.5")


def test_an_event_of_some_day_of_a_year_belongs_to_no_month(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_country_month(archive, tmp_path / "p.csv", text=True)
    assert "DEU" not in {row["country"] for row in read(tmp_path / "p.csv")}
    assert undated(archive) == 1


def test_countries_can_be_targets_and_places_too(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for side, expected in (("recipient", {"NOR", "UKR"}), ("place", {"CHE", "UKR", "CHN"})):
        export_country_month(archive, tmp_path / "p.csv", text=True, side=side)
        assert {row["country"] for row in read(tmp_path / "p.csv")} == expected


def test_talks_count_in_both_directions_and_deeds_in_one(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_dyad_month(archive, tmp_path / "d.csv", text=True)
    dyads = {(row["source"], row["target"]): row["events"] for row in read(tmp_path / "d.csv")}
    assert dyads == {("CHN", "IND"): "1", ("IND", "CHN"): "1", ("KEN", "NOR"): "1", ("RUS", "UKR"): "2"}


def test_zeros_fill_every_month_of_every_unit(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert export_dyad_month(archive, tmp_path / "d.csv", text=True, zero_fill=True) == 4 * 3
    april = [row for row in read(tmp_path / "d.csv") if row["month"] == "2025-04"]
    assert len(april) == 4
    assert {row["events"] for row in april} == {row["ASSAULT"] for row in april} == {"0"}
    assert {row["intensity_mean"] for row in april} == {""}


def test_a_panel_may_be_parquet(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = export_dyad_month(archive, tmp_path / "d.parquet", text=True)
    assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(tmp_path / "d.parquet")]).fetchone() == (rows,)


def test_a_type_of_a_users_own_codebook_has_a_column(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    archive.execute("UPDATE events SET type = 'O''Type \"x\"' WHERE type = 'ASSAULT'")
    export_country_month(archive, tmp_path / "p.csv", text=True, zero_fill=True)
    assert sum(int(row['O\'Type "x"']) for row in read(tmp_path / "p.csv")) == 2
