"""``dateline doctor``: lines for people, JSON for programs, and an exit status that says whether all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline import doctor
from dateline.cli import cli
from dateline.doctor.diagnosis import Finding

WELL = Finding("python", "well", "3.13.0")
ABSENT = Finding("extra plot", "absent", "without altair, for pictures", "pip install altair")
WRONG = Finding("files", "wrong", "missing or changed: a\x1b.onnx", "git checkout -- a.onnx")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments])


def finds(monkeypatch: pytest.MonkeyPatch, *found: Finding) -> None:
    from dateline.cli import doctor as command

    monkeypatch.setattr(command, "findings", lambda archive: iter(found))


def test_this_installation_is_well() -> None:
    result = run()
    assert result.exit_code == 0, result.stdout
    assert [line[:2] for line in result.stdout.splitlines() if not line.startswith("    ")].count("!!") == 0
    assert "events of the bundled report" in result.stdout


def test_what_is_absent_is_told_and_is_not_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, WELL, ABSENT)
    result = run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "ok  python           3.13.0",
        "--  extra plot       without altair, for pictures",
        "    pip install altair",
    ]


def test_what_is_wrong_is_the_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, WELL, WRONG)
    result = run()
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert "Something is wrong" in result.stderr


def test_programs_get_every_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, WELL, ABSENT, WRONG)
    result = run("--format", "json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["well"]) == (1, False)
    assert told["findings"][1] == {
        "about": "extra plot", "state": "absent", "says": ABSENT.says, "next_move": ABSENT.next_move,
    }  # fmt: skip


def test_a_folder_that_is_no_archive_is_refused_before_anything_is_looked_at(tmp_path: Path) -> None:
    result = run(str(tmp_path / "nowhere"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no such folder" in result.stderr


def test_the_list_is_of_one_moment() -> None:
    assert next(doctor.findings()).about == "dateline"
