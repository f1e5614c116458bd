"""Warnings of Dateline's own on the command line: a line each on standard error, and each once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from dateline.errors import DamagedPartWarning


@contextmanager
def told_in_lines() -> Iterator[None]:
    """While a command runs, tell what is left out of an archive as the command line tells everything else."""
    said: set[str] = set()
    with warnings.catch_warnings():
        before = warnings.showwarning

        def tell(message: Warning | str, category: type[Warning], *where: Any) -> None:
            if not issubclass(category, DamagedPartWarning):
                before(message, category, *where)
            elif str(message) not in said:
                said.add(str(message))
                click.echo(f"dateline: {message}", err=True)

        warnings.simplefilter("always", DamagedPartWarning)
        warnings.showwarning = tell  # type: ignore[assignment]
        yield
