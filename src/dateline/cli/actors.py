"""``dateline actors NAME``: who held which role for which country, when and by which reports, from an archive's ledger."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dateline.archive import Archive, ask
from dateline.errors import ArchiveError
from dateline.show.answers import actor_lines, printed

_ENTRIES = 20


@click.command("actors")
@click.argument("name")
@click.option("--archive", "folder", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="The archive's folder.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print all entries as JSON, one a line.")
def actors_command(name: str, folder: Path, as_json: bool) -> None:
    """Show who held which role for which country: first and last seen, and by which reports.

    NAME is a name or a part of one; other spellings of it are found too. Names of several reports are joined if their
    countries or roles agree; each joining says why, and what contradicts is shown.
    """
    try:
        entries = ask.actors(Archive.existing(folder), name)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if not entries:
        raise click.ClickException(f"{folder}: no report names {name!r}; try a part of the name, or another spelling")
    if as_json:
        for entry in entries:
            click.echo(json.dumps(entry.to_dict(), ensure_ascii=False, default=str))
        return
    for entry in entries[:_ENTRIES]:
        click.echo(printed(actor_lines(entry)) + "\n")
    if len(entries) > _ENTRIES:
        click.echo(f"… and {len(entries) - _ENTRIES} more; --json gives all", err=True)
