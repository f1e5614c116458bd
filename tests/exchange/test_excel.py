"""An archive as a workbook, opened by another program: sheets of views, what they mean, what they cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from dateline.archive.columns import columns_of, views
from dateline.archive.columns.of_events import REVIEWED
from dateline.exchange import excel
from dateline.exchange.excel import export_xlsx, without_sheet
from dateline.exchange.selection import Filters, select_events
from dateline.exchange.workbook import WorkbookError
from tests.archive.judged import REPORT, found, judged

VIEWS = {view.name for view in views()} - {"texts", "stories", "withdrawn", "codings", "failures"}


def opened(connection: duckdb.DuckDBPyConnection, file: Path, *, text: bool = True) -> Any:
    export_xlsx(connection, file, text=text)
    return openpyxl.load_workbook(file)


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def test_each_view_is_a_sheet_with_its_head_frozen_and_filters_on(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    book = opened(archive, tmp_path / "x.xlsx")
    assert {*book.sheetnames} == VIEWS | {"codebook"}
    assert book.sheetnames[0] == "events"
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}
    for view in VIEWS:
        of_reviews = {column.name for column in REVIEWED} if view == "events" else set()
        assert {cell.value for cell in book[view][1]} == {column.name for column in columns_of(view)} - of_reviews


def test_days_numbers_and_lists_are_what_they_are(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    events = {row["event_id"]: row for row in rows(opened(archive, tmp_path / "x.xlsx")["events"])}
    assert len(events) == 9
    shelling = events["r2:e4"]
    assert (shelling["date_start"].date(), shelling["published"].date()) == (date(2025, 3, 18), date(2025, 3, 20))
    assert (shelling["killed"], shelling["lat"], shelling["contexts"]) == (3, 49.98, "military; diplomatic")
    assert shelling["injured"] is None


def test_the_rows_are_those_of_the_csv(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    book = opened(archive, tmp_path / "x.xlsx")
    for view in VIEWS:
        (count,) = archive.execute(f"SELECT count(*) FROM {view}").fetchone() or ()
        assert len(rows(book[view])) == count


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(1)", "\t=1", "=cmd|'/c calc'!A1"]
)
def test_no_cell_is_a_formula(
    words: str, archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("events", "event_id", "r2:e4", place_name=words, trigger_text=words)
    sheet = opened(archive, tmp_path / "x.xlsx")["events"]
    named = [cell for row in sheet.iter_rows() for cell in row if cell.value == words]
    assert [(cell.data_type, cell.number_format) for cell in named] == [("s", "@")] * 2


def test_controls_are_shown_and_what_is_too_long_is_cut_and_counted(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("events", "event_id", "r2:e4", place_name="a\x00b\x1bc", sentence_text="x" * 40_000)
    book = opened(archive, tmp_path / "x.xlsx")
    (row,) = (row for row in rows(book["events"]) if row["event_id"] == "r2:e4")
    assert row["place_name"] == "a�b�c"
    assert len(row["sentence_text"]) == 32_767
    says = "the end of 1 text in events.sentence_text, longer than the 32,767 characters that a cell holds"
    assert without_sheet(archive) == [says]
    assert [row["meaning"] for row in rows(book["codebook"]) if row["what"] == "left out"] == [says]


def test_the_last_sheet_explains_every_column_and_what_the_codes_mean(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("events", "event_id", "r4:e9", type="FESTIVITY", mode="parade")
    book = opened(archive, tmp_path / "x.xlsx")
    guide = rows(book["codebook"])
    told = {(row["sheet"], row["name"]): row for row in guide if row["what"] == "column"}
    assert set(told) == {(sheet.title, cell.value) for sheet in book if sheet.title != "codebook" for cell in sheet[1]}
    assert all(row["meaning"] and row["kind"] for row in told.values())
    assert told["events", "date_start"]["kind"] == "day"
    types = {row["name"]: row for row in guide if row["what"] == "type"}
    assert types["CONSULT"]["number"] == 3
    assert types["CONSULT"]["meaning"].startswith("Meet, visit, talk or call.")
    assert types["FESTIVITY"]["meaning"] == "(of a codebook of your own)"
    modes = {(row["kind"], row["name"]) for row in guide if row["what"] == "mode"}
    assert modes >= {("of CONSULT", "visit"), ("of ASSAULT", "heavy-weapons"), ("of FESTIVITY", "parade")}
    versions = {row["name"]: row["meaning"] for row in guide if row["what"] == "version"}
    assert versions["reader_version"] == "en-2"
    assert [row["number"] for row in guide if row["what"] == "sheet" and row["sheet"] == "events"] == [9]


def test_without_text_no_words_leave(archive: duckdb.DuckDBPyConnection, words: list[str], tmp_path: Path) -> None:
    book = opened(archive, tmp_path / "x.xlsx", text=False)
    written = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert not [w for w in words if w in written]
    assert "as was asked; their columns are empty" in written


def test_corrected_events_are_written_as_corrected_and_raw_ones_as_coded(tmp_path: Path) -> None:
    kept = judged(tmp_path / "archive", found("e3", "corrected", "type", "COERCE"), found("e4", "no_event"))
    with kept.reading() as connection:
        book = opened(connection, tmp_path / "x.xlsx")
    events = {row["event_id"]: row for row in rows(book["events"])}
    corrected = events[f"{REPORT}:e3"]
    assert (corrected["type"], corrected["review"], corrected["review_fields"]) == ("COERCE", "corrected", "type")
    assert [(row["event_id"], row["verdict"]) for row in rows(book["withdrawn"])] == [(f"{REPORT}:e4", "no_event")]
    assert f"{REPORT}:e4" not in events
    with kept.reading(raw=True) as connection:
        book = opened(connection, tmp_path / "raw.xlsx")
    assert "withdrawn" not in book.sheetnames
    assert {row["event_id"]: row["type"] for row in rows(book["events"])}[f"{REPORT}:e3"] == "ASSAULT"


def test_filters_narrow_every_sheet_and_say_so(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert select_events(archive, Filters(countries=["CHN"])) == 1
    book = opened(archive, tmp_path / "x.xlsx")
    assert [len(rows(book[view])) for view in ("events", "sides", "reports", "mentions")] == [1, 2, 1, 4]
    assert without_sheet(archive) == ["3 reports of which no event was chosen, and all that is told of them"]
    assert without_sheet(archive)[0] in [row["meaning"] for row in rows(book["codebook"])]


def test_a_view_with_more_rows_than_a_sheet_is_left_out_whole(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 10)
    book = opened(archive, tmp_path / "x.xlsx")
    assert "sides" not in book.sheetnames
    assert len(rows(book["events"])) == 9
    assert "the view sides, for it has 17 rows and a sheet holds 9;" in "\n".join(without_sheet(archive))


def test_events_that_no_sheet_holds_are_refused(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 9)
    with pytest.raises(WorkbookError, match=r"x.xlsx: 9 events, and a sheet holds 8; choose fewer with --since"):
        export_xlsx(archive, tmp_path / "x.xlsx", text=True)
    assert list(tmp_path.iterdir()) == []
