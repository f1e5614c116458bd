"""How types between pairs are scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coder import load
from evals.relation import Answer, macro_f1, measure_relation


def test_macro_f1_is_the_mean_over_the_types_asked_for() -> None:
    answers = [Answer("AID", "AID"), Answer("AID", "SUPPORT"), Answer("REJECT", "REJECT"), Answer("REJECT", None)]
    # AID: 2 * 1 / (2 + 1); REJECT: 2 * 1 / (2 + 1). SUPPORT is asked for nowhere.
    assert macro_f1(answers) == pytest.approx(100 * 2 / 3)


def test_both_ways_of_asking_are_measured_and_mistakes_told(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "marked": "<s>Ghana</s> condemned <t>Togo</t>.", "type": "ACCUSE"},
        {"id": "2", "marked": "<s>Chad</s> withdrew its troops from <t>Niger</t>.", "type": "CONCEDE"},
        {"id": "3", "marked": "<s>Peru</s> praised <t>Chile</t>.", "type": "ASSAULT"},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    measured = measure_relation(load(), file)
    assert [s.value for s in measured.scores] == [pytest.approx(100 * 2 / 3)] * 2
    assert [m.kind for m in measured.mistakes] == ["ASSAULT read as SUPPORT"]


def test_of_several_events_between_the_two_the_first_answers(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    text = "<s>Ghana</s> condemned <t>Togo</t> and expelled <t>Togolese</t> envoys."
    figures = {}
    for wanted in ("ACCUSE", "SANCTION"):
        file.write_text(json.dumps({"id": "1", "marked": text, "type": wanted}), encoding="utf-8")
        figures[wanted] = measure_relation(load(), file).scores[1].value
    assert figures == {"ACCUSE": 100, "SANCTION": 0}
