"""``dateline completion SHELL``: the lines that teach a shell to complete commands, options and values with the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_DATELINE_COMPLETE"  # click's own name for it: the shell asks the command through it


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes bash, zsh or fish complete commands, options and values.

    \b
    bash:  dateline completion bash >> ~/.bashrc
    zsh:   dateline completion zsh >> ~/.zshrc
    fish:  dateline completion fish > ~/.config/fish/completions/dateline.fish
    """
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "dateline", _VARIABLE).source())


def offering(values: Callable[[], Iterable[str]]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What an option takes as ``shell_complete``, so that these values are offered; case is not asked for."""

    def begin_so(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        return [value for value in values() if value.lower().startswith(incomplete.lower())]

    return begin_so
