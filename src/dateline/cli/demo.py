"""``dateline demo``: code one of the bundled reports and show it, and say where to see all of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.whole import written_whole
from dateline.demo.bundled import bundled_reports, seed_text
from dateline.installed import called


@click.command("demo")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Also write the page you can click in.",
)
def demo_command(html: Path | None) -> None:
    """Code one of the bundled reports and show it."""
    if html is not None and not html.parent.is_dir():
        raise click.UsageError(f"{html}: there is no folder {str(html.parent)!r} to write to; make it first.")
    from rich.console import Console

    from dateline.coder import load
    from dateline.show.page import write_page
    from dateline.show.terminal import show

    coding = load().code(seed_text())
    show(coding, Console(file=sys.stdout))
    if html is not None:
        with written_whole(html) as out:
            out.write(write_page(coding))
        click.echo(f"wrote {html}", err=True)
        click.echo(f"\nNext, a report of your own:\n  {called('code')} FILE")
    else:
        click.echo(f"\nNext, the same as a page to click in:\n  {called('demo', '--html', 'demo.html')}")
        click.echo(f"Then a report of your own:\n  {called('code')} FILE")
    click.echo(
        f"Or {len(bundled_reports())} reports to read, search and judge in your browser:\n  {called('desk', '--demo')}"
    )


def demo_folder(folder: Path | None) -> Path:
    """The archive of the bundled reports, coded under a bar where it is not whole yet. What cannot be made is told."""
    from dateline.cli.bar import Bar
    from dateline.demo.demo_archive import demo_archive

    with Bar(len(bundled_reports())) as bar:
        return demo_archive(folder, bar.show)
