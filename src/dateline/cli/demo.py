"""``dateline demo``: code the bundled report and show it."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import click

from dateline.cli.whole import written_whole
from dateline.installed import called


@click.command("demo")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Also write the page you can click in.",
)
def demo_command(html: Path | None) -> None:
    """Code the bundled report and show it."""
    if html is not None and not html.parent.is_dir():
        raise click.UsageError(f"{html}: there is no folder {str(html.parent)!r} to write to; make it first.")
    from rich.console import Console

    from dateline.coder import load
    from dateline.show.page import write_page
    from dateline.show.terminal import show

    text = (resources.files("dateline.cli") / "data/demo.txt").read_text(encoding="utf-8")
    coding = load().code(text)
    show(coding, Console(file=sys.stdout))
    if html is not None:
        with written_whole(html) as out:
            out.write(write_page(coding))
        click.echo(f"wrote {html}", err=True)
        click.echo(f"\nNext, a report of your own:\n  {called('code')} FILE")
        return
    click.echo(f"\nNext, the same as a page to click in:\n  {called('demo', '--html', 'demo.html')}")
    click.echo(f"Then a report of your own:\n  {called('code')} FILE")
