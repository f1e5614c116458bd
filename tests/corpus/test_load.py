"""The loader: whole parts, and nothing that ``check`` calls wrong."""

from pathlib import Path

import pytest

from corpus.load import load
from corpus.parts import part_of, part_of_line

REPORT = """
== voa-00001 1-1 2006-08-15
@ army org NOR
1| The army attacked on Monday.
m army The army
e ASSAULT "attacked" | a army
"""


def test_a_report_is_given_with_all_that_is_annotated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (report,) = load("train", tmp_path)
    assert report["events"][0]["actors"][0]["text"] == "The army"


def test_a_part_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no part 'tset'"):
        list(load("tset"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such folder"):
        list(load(folder=tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("ASSAULT", "ATTACK"), "no type ATTACK"),
        (("ASSAULT", "ASSAULT/rally"), "no mode rally"),
        (("| a army", "| a army | r army"), "both sides"),
        (("org NOR", "org Q"), "expected ID"),
        (("2006-08-15", "2006-02-31"), "no day of the calendar"),
        (("| a army", "| a army | also planed"), "neither a type"),
        (("| a army", "| a army@7"), "not mentioned in sentence 7"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    (tmp_path / "a.txt").write_text(REPORT.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        list(load("train", tmp_path))


def test_stretches_of_a_thousand_lines_are_in_one_part() -> None:
    assert {part_of_line(n) for n in range(3000, 4000)} == {"test"}
    assert {part_of_line(n) for n in range(5000, 6000)} == {"dev"}
    assert part_of("voa-00165") == "train"
