"""``dateline export``: an archive out, in the formats that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.choosing import Command, filters_of, opened, with_filters, with_raw

if TYPE_CHECKING:
    from dateline.exchange import ExportFormat, PanelRule

_PANEL_OPTIONS = {"zero_fill": False, "undirected": False, "self_dyads": False, "non_state": False, "count": "stories"}


def _list(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from dateline.exchange import FORMATS

    for form in FORMATS:
        click.echo(f"{form.name:<15}{form.about}")
    ctx.exit()


def with_panel_options(command: Command) -> Command:
    """How a panel counts; the defaults of :class:`dateline.exchange.PanelRule`."""
    for option in reversed(
        (
            click.option("--zero-fill", is_flag=True, help="Panels: a row for every period, also where nothing happened."),
            click.option("--undirected", is_flag=True, help="Panels of dyads: both directions as one pair."),
            click.option("--self-dyads", is_flag=True, help="Panels of dyads: also of a country with itself (else left out)."),
            click.option("--non-state", is_flag=True,
                         help="Panels: also bodies of no state, UNO EUR IGO NGO IMG MNC (else left out)."),
            click.option("--count", type=click.Choice(["stories", "reports"]), default="stories", show_default=True,
                         help="Panels: each story once, as its first report tells it, or each report's event."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("export")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--format", "name", required=True, help="What to write; --list has them all.")
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="The file, or folder, to write.")
@click.option("--no-text", is_flag=True, help="Leave the reports' words out: sentences, quotations, triggers, titles.")
@with_panel_options
@with_filters
@with_raw
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the formats.")
def export_command(
    archive: Path, name: str, output: Path, no_text: bool, coder: str | None, raw: bool, **options: Any
) -> None:
    """Write the archive in the format that other tools read.

    Formats that cannot say that an event was planned or denied hold only what happened, unless you name a --status. Several
    filters must all hold; of one that is repeated, one value must. Reports, statements and mentions follow the chosen events.

    Panels (country-month, dyad-year, …) count what happened, an event in the period of its first day (where the text gives none,
    of its publication), each story once, each country of an event once. An actor and a recipient are a pair, the two sides of
    talks and fights too, never those who act together. Which events a cell holds stands in a second file (x.events.csv beside
    x.csv), in JSON (-o x.json) beside the numbers. What is left out is counted by reason at the end; docs/panels.md has it all.
    """
    from dateline.cli.waiting import waiting
    from dateline.show.exported import say_export

    form = _format(name)
    rule = _rule(form, {key: options.pop(key) for key in _PANEL_OPTIONS})
    _check(output, form)
    with opened(archive, filters_of(options), coder, raw=raw) as (connection, understood):
        more = {"rule": rule} if rule is not None else {}
        try:
            with waiting(f"writing {output}"):
                rows = form.export(connection, output, text=not no_text, **more)
        except BrokenPipeError:
            raise
        except OSError as error:
            cause = error.strerror or str(error)
            raise click.ClickException(f"{output}: cannot be written ({cause}); check the name and the disk") from error
        click.echo(f"wrote {output}: {rows:,} {form.rows}", err=True)
        for line in say_export(connection, archive, form, understood, rule):
            click.echo(f"  {line}", err=True)


def _rule(form: ExportFormat, options: dict[str, Any]) -> PanelRule | None:
    """How the panel counts; None for what is no panel, for which nothing of it may be asked."""
    from dateline.exchange import PanelRule

    asked = [name for name, value in options.items() if value != _PANEL_OPTIONS[name]]
    if form.unit is None and asked:
        raise click.UsageError(f"--{asked[0].replace('_', '-')} is for panels, and {form.name} is none.")
    dyadic = [name for name in asked if name in ("undirected", "self_dyads")]
    if form.unit not in (None, "dyad") and dyadic:
        raise click.UsageError(f"--{dyadic[0].replace('_', '-')} is for panels of dyads, and {form.name} is none.")
    return PanelRule(form.unit, form.period, **options) if form.unit is not None else None


def _format(name: str) -> ExportFormat:
    from difflib import get_close_matches

    from dateline.exchange import FORMATS, format_named

    try:
        return format_named(name)
    except KeyError:
        names = [form.name for form in FORMATS]
        close = get_close_matches(name, names, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(names)}."
        raise click.UsageError(f"There is no format {name!r}.{hint}") from None


def _check(output: Path, form: ExportFormat) -> None:
    """Refuse before the work what would fail after it."""
    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(output.parent)!r} to write to; make it first.")
    if form.folder and output.exists() and not output.is_dir():
        raise click.UsageError(f"{output}: is a file, and {form.name} writes a folder of files; give another name.")
    if not form.folder and output.is_dir():
        raise click.UsageError(f"{output}: is a folder, and {form.name} writes a file; give the file's name.")
