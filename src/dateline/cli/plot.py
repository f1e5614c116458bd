"""``dateline plot``: an archive as a picture: a timeline, a heat map of dyads, a map, a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.choosing import filters_of, opened, with_filters

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
    archive: Path,
    kind: str,
    output: Path,
    title: str | None,
    query: str | None,
    coder: str | None,
    raw: bool,
    **chosen: Any,
) -> None:
    """Draw the archive: what happened, each story once (planned and denied events with --status).

    What is not drawn is counted by reason in the picture. HTML is one file that needs no network; there, the picture answers to
    the mouse, maps zoom, and a click on a mark opens the sentences that it stands for.
    """
    if output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"{output}: give a name that ends in .png, .svg or .html.")
    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(output.parent)!r} to write to; make it first.")
    filters = filters_of(chosen, query)
    try:
        from dateline.show.chart_style import NothingToDrawError
        from dateline.show.charts import draw
        from dateline.show.picture import has_sentences, save
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    from dateline.cli.waiting import waiting
    from dateline.exchange.mark_sentences import mark_sentences
    from dateline.show.exported import say_chosen, say_stories

    with opened(archive, filters, coder, raw=raw) as (connection, understood), waiting(f"drawing {output}"):
        try:
            picture = draw(connection, kind, title)
        except NothingToDrawError as error:
            raise click.ClickException(f"{archive}: there is nothing to draw: {error}.") from error
        sentences = mark_sentences(connection, picture.told) if has_sentences(output) else {}
        said = [*say_chosen(connection, understood), *say_stories(connection, archive, needed=True)]
        try:
            save(picture, output, sentences)
        except OSError as error:
            raise click.ClickException(
                f"{output}: cannot be written ({error.strerror or error}); check the name and the disk"
            ) from error
    click.echo(f"wrote {output}: {picture.about}", err=True)
    for line in said:
        click.echo(f"  {line}", err=True)
    if not has_sentences(output):
        click.echo("  the sentences behind the marks: the same with a name that ends in .html", err=True)


def _missing(error: ModuleNotFoundError) -> click.ClickException:
    from dateline.installed import how_to_install

    return click.ClickException(
        f"pictures need the package {error.name!r}, which is not installed; install it with: {how_to_install('plot')}"
    )
