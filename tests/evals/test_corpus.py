"""Codings against annotated reports: what is right, what is missed, what is made up, what is arguable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.compile import compiled
from corpus.form import read_notes
from dateline.coder import DatelineCoder, load
from evals.corpus import Tally, compare, matched, measure_corpus
from evals.score import Counts

REPORT = """
== voa-1 1-2 2024-05-06 Mon
@ pol org NOR; pro group NOR; min person NOR
1| Police arrested three protesters in Oslo on Sunday.
n loc Oslo
m pol Police; pro three protesters
e COERCE/arrest "arrested" | a pol | r pro | at Oslo NOR | on Sunday | arrested 3
2| Interior Minister Lena Moor said she was not in the city.
n per Lena Moor
m min Interior Minister Lena Moor; min she
s min | said | she was not in the city
"""


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def tally(coder: DatelineCoder, folder: Path, notes: str = REPORT) -> Tally:
    report = record(folder, notes)
    return compare(report, coder.code(report["text"], published=report["published"], publisher="VOA"))


def record(folder: Path, notes: str) -> dict[str, Any]:
    path = folder / "notes.txt"
    path.write_text(notes, encoding="utf-8")
    (report,), wrong = read_notes(path)
    done = compiled(report)
    assert not [*wrong, *done.problems]
    return done.record


def test_a_coding_that_has_all_is_right_in_all(coder: DatelineCoder, tmp_path: Path) -> None:
    found = tally(coder, tmp_path).counts
    assert found["events"] == found["sides"] == found["rows"] == Counts(1, 1, 1)
    for name in ("pronouns", "status", "mode", "place", "place given", "date", "statements", "speaker"):
        assert found[name] == Counts(1, 1, 1), name


def test_other_sides_make_a_found_event_that_is_not_right(coder: DatelineCoder, tmp_path: Path) -> None:
    found = tally(coder, tmp_path, REPORT.replace("a pol | r pro", "a pol | r min"))
    assert found.counts["events"] == Counts(1, 1, 1)
    assert found.counts["sides"] == Counts(0, 1, 1)
    assert [m.kind for m in found.mistakes] == ["sides of COERCE"]


def test_an_event_of_another_type_is_missed_and_one_made_up(coder: DatelineCoder, tmp_path: Path) -> None:
    found = tally(coder, tmp_path, REPORT.replace("COERCE/arrest", "ASSAULT"))
    assert found.counts["events"] == Counts(0, 1, 1)
    assert {m.kind for m in found.mistakes} == {"missed ASSAULT", "false COERCE by frames"}


def test_what_is_arguable_is_neither_asked_for_nor_made_up(coder: DatelineCoder, tmp_path: Path) -> None:
    found = tally(coder, tmp_path, REPORT.replace("e COERCE", "e? COERCE"))
    assert found.counts["events"] == Counts(0, 0, 0)
    assert not found.mistakes


def test_a_type_that_is_as_good_counts_as_found(coder: DatelineCoder, tmp_path: Path) -> None:
    notes = REPORT.replace("COERCE/arrest", "ASSAULT").replace("| arrested 3", "| also COERCE")
    assert tally(coder, tmp_path, notes).counts["events"] == Counts(1, 1, 1)


def test_each_coded_event_answers_for_one_only() -> None:
    golds = [{"optional": False}, {"optional": False}]
    found = matched(golds, ["a"], lambda gold, coded: (True, 1.0))
    assert list(found) == [0]


def test_figures_come_with_their_noise(coder: DatelineCoder, tmp_path: Path) -> None:
    report = record(tmp_path, REPORT)
    scores = {s.metric: s for s in measure_corpus(coder, [report, report], "toy").scores}
    assert scores["events (trigger, type), F1"].value == 100
    assert scores["events (trigger, type), F1"].margin == 0
