"""Rows of SQL as lines: a table that lines up, CSV, and JSON without numbers that are none."""

import json
from datetime import date

import pytest

from dateline.errors import ArchiveError
from dateline.show.results import SHOWN, csv_lines, json_lines, table_lines

NAMES = ("name", "n")


def test_a_table_lines_up_with_numbers_to_the_right() -> None:
    lines = list(table_lines(NAMES, iter([("Oslo", 7), ("a\x1bb", 1200), (None, None)])))
    assert lines == ["name       n", "──────  ────", "Oslo       7", "a\\x1bb  1200", ""]


def test_of_many_rows_the_first_are_shown_and_the_rest_stay() -> None:
    rows = iter([("x", n) for n in range(SHOWN + 2)])
    assert len(list(table_lines(NAMES, rows))) == SHOWN + 2
    assert len(list(rows)) == 2


def test_csv_quotes_and_parts_lists() -> None:
    lines = list(csv_lines(NAMES, iter([('say "a", b', ["x", "y"]), (date(2024, 5, 6), True), (None, 0.1)])))
    assert lines == ["name,n", '"say ""a"", b",x; y', "2024-05-06,true", ",0.1"]


def test_json_has_no_number_that_is_none() -> None:
    (line,) = json_lines(NAMES, iter([(float("nan"), {"a": [float("inf"), 1.5]})]))
    assert json.loads(line) == {"name": None, "n": {"a": [None, 1.5]}}


def test_two_columns_of_one_name_are_refused_in_json() -> None:
    with pytest.raises(ArchiveError, match="name them apart with AS"):
        list(json_lines(("a", "a"), iter([(1, 2)])))
