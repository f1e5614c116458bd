"""``dateline demo``: code the bundled report and show it."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import click


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
        html.write_text(write_page(coding), encoding="utf-8")
        click.echo(f"wrote {html}", err=True)
