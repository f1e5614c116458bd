"""Sheets for coders: out, filled in by whatever program, and in again; no verdict of another in them, no formula, nothing by halves."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dateline.archive import Archive
from dateline.exchange.read_sheet import SheetReader
from dateline.exchange.sampled import SampledReport, sampled_reports
from dateline.exchange.sheet_layout import ITEM, SAMPLE
from dateline.exchange.sheet_rows import sheet_rows
from dateline.exchange.sheet_values import allowed_values
from dateline.exchange.write_sheet import SheetError, harmless_cell, write_sheet
from dateline.model import Review, Sample, SampleItem, Stratum
from tests.cli.factory import coding

ALLOWED = allowed_values()
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
Fill = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Drawn:
    """A sample of the factory's report, and what a sheet is made of."""

    sample: Sample
    reports: Mapping[str, SampledReport]

    def write(self, path: Path) -> Path:
        write_sheet(self.sample, self.reports, ALLOWED, path)
        return path

    def read(self, path: Path) -> list[Review]:
        return SheetReader(self.sample, self.reports, ALLOWED, "ana", WHEN).read(path.name, sheet_rows(path))


def sample(unit: Any, *records: str | None) -> Sample:
    items = tuple(SampleItem("r-selm", record, "all") for record in records)
    return Sample("pilot", "ana", WHEN, unit, "random", 7, "{}", (Stratum("all", 9, len(items)),), items)


def sampled(folder: Path, **changes: Any) -> Mapping[str, SampledReport]:
    whole = coding()
    Archive.writable(folder).add([replace(whole, **changes)])
    with Archive(folder).reading(raw=True) as connection:
        return sampled_reports(connection, [whole.report.id])


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    reports = sampled(tmp_path_factory.mktemp("sheets") / "archive")
    return Drawn(sample("event", "e3", "e1", "e5", "e2"), reports)


@pytest.fixture(scope="module")
def reports(events: Drawn) -> Drawn:
    return Drawn(sample("report", None), events.reports)


def in_workbook(path: Path, fill: Fill) -> Path:
    """As a spreadsheet program fills the cells of items, found by the names of their columns, and saves the whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    sheet = book["items"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for column, value in fill.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, at[column]).value = value
    book.save(path)
    return path


def in_csv(path: Path, fill: Fill, save: Callable[[list[list[str]]], bytes] | None = None) -> Path:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    head = next(n for n, row in enumerate(rows) if ITEM in row and SAMPLE in row)
    for row in rows[head + 1 :]:
        for column, value in fill.get(row[0], {}).items():
            row[rows[head].index(column)] = str(value)
    path.write_bytes((save or plain)(rows))
    return path


def plain(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def european(rows: list[list[str]]) -> bytes:
    """As spreadsheets of half the world save CSV: semicolons, and the code page of Windows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("cp1252", "replace")


def tabbed(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows(rows)
    return out.getvalue().encode("utf-16")


FILLED: Fill = {
    "1": {"verdict": "no event"},
    "2": {"place verdict": "Wrong", "actors correction": "Velmaria; Tomas Reyk", "note": "=1+1"},
    "3": {"verdict": "duplicate", "duplicate of": "e4"},
}


def told(reviews: list[Review]) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(r.record, r.verdict, r.field, r.value) for r in reviews]


EXPECTED = [
    ("e3", "no_event", None, None),
    ("e1", "corrected", "actors", '[{"actor": "a5", "name": "Velmaria"}, {"actor": "a2", "name": "Tomas Reyk"}]'),
    ("e1", "wrong_place", "place", None),
    ("e5", "duplicate", None, '"e4"'),
]


def test_a_workbook_comes_back(events: Drawn, tmp_path: Path) -> None:
    reviews = events.read(in_workbook(events.write(tmp_path / "s.xlsx"), FILLED))
    assert told(reviews) == EXPECTED
    assert {(r.who, r.sample, r.report, r.versions.reader) for r in reviews} == {
        ("ana", events.sample.id, "r-selm", "en-1")
    }
    assert reviews[0].text == "shelled"
    assert '"type": "ASSAULT"' in str(reviews[0].claim)


@pytest.mark.parametrize("save", [plain, european, tabbed])
def test_csv_comes_back_however_it_was_saved(
    events: Drawn, tmp_path: Path, save: Callable[[list[list[str]]], bytes]
) -> None:
    assert told(events.read(in_csv(events.write(tmp_path / "s.csv"), FILLED, save))) == EXPECTED


