"""What could not be read: told as it happens, counted, and listed at the end, with an exit status that says so."""

from __future__ import annotations

import sys

import click

from dateline.reports.errors import ReportError

_LISTED = 100


class Failures:
    def __init__(self) -> None:
        self._errors: list[str] = []

    def __len__(self) -> int:
        return len(self._errors)

    def add(self, error: ReportError) -> None:
        self._errors.append(str(error))

    def finish(self) -> None:
        """List what was left out and exit with 1; do nothing if all could be read."""
        if not self._errors:
            return
        if len(self._errors) > 1:
            click.echo(f"dateline: {len(self._errors)} records were left out:", err=True)
        for line in self._errors[:_LISTED]:
            click.echo(f"dateline: {line}", err=True)
        if len(self._errors) > _LISTED:
            click.echo(f"dateline: … and {len(self._errors) - _LISTED} more", err=True)
        sys.exit(1)
