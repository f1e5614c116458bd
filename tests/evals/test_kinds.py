"""Inputs by kind: what meets a check, what does not, and what a broken line says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.coder import load
from dateline.model import to_json
from evals.kinds import Input, failures, measure_kinds, read_inputs

FOLDER = Path(__file__).parents[2] / "gold/kinds"
TEXT = "Police arrested three protesters in Oslo on Sunday, the ministry said."


@pytest.fixture(scope="module")
def coding() -> dict[str, Any]:
    found: dict[str, Any] = to_json(load().code(TEXT, published="2024-05-06", publisher="NTB"))
    return found


def asked(*has: dict[str, Any], hasnt: tuple[dict[str, Any], ...] = ()) -> Input:
    return Input("x-1", "x", "fault", TEXT, "2024-05-06", "NTB", has, hasnt)


ARREST = {"event": "COERCE", "trigger": "arrested"}
MET = [
    {"event": ["COERCE", "ASSAULT"], "mode": "arrest", "status": "happened"},
    {"event": "ANY", "trigger": "arrested"},
    ARREST | {"actors": ["Police"], "recipients": ["protesters"], "recipients_not": ["Police"]},
    ARREST | {"place": "Oslo", "place_country": "NOR", "date": "2024-05-05", "arrested": 3, "times": 1},
    ARREST | {"date": ["2024-05-01", "2024-05-31"], "source": "NTB"},
    {"place": "Oslo", "country": "NOR"},
    {"statement": "Police arrested three protesters", "speaker": "ministry", "quoted": False},
]
NOT_MET = [
    {"event": "ASSAULT"},
    {"event": "ANY", "trigger": "said"},
    ARREST | {"status": "planned"},
    ARREST | {"actors": ["protesters"]},
    ARREST | {"actors_not": ["Police"]},
    ARREST | {"recipients": []},
    ARREST | {"place_country": "SWE"},
    ARREST | {"date": "2024-05-06"},
    ARREST | {"date": "none"},
    ARREST | {"arrested": 4},
    ARREST | {"times": 2},
    {"actor": "Oslo"},
    {"statement": "Police arrested", "speaker": "Police"},
]


@pytest.mark.parametrize("check", MET, ids=str)
def test_a_check_is_met_by_one_record_that_meets_all_its_conditions(
    coding: dict[str, Any], check: dict[str, Any]
) -> None:
    assert failures(asked(check), coding) == []
    assert len(failures(asked(hasnt=(check,)), coding)) == (0 if check.get("times", 1) != 1 else 1)


@pytest.mark.parametrize("check", NOT_MET, ids=str)
def test_a_check_with_a_wrong_condition_is_not_met(coding: dict[str, Any], check: dict[str, Any]) -> None:
    (told,) = failures(asked(check), coding)
    assert told.startswith("lacks ")
    assert failures(asked(hasnt=({k: v for k, v in check.items() if k != "times"},)), coding) == [] or "times" in check


def test_a_line_that_is_no_input_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl, line 1: is no input"):
        read_inputs(tmp_path)


def test_every_fault_has_two_variations_and_a_near_miss() -> None:
    inputs = read_inputs(FOLDER)
    assert len({i.id for i in inputs}) == len(inputs) > 600
    for fault in (i for i in inputs if i.role == "fault"):
        roles = [i.role for i in inputs if i.id.startswith(f"{fault.id}/")]
        assert (roles.count("variation") >= 2, roles.count("near_miss") >= 1) == (True, True), fault.id


def test_every_input_asks_something_of_words_that_it_has() -> None:
    for given in read_inputs(FOLDER):
        assert given.has or given.hasnt, given.id
        assert all(check.get("trigger", "") in given.text for check in (*given.has, *given.hasnt)), given.id


def test_a_folder_is_measured_by_role(tmp_path: Path) -> None:
    row: dict[str, Any] = {"kind": "x", "text": TEXT, "published": "2024-05-06", "publisher": None, "hasnt": []}
    rows = [
        row | {"id": "x-1", "role": "fault", "has": [ARREST]},
        row | {"id": "x-1/a", "role": "variation", "has": [{"event": "ASSAULT"}]},
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    measured = measure_kinds(load(), tmp_path)
    assert [s.value for s in measured.scores if s.size] == [100.0, 0.0]
    assert [(m.kind, m.where) for m in measured.mistakes] == [("x", "x-1/a")]
