"""Samples and what came of them as lines: whole, aligned, and harmless whatever a stratum or a coder is called."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Stratum
from dateline.show.judged import (
    agreement_lines,
    agreement_rows,
    drawn_lines,
    precision_lines,
    precision_rows,
    progress_lines,
    recall_lines,
)
from dateline.verdicts.agreed import agreement_of
from dateline.verdicts.precision import precision
from dateline.verdicts.recall import recall
from tests.verdicts.drawn import drawn, judged

SAMPLE = drawn({"sure": (900, 30), "unsure": (100, 10)})
TYPES = {(f"r{n}", "e1"): "AID" for n in range(1, 41)}


def test_many_strata_are_cut_and_names_cannot_steer_a_terminal() -> None:
    strata = {f"\x1b[2J{n:03}": (5, 1) for n in range(40)}
    lines = list(drawn_lines(drawn(strata)))
    assert (len(lines), lines[-1]) == (32, "  … and 10 more strata")
    assert not any("\x1b" in line for line in lines)
    reviews = judged(SAMPLE, "ana\x1b[31m")
    for found in (progress_lines(SAMPLE, reviews), agreement_lines(agreement_of(reviews, SAMPLE)),
                  precision_lines(precision(SAMPLE, reviews, TYPES))):  # fmt: skip
        assert not any("\x1b" in line for line in found)


def test_who_has_not_begun_is_told() -> None:
    assert list(progress_lines(SAMPLE, [])) == ["  nobody has judged any of it yet"]
    assert list(precision_lines(precision(SAMPLE, [], TYPES)))[1:] == ["0 of 40 judged"]
    assert len(list(agreement_lines(agreement_of([], SAMPLE)))) == 1


def test_a_table_has_each_share_with_its_interval_and_what_it_does_not_cover() -> None:
    reviews = judged(SAMPLE, "ana", {1: "no_event", 2: "unsure"}, up_to=30)
    lines = list(precision_lines(precision(SAMPLE, reviews, TYPES)))
    assert "  is an event 97 (83–99)            28 of 29" in lines
    assert any(line.startswith("AID             29  97 (83–99)") for line in lines)
    assert "1 event left out, of which every coder was unsure." in lines
    assert "Not covered: 100 events in strata of which none was judged (unsure)." in lines


def test_shares_that_no_chance_drew_are_without_interval_and_say_so() -> None:
    sample = replace(SAMPLE, order="least_sure", strata=(Stratum("sure", 900, 30), Stratum("unsure", 100, 10)))
    lines = list(precision_lines(precision(sample, judged(sample, "ana"), TYPES)))
    assert any(line.startswith("  is an event 100 ") and "(" not in line for line in lines)
    assert any("say nothing of the rest of the archive" in line for line in lines)


def test_rows_have_every_figure_once() -> None:
    reviews = [*judged(SAMPLE, "ana", {1: "no_event"}), *judged(SAMPLE, "bo")]
    whole = drawn({"all": (10, 2)}, unit="report")
    rows = precision_rows(precision(SAMPLE, reviews, TYPES), recall(whole, [], {}))
    keys = [(row["measure"], row["by"], row["of"], row["field"]) for row in rows]
    assert len(keys) == len({*keys}) == 9 * 4 + 3
    assert [row["share"] for row in rows if row["measure"] == "recall"] == [None] * 3
    kept = [(row["field"], row["coefficient"]) for row in agreement_rows(agreement_of(reviews, SAMPLE))]
    assert len(kept) == len({*kept}) == 45
    assert list(recall_lines(recall(whole, [], {})))[1:] == ["0 of 2 reports read whole"]
