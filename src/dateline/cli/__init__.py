"""The command ``dateline``. Commands are imported when they are called, so that help and errors come at once."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from dateline import __version__

_COMMANDS = {
    "code": "Code reports: who did what to whom, where, when, and who says so.",
    "parse": "Print the grammar of a text as CoNLL-U, or re-parse gold words.",
    "codebook": "Show and check the codebook.",
    "demo": "Code the bundled report and show it.",
    "bench": "Measure speed, memory and start-up on this machine.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"dateline.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else " See 'dateline --help'."
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Dateline turns news reports into event data you can check.

    Start with:  dateline demo
    Your own:    dateline code report.txt
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; exits 0 if all was done, 1 if something could not be read, 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return cli(args=arguments, prog_name="dateline")
