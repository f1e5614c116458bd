"""``dateline export``: an archive out, in the formats that other tools read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.choosing import Command, filters_of, opened, with_filters
from dateline.cli.completion import offering

if TYPE_CHECKING:
    import duckdb

    from dateline.exchange import ExportFormat, Filters, PanelRule

_MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"]

_PANEL_OPTIONS = {"zero_fill": False, "undirected": False, "self_dyads": False, "non_state": False, "count": "stories"}


def _names() -> list[str]:
    from dateline.exchange import FORMATS

    return [form.name for form in FORMATS]


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
@click.option(
    "--format", "name", required=True, help="What to write; --list has them all.", shell_complete=offering(_names)
)
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="The file, or folder, to write.")
@click.option("--no-text", is_flag=True, help="Leave the reports' words out: sentences, quotations, triggers, titles.")
@click.option(
    "--changed-since",
    type=click.DateTime(_MOMENTS),
    metavar="DATE",
    help="Only what is new or changed since that moment (UTC); x.changes.csv beside it says what is withdrawn too.",
)
@with_panel_options
@with_filters
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the formats.")
def export_command(
    archive: Path,
    name: str,
    output: Path,
    no_text: bool,
    changed_since: datetime | None,
    coder: str | None,
    raw: bool,
    **options: Any,
) -> None:
    """Write the archive in the format that other tools read.

    Formats that cannot say that an event was planned or denied hold only what happened, unless you name a --status. Several
    filters must all hold; of one that is repeated, one value must. Reports, statements and mentions follow the chosen events.

    Panels (country-month, dyad-year, …) count what happened, an event in the period of its first day (where the text gives none,
    of its publication), each story once, each country of an event once. An actor and a recipient are a pair, the two sides of
    talks and fights too, never those who act together. Which events a cell holds stands in a second file (x.events.csv beside
    x.csv), in JSON (-o x.json) beside the numbers. What is left out is counted by reason at the end; docs/panels.md has it all.

    What reviewers corrected is written as they corrected it; docs/corrections.md says how, and how to keep a database up to date.
    """
    from dateline.cli.waiting import waiting
    from dateline.exchange.changes import write_changes
    from dateline.show.exported import say_export

    form = _format(name)
    rule = _rule(form, {key: options.pop(key) for key in _PANEL_OPTIONS})
    _check(output, form)
    filters, since = filters_of(options), _since(changed_since, form)
    with opened(archive, filters, coder, raw=raw, may_be_none=since is not None) as (connection, understood):
        more = {"rule": rule} if rule is not None else {}
        said = _narrow(connection, archive, since, (understood.filters, coder, raw), form) if since is not None else []
        try:
            with waiting(f"writing {output}"):
                rows = form.export(connection, output, text=not no_text, **more)
                if since is not None:
                    write_changes(connection, output, form)
        except BrokenPipeError:
            raise
        except OSError as error:
            cause = error.strerror or str(error)
            raise click.ClickException(f"{output}: cannot be written ({cause}); check the name and the disk") from error
        click.echo(f"wrote {output}: {rows:,} {form.rows}", err=True)
        for line in [*said, *say_export(connection, archive, form, understood, rule)]:
            click.echo(f"  {line}", err=True)


def _since(given: datetime | None, form: ExportFormat) -> datetime | None:
    if given is not None and form.unit is not None:
        raise click.UsageError(f"--changed-since is for formats of events; {form.name} counts them: export it anew.")
    return given.replace(tzinfo=UTC) if given is not None else None


def _narrow(
    connection: duckdb.DuckDBPyConnection,
    archive: Path,
    since: datetime,
    asked: tuple[Filters, str | None, bool],
    form: ExportFormat,
) -> list[str]:
    """Let the export hold what has changed; what that is, in words."""
    from dateline.archive import Archive
    from dateline.exchange.changes import OVERLAP, ChangesAsked, narrow_to_changes

    begun = datetime.now(UTC)
    found = narrow_to_changes(connection, Archive.existing(archive), since, ChangesAsked(*asked), form)
    counts = f"{found.new:,} new, {found.changed:,} changed, {found.withdrawn:,} withdrawn"
    return [
        f"since {since:%Y-%m-%d %H:%M} UTC: {counts}",
        f"next time: --changed-since {begun - OVERLAP:%Y-%m-%dT%H:%M}",
    ]


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
