"""The gate: every stage on the gold of this repository, held to its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coder import load
from evals.gate import GOLD, STAGES, below, key, read_floors, run_gate, summary, table
from evals.score import Counts, Score, f1, f1_score, share

ROOT = Path(__file__).resolve().parents[2]


def score(value: float) -> Score:
    return Score("dates", "gold", "rows right", value, 0.5, 100)


def test_no_stage_is_below_its_floor_on_the_gold_in_the_repository() -> None:
    scores = [s for measured in run_gate(load(), ROOT / "gold", None) for s in measured.scores]
    assert {s.stage for s in scores} == set(STAGES)
    assert below(scores, read_floors(ROOT / "gold/floors.json")) == []


def test_every_set_of_the_gate_is_in_the_repository() -> None:
    assert [t.path for t in GOLD if not (ROOT / "gold" / t.path).exists()] == []


def test_a_score_below_its_floor_and_one_without_a_floor_are_told() -> None:
    assert below([score(90)], {key(score(90)): 89.0}) == []
    assert below([score(88)], {key(score(88)): 89.0}) == ["dates / gold / rows right: 88.0, below its floor of 89.0"]
    assert below([score(88)], {}) == ["dates / gold / rows right: 88.0, and there is no floor for it"]


def test_scores_add_up_over_documents() -> None:
    counts = [Counts(1, 2, 2), Counts(3, 4, 3)]
    assert f1(counts) == pytest.approx(200 * 4 / 11)
    assert share(counts) == pytest.approx(100 * 4 / 5)
    assert f1([]) == share([]) == 0.0


def test_the_noise_is_that_of_drawing_documents_anew() -> None:
    same = f1_score("dates", "gold", "F1", [Counts(1, 2, 2)] * 20)
    mixed = f1_score("dates", "gold", "F1", [Counts(0, 2, 2), Counts(2, 2, 2)] * 10)
    assert same.margin == 0.0
    assert mixed.margin is not None
    assert mixed.margin > 5


def test_the_table_is_in_the_order_of_the_stages() -> None:
    rows = table([score(90), Score("parse", "gold", "LAS", 89.0, 1.0, 2000)]).splitlines()
    assert rows[2] == "| parse | gold | LAS | 89.0 ± 1.0 | 2,000 |"
    assert rows[3].startswith("| dates |")


def test_the_summary_is_of_the_reports_that_nothing_is_tuned_on_in_words() -> None:
    held_out = Score("corpus", "corpus, test", "status of events found", 94.3, 2.6, 1442)
    rows = summary([score(90), held_out, Score("corpus", "corpus, dev", held_out.metric, 99.0, 1.0, 9)]).splitlines()
    assert rows[2:] == ["| status of the events found | 94.3 ± 2.6 | 1,442 |"]