def test_what_is_not_filled_in_is_not_judged(events: Drawn, tmp_path: Path) -> None:
    for name in ("s.csv", "s.xlsx"):
        assert events.read(events.write(tmp_path / name)) == []


def test_a_day_that_a_program_takes_for_a_date_is_one(events: Drawn, tmp_path: Path) -> None:
    path = in_workbook(events.write(tmp_path / "s.xlsx"), {"2": {"date correction": date(2024, 3, 12)}})
    (review,) = events.read(path)
    assert (review.field, review.value) == ("date", '{"start": "2024-03-12", "end": "2024-03-12"}')


def test_it_holds_the_evidence_and_nobodys_verdict(events: Drawn, tmp_path: Path) -> None:
    text = events.write(tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head = next(row for row in rows if ITEM in row and SAMPLE in row)
    first = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert "»shelled«" in first["sentence"]
    assert first["before"]
    assert first["type"] == "ASSAULT"
    assert "e1 CONSULT “met with”" in first["other events"]
    assert {first[name] for name in head if name.endswith(("verdict", "correction")) or name == "note"} == {""}
    assert "mode of ASSAULT: " in text


def test_the_same_sample_gives_the_same_bytes(events: Drawn, tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        once, again = (events.write(tmp_path / f"{name}{suffix}").read_bytes() for name in "ab")
        assert once == again


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"])
def test_no_cell_of_csv_is_a_formula(text: str) -> None:
    assert harmless_cell(text).startswith("'")


def test_a_hostile_report_is_only_text_in_both(tmp_path: Path) -> None:
    hostile = replace(coding().report, publisher='=HYPERLINK("http://x")', title="@SUM(A1)\x00\x1b")
    drawn = Drawn(sample("event", "e1"), sampled(tmp_path / "archive", report=hostile))
    text = drawn.write(tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    assert "\"'=HYPERLINK" in text
    assert "'@SUM(A1)" in text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(drawn.write(tmp_path / "s.xlsx"))
    cells = [cell for row in book["items"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert book.sheetnames == ["items", "instructions"]
    assert book["items"].freeze_panes == "B2"


@pytest.mark.parametrize(
    ("fill", "fault"),
    [
        ({"1": {"verdict": "rihgt"}}, "column H (verdict): is 'rihgt', and may be right, wrong, no event"),
        ({"1": {"verdict": "right", "place verdict": "wrong"}}, "(verdict): is right, and the place is called wrong"),
        ({"1": {"verdict": "wrong"}}, "(verdict): is wrong, and no field is"),
        ({"1": {"verdict": "no event", "type correction": "AID"}}, "(verdict): is no event, and the type is called wrong"),
        ({"1": {"type correction": "ASSULT"}}, "(type correction): there is no type 'ASSULT'"),
        ({"1": {"mode correction": "visit"}}, "(mode correction): ASSAULT has no mode 'visit'"),
        ({"1": {"date verdict": "right", "date correction": "none"}}, "(date correction): is given, and the verdict on it is right"),
        ({"1": {"verdict": "duplicate"}}, "(duplicate of): names no other event"),
        ({"1": {"verdict": "duplicate", "duplicate of": "e3"}}, "(duplicate of): names no other event"),
        ({"1": {"duplicate of": "e4"}}, "(duplicate of): is given, and the verdict is empty"),
        ({"1": {"verdict": "right", "event": "e9"}}, "(event): is not that of item 1, which is e3"),
        ({"1": {"verdict": "right", "report": "r9"}}, "(report): is not that of item 1, which is r-selm"),
        ({"1": {"verdict": "right", "sample": "s9"}}, "(sample): names sample 's9'"),
        ({"1": {"verdict": "right", "item": "7"}}, "(item): is '7', and the sample has items 1 to 4"),
        ({"1": {"verdict": "right", "item": ""}}, "(item): is ''"),
        ({"1": {"verdict": "right"}, "2": {"verdict": "right", "item": "1", "event": "e3"}}, "(item): is judged in row 2 too"),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_told_by_row_and_column_and_nothing_is_taken_in(
    events: Drawn, tmp_path: Path, fill: Fill, fault: str
) -> None:
    good = {"4": {"verdict": "right"}}
    path = in_workbook(events.write(tmp_path / "s.xlsx"), {**fill, **good})
    with pytest.raises(SheetError) as error:
        events.read(path)
    lines = str(error.value).splitlines()
    assert lines[0].startswith("s.xlsx: row ")
    assert fault in lines[0]
    assert lines[1:] == ["s.xlsx: nothing was taken in; mend these cells"]


def test_all_faults_are_told_at_once(events: Drawn, tmp_path: Path) -> None:
    path = in_csv(events.write(tmp_path / "s.csv"), {str(n): {"verdict": "?"} for n in range(1, 5)})
    with pytest.raises(SheetError) as error:
        events.read(path)
    assert len(str(error.value).splitlines()) == 5


def test_a_report_that_was_read_whole_comes_back_with_what_it_lacks(reports: Drawn, tmp_path: Path) -> None:
    fill: Fill = {
        "1": {"verdict": "read"},
        **{f"1.{n}": {"verdict": "right"} for n in range(1, 6)},
        "1.6": {"verdict": "unsure"},
    }
    path = in_workbook(reports.write(tmp_path / "s.xlsx"), fill)
    book = openpyxl.load_workbook(path)
    at = {cell.value: cell.column for cell in book["items"][1]}
    row = next(n for n in range(2, 20) if book["items"].cell(n, 1).value == "1 missed")
    for column, value in {"words": "expelled two", "type correction": "SANCTION", "mode correction": "expel",
                          "recipients correction": "Velmaria"}.items():  # fmt: skip
        book["items"].cell(row, at[column]).value = value
    book.save(path)
    reviews = reports.read(path)
    assert [r.verdict for r in reviews] == ["right"] * 6 + ["unsure", "missed_event"]
    assert (reviews[0].record, reviews[1].record) == (None, "e1")
    missed = reviews[-1]
    assert missed.record is None
    assert '"type": "SANCTION"' in str(missed.value)
    assert '"recipients": [{"actor": "a5", "name": "Velmaria"}]' in str(missed.value)
    assert '"text": "expelled two"' in str(missed.value)


@pytest.mark.parametrize(
    ("fill", "fault"),
    [
        ({"1 missed": {"words": "no such words", "type correction": "AID"}}, "(words): 'no such words' does not stand in the report"),
        ({"1 missed": {"type correction": "AID"}}, "(words): is empty"),
        ({"1 missed": {"words": "expelled two"}}, "(type correction): is empty"),
        ({"1 missed": {"words": "expelled two", "type correction": "AID", "verdict": "right"}}, "(verdict): is of coded events"),
        ({"1": {"verdict": "right"}}, "(verdict): is 'right', and may be read, unsure, or empty"),
        ({"1": {"type correction": "AID"}}, "(type correction): is of events, and this is the row of a report"),
        ({"1.2": {"verdict": "right", "event": "e99"}}, "(event): is not coded in its report any more"),
    ],
)  # fmt: skip
def test_faults_in_a_sheet_of_reports_are_told(reports: Drawn, tmp_path: Path, fill: Fill, fault: str) -> None:
    path = in_csv(reports.write(tmp_path / "s.csv"), fill)
    with pytest.raises(SheetError) as error:
        reports.read(path)
    assert fault in str(error.value).splitlines()[0]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("s.ods", b"x", "ends in neither .csv nor .xlsx"),
        ("s.csv", b"a,b\r\n1,2\r\n", "has no row that names the columns 'item' and 'sample'"),
        ("s.csv", b"item,verdict,sample\r\n", "the column 'duplicate of' is missing or there twice"),
        ("s.csv", b'item,verdict,sample\r\n"1,2', "is no whole CSV"),
        ("s.csv", b"", "is empty"),
        ("s.csv", b"PK\x03\x04xl/", "is an Excel workbook"),
        ("s.xlsx", b"item,sample", "is a damaged or locked workbook"),
        ("s.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_sheet_says_so(tmp_path: Path, name: str, content: bytes | None, cause: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SheetError) as error:
        sheet_rows(path)
    assert cause in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_what_the_archive_no_longer_has_cannot_be_written(events: Drawn, tmp_path: Path) -> None:
    gone = Drawn(sample("event", "e1", "e77"), events.reports)
    with pytest.raises(SheetError, match="1 of its 2 events are not in the archive as they were drawn"):
        gone.write(tmp_path / "s.csv")
    assert not list(tmp_path.iterdir())
