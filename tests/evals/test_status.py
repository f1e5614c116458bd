"""The measure of statuses: which event is meant, what counts as wrong, and what a broken file says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coder import DatelineCoder, load
from evals.status import measure_status, read_acts

ROWS = [
    ("Rebels attacked a Chadian army post on Sunday.", "attacked", "ASSAULT", "happened"),
    ("Rebels did not attack the Chadian army on Sunday.", "attack", "ASSAULT", "happened"),
    ("Rebels did not attack the Chadian army on Sunday.", "Sunday", "ASSAULT", "denied"),
]


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def written(folder: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    file = folder / "acts.jsonl"
    keys = ("text", "trigger", "type", "status")
    lines = [json.dumps(dict(zip(keys, row, strict=True)) | {"published": "2025-11-10"}) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_wrong_status_and_an_event_not_found_are_told_apart(coder: DatelineCoder, tmp_path: Path) -> None:
    measured = measure_status(coder, written(tmp_path, ROWS))
    assert [m.kind for m in measured.mistakes] == ["happened read as denied", "event not found"]
    values = {s.metric: s.value for s in measured.scores}
    assert values["status, accuracy"] == pytest.approx(100 / 3)
    assert values["status of events found, accuracy"] == pytest.approx(50)
    assert values["events found, of any type"] == pytest.approx(200 / 3)


def test_an_empty_file_measures_nothing(coder: DatelineCoder, tmp_path: Path) -> None:
    measured = measure_status(coder, written(tmp_path, []))
    assert {s.size for s in measured.scores} == {0}


def test_a_trigger_that_is_not_in_the_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"acts\.jsonl:1: the text has no 'shelled'"):
        list(read_acts(written(tmp_path, [("Rebels attacked.", "shelled", "ASSAULT", "happened")])))
