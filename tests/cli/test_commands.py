"""The list of commands: each line has its file, and each file its line."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import dateline.cli
from dateline.cli import _COMMANDS, cli

FILES = {
    path.stem
    for path in Path(str(dateline.cli.__file__)).parent.glob("*.py")
    if f"def {path.stem}_command(" in path.read_text(encoding="utf-8")
}


def test_every_command_has_a_file_and_a_line() -> None:
    assert set(_COMMANDS) == FILES


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_says_what_it_is_for(name: str) -> None:
    command = getattr(import_module(f"dateline.cli.{name}"), f"{name}_command")
    assert cli.get_command(click.Context(cli), name) is command
    assert command.help


@pytest.mark.parametrize("arguments", [["query", "SELECT \udcff"], ["export", "a", "--type", "\udce9"], ["\udcff"]])
def test_an_argument_that_is_not_utf_8_is_told_in_one_line(arguments: list[str]) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "is not UTF-8; write it in UTF-8." in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_a_file_may_be_called_what_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "a\udcff.txt"
    file.write_text("")
    result = CliRunner().invoke(cli, ["parse", str(file)])
    assert "is not UTF-8" not in result.stderr
