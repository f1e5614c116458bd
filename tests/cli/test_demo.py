"""``dateline demo``: the first thing a newcomer runs shows people, events and statements, and writes its page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli


def test_the_demo_shows_a_report_and_what_was_read() -> None:
    result = CliRunner().invoke(cli, ["demo"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "CONSULT" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_demo_ends_with_a_command_that_works_as_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = CliRunner().invoke(cli, ["demo"]).stdout.splitlines()
    (command,) = (line.split() for line in lines if "--html" in line)
    assert command == ["dateline", "demo", "--html", "demo.html"]
    assert CliRunner().invoke(cli, command[1:]).exit_code == 0
    assert (tmp_path / "demo.html").exists()


def test_the_demo_writes_its_page(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["demo", "--html", str(tmp_path / "demo.html")])
    assert result.exit_code == 0
    assert f"wrote {tmp_path / 'demo.html'}" in result.stderr
    assert (tmp_path / "demo.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("target", ["no-such-folder/demo.html", "."])
def test_a_page_that_cannot_be_written_is_told_before_any_work(target: str) -> None:
    result = CliRunner().invoke(cli, ["demo", "--html", target])
    assert (result.exit_code, result.stdout) == (2, "")
    assert target in result.stderr
