"""``dateline.read``: whatever holds reports, and what is said of it."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline

LINES = '{"text": "a b", "day": "3/4/2021", "by": "AFP"}\n{"text": ""}\n{"text": "c d"}\n'
UNDATED = {"date": "none"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(LINES)
    return path


def test_a_path_a_name_a_folder_a_pattern_and_open_files_are_sources(file: Path) -> None:
    with file.open("rb") as binary, file.open() as text:
        ways = [file, str(file), file.parent, f"{file.parent}/*.jsonl", binary, text, io.StringIO(LINES)]
        found = [[r.text for r in dateline.read(way, columns=UNDATED, errors="skip")] for way in ways]
    assert found == [["a b", "c d"]] * len(ways)


def test_several_sources_are_read_one_after_the_other(file: Path) -> None:
    assert [r.text for r in dateline.read([file, io.BytesIO(b"e f")], columns=UNDATED, errors="skip")] == [
        "a b",
        "c d",
        "e f",
    ]
    assert list(dateline.read([])) == []


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a report")))
    assert [r.text for r in dateline.read("-")] == ["a report"]


def test_what_is_said_of_columns_days_and_publisher_counts(file: Path) -> None:
    first = next(dateline.read(file, columns={"date": "day"}, day_first=True, publisher="NTB"))
    assert (first.published, first.publisher) == (date(2021, 4, 3), "NTB")
    with pytest.raises(
        dateline.ReportError, match=r"known to hold the date \(perhaps 'day'\); there are: text, day, by"
    ):
        next(dateline.read(file))
    assert next(dateline.read(file, published="2021-05-06")).published == date(2021, 5, 6)


def test_what_cannot_be_read_is_raised_in_its_place(file: Path) -> None:
    reports = dateline.read(file, columns=UNDATED)
    assert next(reports).text == "a b"
    with pytest.raises(dateline.ReportError, match=r"reports\.jsonl, line 2"):
        next(reports)
    assert [type(r).__name__ for r in dateline.read(file, columns=UNDATED, errors="yield")] == [
        "RawReport",
        "ReportError",
        "RawReport",
    ]
    with pytest.raises(dateline.ReportError, match=r"none\.txt: does not exist"):
        next(dateline.read(file.parent / "none.txt"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"source": 5}, "is an int, and no source; give a path"),
        ({"source": b"text"}, "is bytes, and no source"),
        ({"source": None}, "is None, and no source"),
        ({"source": "OSLO, May 6.\n\nLund met Krag."}, "is given a text of several lines, and no source; code it with"),
        ({"source": {"text": "x"}}, "is a dict, and no source"),
        ({"source": "-", "kind": "docx"}, "is given the kind 'docx'; give one of text, "),
        ({"source": "-", "encoding": "utf-9"}, "is given the encoding 'utf-9', which is none"),
        ({"source": "-", "columns": {"body": "x"}}, "is told of a column for 'body'"),
        ({"source": "-", "columns": ["body"]}, "is given a list as columns"),
        ({"source": "-", "columns": {"text": 5}}, "has an int as its column for text"),
        ({"source": "-", "published": "soon"}, "has 'soon' as the day it was published"),
        ({"source": "-", "errors": "no"}, "errors: is 'no'"),
    ],
)
def test_what_is_given_wrongly_is_told_at_once(given: dict[str, Any], told: str) -> None:
    with pytest.raises(dateline.ReportError) as caught:
        dateline.read(**given)
    assert told in str(caught.value)


def test_a_closed_file_is_told(file: Path) -> None:
    with file.open() as closed:
        pass
    with pytest.raises(dateline.ReportError, match="is closed; open it"):
        dateline.read(closed)
