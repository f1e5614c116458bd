"""Frames, network and both side by side."""

from __future__ import annotations

from evals.choice import WAYS, Row, table
from evals.score import Score


def test_the_table_has_a_column_for_each_way_and_a_row_for_each_figure() -> None:
    def row(way: str, value: float) -> Row:
        return Row(way, (Score("corpus", "corpus, test", "events, F1", value, 2.0, 500),), 12_345.6)

    assert table([row("frames", 59.0), row("both", 70.0)]).splitlines() == [
        "| data | what | frames | both |",
        "|---|---|---|---|",
        "| corpus, test | events, F1 | 59.0 ± 2.0 | 70.0 ± 2.0 |",
        "| corpus, test | words a second, one core | 12,346 | 12,346 |",
    ]


def test_the_three_ways_are_measured() -> None:
    assert list(WAYS) == ["frames", "network", "both"]
