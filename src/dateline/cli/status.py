"""``dateline status ARCHIVE``: what an archive holds: reports, events, publishers, dates, versions, failures, size."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dateline.archive import Archive, ask
from dateline.errors import ArchiveError
from dateline.show.answers import holdings_lines, printed


@click.command("status")
@click.argument("folder", metavar="ARCHIVE", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status_command(folder: Path, as_json: bool) -> None:
    """Show what an archive holds."""
    try:
        held = ask.holdings(Archive.existing(folder))
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(asdict(held), default=str) if as_json else printed(holdings_lines(held)))
