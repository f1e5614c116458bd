"""Why a block is not run, and that it is so: each reason holds of every command of its block."""

from __future__ import annotations

import importlib.util
import re
import shlex

import click

from dateline.cli import cli
from tests.docs.blocks import ROOT, Block

#: By reason, what each command that has it looks like.
REASONS = {
    "installs": r"(sudo |\S*/)?(pip|pipx|uv|apt|apt-get|conda|docker)\b|python3? -m (pip|venv)|git clone|source |\. |cd |eval |dateline completion",
    "makes": r"make ",
    "cluster": r".*--cluster|(\w+=\w+ )*ray (start|stop|status)",
    "serves": r"dateline desk|jupyter|.*--demo-server",
    "asks a server": r".*(https?://|s3://|--endpoint)",
    "takes minutes": r"(dateline (codebook check|bench)|python3? -m (evals|training|corpus|tests))\b",
}


def fault_of(block: Block) -> str | None:
    """What is wrong with leaving a block out: no reason that is known, or one that does not hold."""
    reason = str(block.not_run)
    if reason not in REASONS:
        return f"{reason!r} is no reason; there are {', '.join(REASONS)}"
    if block.kind in ("python", "r"):
        return None if reason == "asks a server" and re.search(r"https?://", block.text) else "code is run"
    commands = block.commands()
    wrong = [command for command in commands if not re.match(REASONS[reason], command)]
    return f"{reason!r} does not hold of {wrong[0]!r}" if wrong else None if commands else "there is no command"


def unknown_in(command: str) -> str | None:
    """What a command names that is not there: a target of make, a module, a command of dateline, one of its options."""
    words = shlex.split(re.split(r"\s(?:\||>|&&)\s", command)[0])
    while words and "=" in words[0]:
        words = words[1:]
    match words:
        case ["make", *targets]:
            made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
            return next((f"make has no {t}" for t in targets if "=" not in t and t not in made), None)
        case ["python" | "python3", "-m", module, *_]:
            return None if importlib.util.find_spec(module) else f"there is no module {module}"
        case ["dateline", *given]:
            return _unknown_option(given)
    return None


def _unknown_option(given: list[str]) -> str | None:
    command: click.Command = cli
    while isinstance(command, click.Group):
        if not given or given[0].startswith("-"):
            break
        found = command.get_command(click.Context(command), given[0])
        if found is None:
            return f"there is no command {given[0]}"
        command, given = found, given[1:]
    options = {name for p in command.params for name in (*p.opts, *p.secondary_opts)} | {"-h", "--help", "--version"}
    named = (re.split(r"=", word)[0] for word in given if re.match(r"--?[a-z]", word))
    return next((f"{command.name} has no {name}" for name in named if name not in options), None)
