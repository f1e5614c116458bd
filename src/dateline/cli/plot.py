"""``dateline plot``: an archive as a picture: a timeline, a heat map of dyads, a map, a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.export import filters_of, opened, with_filters

_KINDS = ("timeline", "dyads", "map", "network")
_SUFFIXES = (".png", ".svg", ".html")
# Stands for "<" while a chart becomes a page: a name that holds "</script>" must not end the script it is in.
_LESS_THAN = "\ue03c"


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
def plot_command(archive: Path, kind: str, output: Path, title: str | None, query: str | None, **chosen: Any) -> None:
    """Draw the archive: what happened, each story once (planned and denied events with --status).

    HTML is one file that needs no network; there, the picture answers to the mouse.
    """
    if output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"{output}: give a name that ends in .png, .svg or .html.")
    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(output.parent)!r} to write to; make it first.")
    try:
        from dateline.show.charts import NothingToDrawError, draw
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    with opened(archive, filters_of(**chosen, query=query)) as connection:
        try:
            chart = draw(connection, kind, title)
        except NothingToDrawError as error:
            raise click.ClickException(f"{archive}: there is nothing to draw: {error}.") from error
    _save(chart, output)
    click.echo(f"wrote {output}", err=True)


def _missing(error: ModuleNotFoundError) -> click.ClickException:
    return click.ClickException(
        f"pictures need the package {error.name!r}, which is not installed; install it with: pip install 'dateline[plot]'"
    )


def _save(chart: Any, output: Path) -> None:
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    try:
        match output.suffix.lower():
            case ".png":
                output.write_bytes(vl_convert.vegalite_to_png(chart.to_dict(), scale=2))
            case ".svg":
                output.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
            case _:
                output.write_text(_page(chart), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{output}: cannot be written ({error.strerror or error}); check the name and the disk"
        ) from error


def _page(chart: Any) -> str:
    import vl_convert

    page: str = vl_convert.vegalite_to_html(_without_tags(chart.to_dict()), bundle=True)
    return page.replace(_LESS_THAN, "\\u003c")


def _without_tags(value: Any) -> Any:
    match value:
        case str():
            return value.replace("<", _LESS_THAN)
        case dict():
            return {key: _without_tags(inner) for key, inner in value.items()}
        case list():
            return [_without_tags(inner) for inner in value]
    return value
