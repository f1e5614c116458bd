"""The commands with their arguments and options, from the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from dateline.cli import cli
from manual.tables import code, table


def commands() -> str:
    """A section a command."""
    return "\n\n".join(_sections(cli, "dateline"))


def _sections(group: click.Group, path: str) -> Iterator[str]:
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield _section(command, f"{path} {name}")
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path)
    usage = f"{path} {' '.join(command.collect_usage_pieces(context))}"
    parts = [f"## {path}", f"```text\n{usage}\n```", *_paragraphs(command.help or "")]
    if rows := [_row(option, context) for option in command.params if isinstance(option, click.Option)]:
        parts.append(table(("option", "what it does"), rows))
    return "\n\n".join(parts)


def _paragraphs(help_text: str) -> Iterator[str]:
    """As Markdown: what is set line by line (``\\b``) is a block."""
    for paragraph in re.split(r"\n\s*\n", help_text.strip()):
        lines = [line.strip() for line in paragraph.splitlines()]
        if lines[0] == "\b":
            yield "```text\n" + "\n".join(lines[1:]) + "\n```"
        else:
            yield _plain(" ".join(lines))


def _row(option: click.Option, context: click.Context) -> tuple[str, str]:
    names, about = option.get_help_record(context) or (", ".join(option.opts), "")
    about = _plain(about)
    if isinstance(option.type, click.Choice) and option.metavar is None:
        names = names.replace(option.make_metavar(context), "NAME")
        about += f" One of {', '.join(code(str(choice)) for choice in option.type.choices)}."
    return code(names), about


def _plain(text: str) -> str:
    """Without what Markdown would take for marks."""
    return re.sub(r"([*_<>\[\]])", r"\\\1", text)
