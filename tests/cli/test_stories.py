"""``dateline stories`` and ``dateline visits``: what people and programs are shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.archive import Archive
from dateline.cli.status import status_command
from dateline.cli.stories import stories_command
from dateline.cli.visits import visits_command
from dateline.coder import load

MARKET = (
    "A suicide bomber killed {} people at a vegetable market in the Pakistani city of Quetta on Monday, police said."
)
TALKS = "Chinese Foreign Minister Liang Zhou held talks with his Brazilian counterpart Paulo Teixeira in Brasilia on Monday."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    coder, place = load(), tmp_path_factory.mktemp("archive")
    told = [("AP", MARKET.format(12)), ("Dawn", MARKET.format(14)), ("Xinhua", TALKS)]
    codings = [coder.code(t, publisher=p, published=date(2025, 3, 4), id=f"r{n}") for n, (p, t) in enumerate(told)]
    Archive.writable(place).add(codings)
    return place


def test_a_story_is_shown_with_its_reports_and_disagreements(folder: Path) -> None:
    shown = CliRunner().invoke(stories_command, [str(folder)], catch_exceptions=False)
    assert shown.exit_code == 0
    assert "2 reports by 2 publishers (AP, Dawn), 2 independent sources; first: r0" in shown.output
    assert "differ on killed: 12 (r0) | 14 (r1)" in shown.output
    assert "1 of them told by more than one report" in shown.output


def test_of_many_reports_a_few_are_named(tmp_path: Path) -> None:
    coder, archive = load(), Archive.writable(tmp_path)
    archive.add(
        coder.code(MARKET.format(12 if n else 14), publisher=f"P{n}", published=date(2025, 3, 4), id=f"r{n}")
        for n in range(9)
    )
    shown = CliRunner().invoke(stories_command, [str(tmp_path)], catch_exceptions=False)
    assert "differ on killed: 12 (r1, r2, r3, r4, r5 and 3 more) | 14 (r0)" in shown.output


def test_stories_as_lines(folder: Path) -> None:
    lines = (
        CliRunner()
        .invoke(stories_command, [str(folder), "--format", "jsonl", "--least", "1", "--rebuild"])
        .output.splitlines()
    )
    first = json.loads(lines[0])
    assert (first["reports"], first["report_ids"], first["date_start"]) == (2, ["r0", "r1"], "2025-03-03")
    assert len(lines) > 1
    assert (
        len(CliRunner().invoke(stories_command, [str(folder), "--format", "jsonl", "--limit", "1"]).output.splitlines())
        == 1
    )


def test_a_visit_is_shown_with_its_stops(folder: Path) -> None:
    shown = CliRunner().invoke(visits_command, [str(folder)], catch_exceptions=False).output
    assert "Liang Zhou  CHN → BRA  2025-03-03" in shown
    assert "1. held talks  Paulo Teixeira  @ Brasilia  2025-03-03" in shown
    (line,) = CliRunner().invoke(visits_command, [str(folder), "--format", "jsonl"]).output.splitlines()
    assert json.loads(line)["host_country"] == "BRA"


@pytest.mark.parametrize("command", [stories_command, visits_command])
def test_what_is_no_archive_is_said_to_be_none(command: object, tmp_path: Path) -> None:
    answer = CliRunner().invoke(command, [str(tmp_path / "nowhere")])  # type: ignore[arg-type]
    assert answer.exit_code == 1
    assert "there is no such folder" in answer.output


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    Archive.writable(tmp_path)
    assert "holds no events yet" in CliRunner().invoke(stories_command, [str(tmp_path)]).output
    assert "tells of no visit" in CliRunner().invoke(visits_command, [str(tmp_path)]).output


def test_a_terminal_does_not_obey_what_reports_say(tmp_path: Path) -> None:
    coder, archive = load(), Archive.writable(tmp_path)
    hostile = "Evil\x1b[2J\u009b31m\nPost"
    archive.add([coder.code(MARKET.format(12), publisher=hostile, published=date(2025, 3, 4), id="a\x1b]0;x\x07")])
    for command, options in ((stories_command, ["--least", "1"]), (status_command, [])):
        shown = CliRunner().invoke(command, [str(tmp_path), *options], catch_exceptions=False, color=True).output
        assert "Evil\\x1b[2J\\x9b31m\\nPost" in shown
        assert not any(c in shown for c in "\x1b\x9b\x07")
