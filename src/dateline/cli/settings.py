"""``dateline.toml``: how the reports of a folder are to be read, kept in a file; what the command line says wins."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

FILE = "dateline.toml"
#: The options of ``dateline code`` that say how reports are read, by their names on the command line.
KEPT = (
    "from", "text-column", "date-column", "publisher-column", "title-column", "id-column", "url-column", "dates", "encoding",
    "publisher", "language", "codebook",
)  # fmt: skip


class WithSettings(click.Command):
    """A command whose options are first looked for in the settings file of the working directory."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if any(arg in ("-h", "--help") for arg in args):
            return super().make_context(info_name, args, parent, **extra)
        return super().make_context(info_name, args, parent, **{"default_map": _settings(self), **extra})


def tell_settings(context: click.Context) -> None:
    """Say on standard error what the settings file decides: it is easily forgotten."""
    from_file = click.core.ParameterSource.DEFAULT_MAP
    told = [
        f"{_long_name(parameter)} {context.params[str(parameter.name)]}"
        for parameter in context.command.params
        if context.get_parameter_source(str(parameter.name)) is from_file
    ]
    if told:
        click.echo(f"dateline: {FILE} says: {', '.join(told)}", err=True)


def written_settings(given: dict[str, str]) -> str:
    """The settings file that keeps these choices."""
    lines = (f'{name} = "{_escaped(value)}"' for name, value in given.items())
    return "\n".join(("[code]", *lines))


def _settings(command: click.Command) -> dict[str, Any]:
    """The file's table ``[code]`` by the names of the command's parameters; a ClickException for what is no setting."""
    path = Path(FILE)
    try:
        if not path.is_file():
            return {}
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("code", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{FILE}: is not TOML ({error}); correct it, or move it away.") from error
    except OSError as error:
        raise click.UsageError(f"{FILE}: cannot be read ({error.strerror}); check its permissions.") from error
    if not isinstance(table, dict):
        raise click.UsageError(f"{FILE}: 'code' is no table; write [code] on a line of its own.")
    parameters = {_long_name(parameter): parameter for parameter in command.params}
    return {
        str(parameters[name].name): _value(name, value, parameters[name])
        for name, value in table.items()
        if _known(name)
    }


def _known(name: str) -> bool:
    if name in KEPT:
        return True
    near = get_close_matches(name, KEPT, 1)
    hint = f"write {near[0]!r}" if near else f"there are: {', '.join(KEPT)}"
    raise click.UsageError(f"{FILE}: {name!r} is no setting of [code]; {hint}.")


def _value(name: str, value: object, parameter: click.Parameter) -> str:
    if not isinstance(value, str):
        raise click.UsageError(f'{FILE}: {name} is no text; write it in quotation marks: {name} = "…".')
    if isinstance(parameter.type, click.Choice) and value not in parameter.type.choices:
        raise click.UsageError(f"{FILE}: {name} is {value!r}; give one of {', '.join(parameter.type.choices)}.")
    return value


def _long_name(parameter: click.Parameter) -> str:
    return next((opt.removeprefix("--") for opt in parameter.opts if opt.startswith("--")), "")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
