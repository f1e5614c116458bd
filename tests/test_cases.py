"""Every case through the coder: as many of its expectations hold as ever did, and no span disagrees with its text.

``python tests/test_cases.py`` raises the floors to what holds now; it never lowers one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import to_json
from evals.cases import Case, check_case, read_cases, spans

CASES = Path(__file__).resolve().parents[1] / "cases"
FLOORS = CASES / "floors.json"
Json = dict[str, Any]


@cache
def coder() -> DatelineCoder:
    return load()


@cache
def coded(case_name: str) -> Json:
    (text,) = (case.report_text for case in read_cases(CASES) if case.name == case_name)
    return to_json(coder().code(text))


def measured(case: Case) -> tuple[dict[str, int], tuple[str, ...]]:
    """What holds, and what was coded though it is no event. Apart, for the second kind is checked once an event: fewer events
    would look like a loss."""
    positive = check_case(coded(case.name), {**case.expected, "not_events": []})
    whole = check_case(coded(case.name), case.expected)
    holds = positive.checks - len(positive.failures)
    return {"holds": holds, "false": len(whole.failures) - len(positive.failures)}, whole.failures


def floors() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def by_name(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", read_cases(CASES), ids=by_name)
def test_a_case_does_not_fall_below_its_floor(case: Case) -> None:
    now, failures = measured(case)
    floor = floors().get(case.name)
    assert floor is not None, "a case needs a floor: python tests/test_cases.py"
    told = "\n" + "\n".join(failures)
    assert now["holds"] >= floor["holds"], told
    assert now["false"] <= floor["false"], told


@pytest.mark.parametrize("case", read_cases(CASES), ids=by_name)
def test_no_span_disagrees_with_its_text_and_all_was_read(case: Case) -> None:
    coding = coded(case.name)
    text = case.report_text
    assert [s for s in spans(coding) if text[s["start"] : s["end"]] != s["text"]] == []
    assert len(list(spans(coding))) > 10
    assert coding["coverage"]["read"] == coding["coverage"]["characters"] == len(text)


@pytest.mark.parametrize("case", read_cases(CASES), ids=by_name)
def test_every_id_that_is_pointed_at_exists(case: Case) -> None:
    coding = coded(case.name)
    actors = {a["id"] for a in coding["actors"]}
    places = {p["id"] for p in coding["places"]}
    assert len(actors) == len(coding["actors"])
    assert len(places) == len(coding["places"])
    for event in coding["events"]:
        assert {*event["actors"], *event["recipients"]} <= actors
        assert event["place"] is None or event["place"] in places
    for statement in coding["statements"]:
        assert statement["speaker"] is None or statement["speaker"] in actors


def test_every_floor_has_its_case() -> None:
    assert set(floors()) == {case.name for case in read_cases(CASES)}


def raise_floors() -> None:
    old = floors() if FLOORS.exists() else {}
    new = {}
    for case in read_cases(CASES):
        now, was = measured(case)[0], old.get(case.name)
        new[case.name] = now if was is None else {
            "holds": max(now["holds"], was["holds"]), "false": min(now["false"], was["false"]),
        }  # fmt: skip
    FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
