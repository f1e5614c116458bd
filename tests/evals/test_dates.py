"""Scoring date phrases: which rows are right, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.dates import difference, measure_dates

HEAD = "published,dateline,previous,future,sentence,phrase,start,end,precision,conflict"
RIGHT = "2024-05-15,,,,The dam broke on Monday.,Monday,2024-05-13,2024-05-13,day,"


def row(line: str) -> dict[str, str]:
    return dict(zip(HEAD.split(","), line.split(","), strict=True))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (RIGHT, None),
        (RIGHT.replace("05-13", "05-14"), "other days"),
        (RIGHT.replace(",day,", ",week,"), "other precision"),
        (RIGHT + "true", "conflict not told"),
        (RIGHT.replace(",Monday,", ",on Monday,"), "phrase cut otherwise"),
        (RIGHT.replace(",Monday,", ",The dam,"), "phrase not found"),
        ("2024-05-15,,,,The dam broke on Monday.,,,,,", "a date where none is"),
        ("2024-05-15,,,,The dam broke.,,,,,", None),
    ],
)
def test_a_row_is_right_or_wrong_for_a_reason(line: str, wrong: str | None) -> None:
    assert difference(row(line)) == wrong


def test_the_share_of_right_rows_is_told_with_the_lines_of_the_others(tmp_path: Path) -> None:
    table = tmp_path / "some.csv"
    table.write_text("\n".join((HEAD, RIGHT, RIGHT.replace("05-13", "05-12"), RIGHT, RIGHT)) + "\n", encoding="utf-8")
    measured = measure_dates(table)
    (score,) = measured.scores
    assert (score.value, score.size) == (75.0, 4)
    assert [(m.kind, m.where) for m in measured.mistakes] == [("other days", "some.csv:3")]
