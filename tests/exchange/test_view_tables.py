"""Every view as CSV and as Parquet."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from dateline.archive.columns import views
from dateline.archive.columns.of_events import REVIEWED
from dateline.exchange.selection import Filters, select_events
from dateline.exchange.view_tables import export_csv, export_parquet

VIEWS = {view.name for view in views()} - {"texts", "stories", "withdrawn", "codings", "failures"}


def test_parquet_gives_every_view_back(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_parquet(archive, tmp_path / "out", text=True)
    assert {file.stem for file in (tmp_path / "out").iterdir()} == VIEWS
    for view in VIEWS:
        file = str(tmp_path / "out" / f"{view}.parquet")
        columns = f"* EXCLUDE ({', '.join(column.name for column in REVIEWED)})" if view == "events" else "*"
        lost = archive.execute(f"SELECT {columns} FROM {view} EXCEPT SELECT * FROM read_parquet(?)", [file]).fetchall()
        assert lost == []


def test_csv_has_lists_in_one_field(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert export_csv(archive, tmp_path / "out", text=True) > 30
    with (tmp_path / "out" / "events.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["event_id"]: row for row in csv.DictReader(lines)}
    assert rows["r2:e4"]["contexts"] == "military; diplomatic"
    assert rows["r2:e4"]["sentence_text"].startswith("Russian troops shelled")
    assert len(rows) == 9


def test_without_text_the_columns_stay_and_the_words_go(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    archive.execute("ALTER TABLE events ADD COLUMN unheard_of VARCHAR DEFAULT 'We will answer'")
    archive.execute("CREATE VIEW texts AS SELECT report_id, 'We will answer' AS text FROM reports")
    export_csv(archive, tmp_path / "out", text=False)
    assert not (tmp_path / "out" / "texts.csv").exists()
    for file in (tmp_path / "out").iterdir():
        written = file.read_text(encoding="utf-8")
        assert not [w for w in words if w in written], file.name
    header = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert "sentence_text" in header
    assert "unheard_of" not in header


def test_what_belongs_to_the_chosen_events_goes_with_them(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert select_events(archive, Filters(countries=["CHN"])) == 1
    export_csv(archive, tmp_path / "out", text=True)
    lines = {file.stem: len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in (tmp_path / "out").iterdir()}
    assert {view: count for view, count in lines.items() if count} == {
        "reports": 1,
        "events": 1,
        "sides": 2,
        "mentions": 4,
        "places": 1,
    }
