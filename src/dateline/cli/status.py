"""``dateline status ARCHIVE``: what an archive holds: reports, events, publishers, dates, versions, failures, size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import duckdb

from dateline.archive import Archive
from dateline.archive.merge import could_save
from dateline.errors import ArchiveError, printable

_LISTED = 5
_WORTH_MERGING = 20  # parts fewer
_COUNTS = ("reports", "events", "statements", "mentions", "failures")


@click.command("status")
@click.argument("folder", metavar="ARCHIVE", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status_command(folder: Path, as_json: bool) -> None:
    """Show what an archive holds."""
    try:
        archive = Archive.existing(folder)
        with archive.reading() as connection:
            found = _figures(archive, connection)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(found, default=str) if as_json else "\n".join(map(printable, _lines(found))))


def _figures(archive: Archive, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    def all_of(sql: str) -> list[Any]:
        return connection.execute(sql).fetchall()

    figures: dict[str, Any] = {view: all_of(f"SELECT count(*) FROM {view}")[0][0] for view in _COUNTS}  # noqa: S608 ours
    figures["superseded"] = all_of("SELECT count(*) FROM codings WHERE NOT newest")[0][0]
    figures["first"], figures["last"], figures["undated"] = all_of(
        "SELECT min(published), max(published), count(*) FILTER (published IS NULL) FROM reports"
    )[0]
    figures["publishers"] = [
        {"publisher": name, "reports": count}
        for name, count in all_of("SELECT publisher, count(*) n FROM reports GROUP BY 1 ORDER BY n DESC, 1")
    ]
    figures["versions"] = [
        {"dateline": d, "reader": r, "codebook": c, "reports": n}
        for d, r, c, n in all_of(
            "SELECT dateline_version, reader_version, codebook_version, count(*) n FROM reports"
            " GROUP BY ALL ORDER BY n DESC, 1, 2, 3"
        )
    ]
    figures["causes"] = [
        {"cause": cause, "failures": count}
        for cause, count in all_of("SELECT cause, count(*) n FROM failures GROUP BY 1 ORDER BY n DESC, 1 LIMIT 5")
    ]
    figures["folder"] = str(archive.folder)
    figures["bytes"] = sum(file.stat().st_size for file in archive.folder.rglob("*.parquet"))
    figures["parts"] = len(archive.parts())
    figures["mergeable"] = could_save(archive.folder)
    return figures


def _lines(f: dict[str, Any]) -> list[str]:
    events = f"{f['events']:,} events" + (f", {f['events'] / f['reports']:.1f} a report" if f["reports"] else "")
    lines = [
        f"reports     {f['reports']:,}",
        f"events      {events}",
        f"statements  {f['statements']:,}",
        f"mentions    {f['mentions']:,}",
    ]
    if f["reports"]:
        span = f"{f['first']} to {f['last']}" if f["first"] else "on unknown days"
        lines.append(f"published   {span}" + _aside(f["undated"], "without a date"))
    named = [p for p in f["publishers"] if p["publisher"] is not None]
    if named:
        first = ", ".join(f"{p['publisher']} {p['reports']:,}" for p in named[:_LISTED])
        rest = f" … and {len(named) - _LISTED:,} more" if len(named) > _LISTED else ""
        lines.append(f"publishers  {len(named):,}: {first}{rest}")
    lines += [
        f"coded by    Dateline {v['dateline']}, reader {v['reader']}, codebook {v['codebook']}: {v['reports']:,} reports"
        for v in f["versions"]
    ]
    if f["superseded"]:
        lines.append(f"older       {f['superseded']:,} codings that newer ones have taken the place of")
    lines.append(f"failures    {f['failures']:,}")
    lines += [f"            {c['failures']:,} × {c['cause'][:90]}" for c in f["causes"]]
    lines.append(f"on disk     {f['bytes'] / 1e6:,.1f} MB in {f['parts']:,} parts")
    if f["mergeable"] >= _WORTH_MERGING:
        lines.append(
            f"            {f['parts'] - f['mergeable']:,} parts would do, and be read faster: dateline merge {f['folder']}"
        )
    return lines


def _aside(count: int, what: str) -> str:
    return f" ({count:,} {what})" if count else ""
