"""A workbook as other programs read it: texts alone, columns by letters, cells no longer than they can be."""

from __future__ import annotations

import warnings
from pathlib import Path

import openpyxl
import pytest

from dateline.exchange.workbook import SheetColumn, WorkbookSheet, letters, write_workbook
from dateline.exchange.workbook_cells import LONGEST_CELL


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
