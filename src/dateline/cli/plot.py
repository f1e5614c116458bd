"""``dateline plot``: an archive as a picture: a timeline, a heat map of dyads, a map, a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.export import filters_of, opened, with_filters

_KINDS = ("timeline", "dyads", "map", "network")
_SUFFIXES = (".png", ".svg", ".html")


@click.command("plot")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS), required=True,
              help="timeline: by type. dyads: country to country. map: where. network: who with whom.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="The picture: a .png, .svg or .html file.")  # fmt: skip
@click.option("--title", help="What stands over the picture.")
@click.option(
    "--query", help='Only the events of this SQL, which yields a column event_id: "SELECT event_id FROM events …".'
)
@with_filters
def plot_command(
    archive: Path, kind: str, output: Path, title: str | None, query: str | None, coder: str | None, **chosen: Any
) -> None:
    """Draw the archive: what happened, each story once (planned and denied events with --status).

    HTML is one file that needs no network; there, the picture answers to the mouse.
    """
    if output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"{output}: give a name that ends in .png, .svg or .html.")
    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(output.parent)!r} to write to; make it first.")
    try:
        from dateline.show.chart_style import NothingToDrawError
        from dateline.show.charts import draw
        from dateline.show.picture import save
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    with opened(archive, filters_of(**chosen, query=query), coder) as connection:
        try:
            chart = draw(connection, kind, title)
        except NothingToDrawError as error:
            raise click.ClickException(f"{archive}: there is nothing to draw: {error}.") from error
    try:
        save(chart, output)
    except OSError as error:
        raise click.ClickException(
            f"{output}: cannot be written ({error.strerror or error}); check the name and the disk"
        ) from error
    click.echo(f"wrote {output}", err=True)


def _missing(error: ModuleNotFoundError) -> click.ClickException:
    return click.ClickException(
        f"pictures need the package {error.name!r}, which is not installed; install it with: pip install 'dateline[plot]'"
    )
