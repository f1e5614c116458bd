"""What could not be read: counted, and listed at the end, with an exit status that says so."""

from __future__ import annotations

import sys

import click

from dateline.reports.errors import ReportError

_LISTED = 100


class Failures:
    """Keeps the first hundred errors and the number of all."""

    def __init__(self) -> None:
        self._count = 0
        self._first: list[str] = []

    def __len__(self) -> int:
        return self._count

    def add(self, error: ReportError) -> None:
        self._count += 1
        if len(self._first) < _LISTED:
            self._first.append(str(error))

    def tell(self) -> None:
        """List what was left out, on standard error; nothing if all could be read."""
        if self._count > 1:
            click.echo(f"dateline: {self._count} records were left out:", err=True)
        for line in self._first:
            click.echo(f"dateline: {line}", err=True)
        if self._count > len(self._first):
            click.echo(f"dateline: … and {self._count - len(self._first)} more", err=True)

    def finish(self) -> None:
        """Tell, and exit with 1 if anything was left out."""
        self.tell()
        if self._count:
            sys.exit(1)
