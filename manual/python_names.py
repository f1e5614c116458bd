"""What ``import dateline`` opens, for the generator to document from the docstrings."""

from __future__ import annotations

from importlib import import_module

import dateline
from dateline.model.record import Record
from dateline.model.schema import fields_of

#: What a program calls first, and what it gets.
_PARTS = {
    "Code reports": ("dateline.load", "dateline.coder.DatelineCoder", "dateline.Coder", "dateline.read"),
    "Codings": ("dateline.Coding", "dateline.to_json", "dateline.from_json"),
    "Archives": ("dateline.open", "dateline.library.opened.OpenArchive", "dateline.library.opened.Rows"),
    "Records": ("dateline.Report", "dateline.Event", "dateline.Actor", "dateline.Place", "dateline.Statement"),
}


def python_names() -> str:
    """A section a part, and the errors last."""
    errors = tuple(f"dateline.{name}" for name in dateline.__all__ if name.endswith("Error"))
    parts = {**_PARTS, "Errors": errors}
    told = {name.rpartition(".")[2] for names in parts.values() for name in names}
    assert set(dateline.__all__) <= told, set(dateline.__all__) - told
    return "\n\n".join(f"## {title}\n\n" + "\n\n".join(map(_directive, names)) for title, names in parts.items())


def _directive(name: str) -> str:
    """The fields of records are left to the contract, where each has its sentence."""
    home, _, attribute = name.rpartition(".")
    found = getattr(import_module(home), attribute)
    if not isinstance(found, type):
        return f"```{{eval-rst}}\n.. autofunction:: {name}\n```"
    if not issubclass(found, Record):
        return f"```{{eval-rst}}\n.. autoclass:: {name}\n```"
    record: type = found
    fields = ", ".join(field.attribute for field in fields_of(record))
    shown = f"```{{eval-rst}}\n.. autoclass:: {name}\n   :exclude-members: __init__, {fields}\n```"
    return f"{shown}\n\nIts fields: [{attribute}](contract.md#{attribute.lower()})."
