"""PLOVER JSON lines: the manual's names, its auxiliary modes, its numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from dateline.exchange.plover import export_plover


def records(archive: duckdb.DuckDBPyConnection, tmp_path: Path, *, text: bool = True) -> dict[str, dict[str, Any]]:
    file = tmp_path / "events.jsonl"
    count = export_plover(archive, file, text=text)
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(found) == count == 9
    return {record["id"]: record for record in found}


def test_every_event_is_there_with_the_modes_that_the_manual_calls_auxiliary(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    found = records(archive, tmp_path)
    assert found["r1:e1"]["mode"] == []
    assert found["r1:e2"]["mode"] == ["visit", "future"]
    assert found["r1:e3"]["mode"] == ["withdraw", "negation"]
    assert found["r4:e8"]["mode"] == ["release", "historical"]


def test_a_record_says_who_where_how_much_and_who_says_so(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    shelled = records(archive, tmp_path)["r2:e4"]
    assert (shelled["event"], shelled["quad_code"], shelled["event_scale"]) == (["ASSAULT"], 4, -9.5)
    assert shelled["actor"][0] | {"office": 0} == {
        "code": "RUS", "sector": "MIL", "other_sectors": [], "entity_text": "Russian troops", "identifier_id": None,
        "identifier_text": "Russian troops", "office": 0}  # fmt: skip
    assert shelled["event_loc"]["resolution"] == 4
    assert shelled["event_loc"]["country"] == "Ukraine"
    assert shelled["size"]["dead"] == 3
    assert shelled["sources"] == ["the ministry", "Northern Wire"]
    assert shelled["event_text"] == ["shelled"]


def test_a_range_of_days_has_both_its_ends(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    visit = records(archive, tmp_path)["r1:e2"]
    assert (visit["date"], visit["enddate"]) == ("2025-04-01", "2025-04-30")


def test_without_text_the_fields_stay_and_are_empty(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    met = records(archive, tmp_path, text=False)["r1:e1"]
    assert (met["text"], met["event_text"], met["cite_info"]["title"], met["actor"][0]["entity_text"]) == (
        None,
        [],
        None,
        None,
    )
    written = (tmp_path / "events.jsonl").read_text(encoding="utf-8")
    assert not [w for w in words if w in written]
