"""The list of commands: each line has its file, and each file its line."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest

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
