"""``dateline actors NAME``: who held which role for which country, when and by which reports, from an archive's ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from dateline.archive import Archive
from dateline.archive.ledger import Entry, Held, ledger
from dateline.errors import ArchiveError, printable

_LISTED = 3
_ENTRIES, _ROLES = 20, 12


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
        with Archive.existing(folder).reading() as connection:
            entries = ledger(connection, name)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if not entries:
        raise click.ClickException(f"{folder}: no report names {name!r}; try a part of the name, or another spelling")
    for number, entry in enumerate(entries):
        if as_json:
            click.echo(json.dumps(_plain(entry), ensure_ascii=False, default=str))
        elif number < _ENTRIES:
            click.echo("\n".join(printable(line) for line in _lines(entry)) + "\n")
    if not as_json and len(entries) > _ENTRIES:
        click.echo(f"… and {len(entries) - _ENTRIES} more; --json gives all", err=True)


def _lines(entry: Entry) -> Iterator[str]:
    where = entry.country or "country not known"
    yield f"{entry.name}  ({entry.kind}, {where})  {_seen(entry.days)}, {_reports(entry.reports)}"
    for other, reason in sorted(entry.joined.items()):
        yield f"  also {other}: {reason}"
    all_roles = entry.roles()
    roles = all_roles[:_ROLES]
    wide = min(max((len(_role(role)) for role in roles), default=0), 60)
    for role in roles:
        days = [day for day in (role.first, role.last) if day is not None]
        yield f"  {_role(role):<{wide}}  {_seen(days)}, {_reports(role.reports)}"
    if len(all_roles) > _ROLES:
        yield f"  … and {len(all_roles) - _ROLES} more, told by {_most(all_roles[_ROLES])} at most; --json gives all"
    for contradiction in entry.contradictions:
        yield f"  ! {contradiction}"


def _most(role: Held) -> str:
    return "one report each" if len(role.reports) == 1 else f"{len(role.reports)} reports each"


def _role(role: Held) -> str:
    return f"{role.title} of {role.country}" if role.country else role.title


def _seen(days: list[date]) -> str:
    if not days:
        return "not dated"
    return days[0].isoformat() if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _reports(reports: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(reports[:_LISTED]) + (" …" if len(reports) > _LISTED else "")
    return f"{len(reports)} {'report' if len(reports) == 1 else 'reports'} ({shown})"


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.kind,
        "country": entry.country,
        "countries": dict(entry.countries),
        "first": min(entry.days, default=None),
        "last": max(entry.days, default=None),
        "reports": entry.reports,
        "also": entry.joined,
        "roles": [
            {"title": r.title, "country": r.country, "first": r.first, "last": r.last, "reports": r.reports}
            for r in entry.roles()
        ],
        "contradictions": entry.contradictions,
    }
