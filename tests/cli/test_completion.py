"""Completion with the Tab key, asked as bash asks it, in a real bash where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import _COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
#: What somebody has typed when the Tab key is pressed, and what is then offered.
TYPED = [
    ("co", ["code", "codebook", "completion"]),
    ("agree", ["agreement"]),
    ("no-such", []),
    ("completion ", ["bash", "zsh", "fish"]),
    ("code --f", ["--from", "--format"]),
    ("code --format j", ["json", "jsonl"]),
    ("codebook ", ["check", "new", "show"]),
    ("export a --format d", ["dyad-month"]),
    ("export a --type as", ["ASSAULT"]),
]
ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_dateline_completion "$DATELINE"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command, and the lines for bash that it prints."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    folder = tmp_path_factory.mktemp("tools")
    (folder / "dateline").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n')
    (folder / "dateline").chmod(0o755)
    (folder / "lines").write_text(CliRunner().invoke(cli, ["completion", "bash"]).stdout)
    return folder


@pytest.mark.parametrize(("typed", "offered"), TYPED)
def test_bash_offers_what_fits(typed: str, offered: list[str], tools: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "DATELINE": str(tools / "dateline")}
    words = ["dateline", *typed.split(" ")]
    asked = subprocess.run(
        ["bash", "-c", ASK, "bash", str(tools / "lines"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(offered) <= set(asked.stdout.split())
    assert bool(offered) == bool(asked.stdout.split())
    assert asked.stderr == ""


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete -o"), ("zsh", "#compdef dateline"), ("fish", "complete --no-files")]
)
def test_every_shell_gets_lines_of_its_own(shell: str, words: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0, result.stderr
    assert words in result.stdout


def test_all_commands_are_offered_without_importing_them() -> None:
    imported = "import sys, dateline.cli as c; ctx = c.click.Context(c.cli); print(len(c.cli.shell_complete(ctx, ''))); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", imported], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    number, modules = ran.stdout.splitlines()
    assert int(number) == len(_COMMANDS)
    assert not {"duckdb", "numpy", "dateline.cli.code"} & set(modules.split())
