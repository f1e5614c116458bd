"""``dateline visits``: an archive in, itineraries out: who travelled where, whom they saw, in which order, told by whom."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.stories import counted, days, paragraph

if TYPE_CHECKING:
    from dateline.stories.records import Stop, Visit


@click.command("visits")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Show so many at most.")
@click.option("--format", "form", type=click.Choice(["show", "jsonl"]), default="show", show_default=True,
              help="show: for people. jsonl: one line a visit.")  # fmt: skip
def visits_command(archive: Path, limit: int | None, form: str) -> None:
    """Show the visits that the reports of an ARCHIVE tell of, each with its stops in order."""
    from dateline.archive import Archive
    from dateline.archive.tell import archive_visits
    from dateline.errors import ArchiveError

    shown = 0
    try:
        with Archive.existing(archive).reading() as connection:
            for visit in islice(archive_visits(connection), limit):
                click.echo(
                    json.dumps(asdict(visit), ensure_ascii=False, default=str) if form == "jsonl" else _show(visit)
                )
                shown += 1
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if not shown:
        click.echo(f"{archive}: tells of no visit", err=True)


def _show(visit: Visit) -> str:
    home = visit.from_country or "?"
    lines = [
        f"{', '.join(visit.travellers)}  {home} → {visit.host_country}  {days(visit.date_start, visit.date_end)}".rstrip(),
        f"    {counted(len(visit.report_ids), 'report')} by {', '.join(visit.publishers) or 'unnamed publishers'},"
        f" {counted(visit.independent_sources, 'independent source')}",
    ]
    lines += [f"    {number}. {_stop(stop)}" for number, stop in enumerate(visit.stops, 1)]
    return paragraph(lines)


def _stop(stop: Stop) -> str:
    parts = (stop.act, ", ".join(stop.whom), f"@ {stop.place_name}" if stop.place_name else "",
             days(stop.date_start, stop.date_end))  # fmt: skip
    return "  ".join(part for part in parts if part)
