"""``dateline merge ARCHIVE``: few large parts for many small ones; what the archive shows stays the same."""

from __future__ import annotations

from pathlib import Path

import click
import duckdb

from dateline.archive import Archive
from dateline.archive.merge import merge
from dateline.errors import ArchiveError


@click.command("merge")
@click.argument("folder", metavar="ARCHIVE", type=click.Path(file_okay=False, path_type=Path))
def merge_command(folder: Path) -> None:
    """Make few large parts of the many small ones of an ARCHIVE, which are read faster.

    Nothing that the archive shows changes, older codings included. It may be stopped at any time, and others may code into
    the archive meanwhile; who reads it meanwhile may be asked to start again. It needs free disk for one more large part.
    """
    try:
        archive = Archive.existing(folder)
        before = len(archive.parts())
        for part, replaced in merge(folder):
            click.echo(f"{part.parent.name}/{part.name} takes the place of {replaced:,} parts", err=True)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except (OSError, duckdb.IOException) as error:
        cause = (getattr(error, "strerror", None) or str(error)).splitlines()[0]
        raise click.ClickException(
            f"{folder}: cannot be merged ({cause}); check the disk and the permissions"
        ) from error
    click.echo(f"{folder}: {before:,} parts of codings before, {len(archive.parts()):,} now")
