"""What could not be read: counted, and listed at the end, with an exit status that says so."""

from __future__ import annotations

import sys

import click

from dateline.errors import MissingPackageError, ReportError

_LISTED = 100


class Failures:
    """Keeps the first hundred errors and the number of all. That a package is missing is told at once, and once."""

    def __init__(self) -> None:
        self._count = 0
        self._unreadable = 0  # for want of a package
        self._first: list[str] = []

    def __len__(self) -> int:
        return self._count

    def add(self, error: ReportError) -> None:
        self._count += 1
        if isinstance(error, MissingPackageError):
            self._unreadable += 1
            if self._unreadable == 1:  # not after hours: it holds for every page to come
                click.echo(f"dateline: {error}", err=True)
        elif len(self._first) < _LISTED:
            self._first.append(str(error))

    def tell(self) -> None:
        """List what was left out, on standard error; nothing if all could be read."""
        if self._count > 1:
            click.echo(f"dateline: {self._count} records were left out:", err=True)
        if self._unreadable > 1:
            click.echo(f"dateline: {self._unreadable} web pages, for want of the package named at the start", err=True)
        for line in self._first:
            click.echo(f"dateline: {line}", err=True)
        more = self._count - self._unreadable - len(self._first)
        if more:
            click.echo(f"dateline: … and {more} more", err=True)

    def finish(self) -> None:
        """Tell, and exit with 1 if anything was left out."""
        self.tell()
        if self._count:
            sys.exit(1)
