"""``dateline visits``: an archive in, itineraries out: who travelled where, whom they saw, in which order, told by whom."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click


@click.command("visits")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Show so many at most.")
@click.option("--codebook", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The folder of your own codebook, if the reports were coded with one.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["show", "jsonl"]), default="show", show_default=True,
              help="show: for people. jsonl: one line a visit.")  # fmt: skip
def visits_command(archive: Path, limit: int | None, codebook: Path | None, form: str) -> None:
    """Show the visits that the reports of an ARCHIVE tell of, each with its stops in order."""
    from dateline.archive import Archive, ask
    from dateline.codebook import event_types
    from dateline.errors import ArchiveError
    from dateline.show.answers import printed, visit_lines

    shown = 0
    try:
        for visit in islice(ask.visits(Archive.existing(archive), types=event_types(codebook)), limit):
            plain = json.dumps(asdict(visit), ensure_ascii=False, default=str) if form == "jsonl" else None
            click.echo(plain or printed(visit_lines(visit)) + "\n")
            shown += 1
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if not shown:
        click.echo(f"{archive}: tells of no visit", err=True)
