"""``python -m evals``: one line a score, and what is asked for wrongly is told before the work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.__main__ import evaluate_command

ROOT = Path(__file__).resolve().parents[2]


def test_the_module_is_a_program() -> None:
    command = [sys.executable, "-m", "evals", "--stage", "dates"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["dates", "gold/dates.csv"]


def test_the_gold_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(evaluate_command, ["--stage", "dates"], catch_exceptions=False)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)


def test_a_stage_that_is_none_is_told_with_those_there_are() -> None:
    result = CliRunner().invoke(evaluate_command, ["--stage", "feelings"])
    assert result.exit_code == 2
    assert "There is no stage 'feelings'; the stages are" in result.stderr


def test_mistakes_are_shown_by_class_with_their_places() -> None:
    result = CliRunner().invoke(evaluate_command, ["--errors", "status"], catch_exceptions=False)
    assert result.exit_code == 0
    assert " × " in result.stdout


def test_the_tables_are_written_between_the_marks_of_readme_and_its_page(tmp_path: Path) -> None:
    marked = "before\n<!-- accuracy -->\nof yesterday\n<!-- /accuracy -->\nafter\n"
    (tmp_path / "docs").mkdir()
    for page in (readme := tmp_path / "README.md", whole := tmp_path / "docs" / "accuracy.md"):
        page.write_text(marked, encoding="utf-8")
    result = CliRunner().invoke(evaluate_command, ["--stage", "dates", "--readme", str(readme)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "| dates | gold/dates.csv | rows right |" in whole.read_text(encoding="utf-8")
    for page in (readme, whole):
        text = page.read_text(encoding="utf-8")
        assert "yesterday" not in text
        assert text.startswith("before\n<!-- accuracy -->\n|")
        assert text.endswith("|\n<!-- /accuracy -->\nafter\n")
