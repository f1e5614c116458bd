"""What the columns of the views are called, hold and mean, from ``columns.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a view."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class View:
    """A view of the archive with its columns in order."""

    name: str
    about: str
    columns: tuple[Column, ...]


@cache
def views() -> tuple[View, ...]:
    """The views that every archive has."""
    text = (resources.files("dateline.archive") / "columns.yaml").read_text(encoding="utf-8")
    return tuple(
        View(name, view["about"], tuple(Column(n, kind, about) for n, (kind, about) in view["columns"].items()))
        for name, view in yaml.safe_load(text).items()
    )


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of one view."""
    return next(view.columns for view in views() if view.name == name)
