"""``dateline doctor [ARCHIVE]``: what is installed, what is missing, and whether files are whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from dateline.doctor import Finding, findings
from dateline.errors import printable

_MARKS = {"well": "ok", "absent": "--", "wrong": "!!"}


@click.command("doctor")
@click.argument("archive", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def doctor_command(archive: Path | None, form: str) -> None:
    """Say what is installed, what is missing and how to get it.

    Versions, packages and extras; the processor, memory and temporary files; the weights' and tables' checksums; a bundled
    report that is coded. Of an ARCHIVE: whether every part of it reads through, and its reviews. No network is used, and
    nothing is written.

    Exits with 1 if something is wrong. What is only absent, such as an extra, is told with the command that gets it.
    """
    found = []
    for finding in findings(archive):
        found.append(finding)
        if form == "text":
            click.echo("\n".join(_lines(finding)))
    if form == "json":
        click.echo(json.dumps({"well": _all_well(found), "findings": [asdict(finding) for finding in found]}))
    elif not _all_well(found):
        click.echo("\nSomething is wrong: see the lines that begin with !!", err=True)
    click.get_current_context().exit(0 if _all_well(found) else 1)


def _all_well(found: Sequence[Finding]) -> bool:
    return all(finding.state != "wrong" for finding in found)


def _lines(finding: Finding) -> list[str]:
    lines = [f"{_MARKS[finding.state]}  {finding.about:<16} {finding.says}"]
    return [printable(line) for line in lines + ([f"    {finding.next_move}"] if finding.next_move else [])]
