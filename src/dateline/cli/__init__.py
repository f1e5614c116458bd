"""The command ``dateline``. Commands are imported when they are called, so that help and errors come at once."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.warned import told_in_lines
from dateline.errors import MORE_MEMORY, CodebookError, DatelineError, printable, ran_out_of_memory
from dateline.garbage import collect_rarely
from dateline.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_COMMANDS = {
    "code": "Code reports: who did what to whom, where, when, and who says so.",
    "relation": "Say what type of event joins two marked participants.",
    "parse": "Print the grammar of a text as CoNLL-U, or re-parse gold words.",
    "codebook": "Show and check the codebook.",
    "status": "Show what an archive holds.",
    "merge": "Make few large parts of an archive's many small ones.",
    "search": "Find reports by their words.",
    "query": "Ask an archive in SQL.",
    "stories": "Show each event once, with who tells it and where reports differ.",
    "visits": "Show who travelled where, whom they saw, and who tells it.",
    "actors": "Show who held which role, when, and who says so.",
    "export": "Write an archive in the formats that other tools read.",
    "desk": "Read, search, see and judge an archive in the browser.",
    "sample": "Draw events or reports to judge; sheets for coders, out and in.",
    "agreement": "Say how far the coders of a sample agree.",
    "precision": "Say how much of an archive is right, and how much was missed.",
    "reviews": "Show what reviewers found, what is disputed and what no longer stands.",
    "plot": "Draw an archive: timeline, dyads, map, network.",
    "demo": "Code one of the bundled reports and show it.",
    "bench": "Measure speed, memory and start-up on this machine.",
    "doctor": "Say what is installed, what is missing and how to get it.",
    "completion": "Print what makes a shell complete commands and options.",
}


_EVALUATE = (
    "Scores are made by 'make evaluate' in a checkout of the repository: they need its folders evals, gold, cases and corpus,"
    " which no installed package holds."
)
_BROKEN = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8
_INTERRUPTED = 130  # 128 + SIGINT, as shells count
_NOBODY_READS = 141  # 128 + SIGPIPE


class _Commands(click.Group):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuses an argument whose bytes are no UTF-8, unless a file is called so."""
        for argument in args:
            if not argument.isprintable() and _BROKEN.search(argument) and not os.path.lexists(argument):
                raise click.UsageError(f"the argument {printable(argument)!r:.100} is not UTF-8; write it in UTF-8.")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C ends it with one line, and a reader that has gone (``| head``) with none."""
        try:
            with told_in_lines():
                result = super().invoke(ctx)
            sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            click.echo("dateline: stopped", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(_NOBODY_READS)
        except CodebookError as error:
            raise click.ClickException(error.line) from error
        except DatelineError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            _drop_output()
            where = error.filename or "standard output"
            raise click.ClickException(f"{where}: {error.strerror or error}; check the name and the disk") from error
        except Exception as error:
            if isinstance(error, click.ClickException) or not ran_out_of_memory(error):
                raise
            raise click.ClickException(f"the memory ran out; {MORE_MEMORY}") from error
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
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
            if args[0] == "evaluate":
                hint = f" {_EVALUATE}"
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so: from the list, for to import every command takes seconds."""
        from click.shell_completion import CompletionItem

        named = [CompletionItem(name, help=about) for name, about in _COMMANDS.items() if name.startswith(incomplete)]
        return named + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Dateline turns news reports into event data you can check.

    \b
    Start with:  dateline demo
    Your own:    dateline code report.txt
    """


def _drop_output() -> None:
    """Send what is still buffered nowhere: writing it at the end of the process would fail a second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; exits 0 if all was done, 1 if something could not be read, 2 on wrong usage, 130 on Ctrl-C."""
    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return cli(args=arguments, prog_name="dateline")
