"""A workbook as other programs read it: texts alone, columns by letters, cells no longer than they can be."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from dateline.exchange import workbook
from dateline.exchange.workbook import SheetColumn, WorkbookError, WorkbookSheet, letters, write_workbook
from dateline.exchange.workbook_cells import LONGEST_CELL
from dateline.reports.xlsx import workbook_sheets

moment = datetime.fromisoformat


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_spreadsheets_call_them(number: int, name: str) -> None:
    assert letters(number) == name


def test_other_programs_read_what_was_written(tmp_path: Path) -> None:
    rows = [["=1+1", '<&" ]]>\n🕊', "x" * 40_000], ["a\x00b", "", " lead"]]
    columns = (SheetColumn("one"), SheetColumn("two", 30, ("yes", "no"), open=True), SheetColumn("three"))
    write_workbook(
        tmp_path / "w.xlsx", [WorkbookSheet('"A" & B', rows, columns, frozen=1), WorkbookSheet("told", [["x"]])]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert book.sheetnames == ['"A" & B', "told"]
    first, second = list(book['"A" & B'].iter_rows(min_row=2, values_only=True))
    assert first[:2] == ("=1+1", '<&" ]]>\n🕊')
    assert first[2] == "x" * (LONGEST_CELL - 1) + "…"
    assert second == ("a�b", None, " lead")
    assert book['"A" & B']["A2"].data_type != "f"
    (offered,) = book['"A" & B'].data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("B2:B3", '"yes,no"')


@pytest.mark.parametrize(
    ("value", "read", "kind"),
    [
        ("@SUM(A1)", "@SUM(A1)", "s"),
        ("+1", "+1", "s"),
        ("-1", "-1", "s"),
        ("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")", "s"),
        ("1e5", "1e5", "s"),
        ("\tlead\n ", "\tlead\n ", "s"),
        ("\ud800\x0b", "��", "s"),
        (7, 7, "n"),
        (-9.5, -9.5, "n"),
        (10**17 + 1, str(10**17 + 1), "s"),
        (float("nan"), "nan", "s"),
        (True, True, "b"),
        (date(2024, 5, 3), moment("2024-05-03 00:00"), "d"),
        (date(1900, 3, 1), moment("1900-03-01 00:00"), "d"),
        (date(1899, 12, 31), "1899-12-31", "s"),
        (moment("2025-06-01 12:30"), moment("2025-06-01 12:30"), "d"),
        (moment("1848-02-24 09:00"), "1848-02-24 09:00:00", "s"),
        (None, None, "n"),
    ],
)  # fmt: skip
def test_a_value_is_what_it_is_in_other_programs(value: Any, read: Any, kind: str, tmp_path: Path) -> None:
    write_workbook(tmp_path / "w.xlsx", [WorkbookSheet("a", [[value]], [SheetColumn("one")])])
    cell = openpyxl.load_workbook(tmp_path / "w.xlsx")["a"]["A2"]
    assert (cell.value, cell.data_type) == (read, kind)


def test_what_looks_like_an_escape_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_workbook(tmp_path / "w.xlsx", [WorkbookSheet("a", [["_x0041_ and a_b_xyz"]])])
    ((_, cells),) = next(workbook_sheets(tmp_path / "w.xlsx"))
    assert cells == ["_x0041_ and a_b_xyz"]
    with ZipFile(tmp_path / "w.xlsx") as book:
        assert "<t>_x005F_x0041_ and a_b_xyz</t>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_characters_beyond_the_first_plane_count_twice(tmp_path: Path) -> None:
    write_workbook(tmp_path / "w.xlsx", [WorkbookSheet("a", [["🕊" * 20_000, "🕊" * 16_383]])])
    first, second = (cell.value for cell in openpyxl.load_workbook(tmp_path / "w.xlsx")["a"][1])
    assert first == "🕊" * ((LONGEST_CELL - 1) // 2) + "…"
    assert second == "🕊" * 16_383


def test_rows_are_asked_for_sheet_by_sheet_and_counted(tmp_path: Path) -> None:
    asked = []

    def rows(name: str) -> Iterator[list[str]]:
        for number in range(3):
            asked.append(name)
            yield [f"{name}{number}"]

    sheets = [WorkbookSheet(name, rows(name), [SheetColumn("one")], filtered=True) for name in ("a", "b")]
    assert asked == []
    assert write_workbook(tmp_path / "w.xlsx", sheets) == 6
    assert asked == ["a"] * 3 + ["b"] * 3
    assert openpyxl.load_workbook(tmp_path / "w.xlsx")["b"].auto_filter.ref == "A1:A4"


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    write_workbook(tmp_path / "w.xlsx", [WorkbookSheet("a", [["x"]] * 2, [SheetColumn("one")])])
    with pytest.raises(WorkbookError, match="the sheet a would have more than 3 rows"):
        write_workbook(tmp_path / "w.xlsx", [WorkbookSheet("a", [["x"]] * 3, [SheetColumn("one")])])


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(tmp_path / name, [WorkbookSheet("a", [["x", 1, date(2024, 5, 3)]])])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
