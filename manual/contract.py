"""The contract field by field: what a coding is as JSON, from the records themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Coding
from dateline.model.schema import Field, Shape, fields_of
from manual.tables import code, table

_KINDS = {"str": "text", "int": "integer", "float": "number", "bool": "true or false", "date": "day, `2024-05-06`"}


def contract() -> str:
    """A section a record, each after the record that first holds it."""
    return "\n\n".join(f"## {record.__name__}\n\n{_promise(record)}\n\n{_fields(record)}" for record in records(Coding))


def records(top: type) -> list[type]:
    """The record and all records inside it, in the order in which a reader meets them; those written inline have no section."""
    found = [top]
    for record in found:  # grows while it is walked
        found += [inner for inner in _inner(record) if inner not in found]
    return found


def _inner(record: type) -> Iterator[type]:
    for field in fields_of(record):
        if field.shape.record is not None:
            yield from _inner(field.shape.record) if field.inline else (field.shape.record,)


def _promise(record: type) -> str:
    """The first paragraph of its docstring."""
    return " ".join((record.__doc__ or "").strip().split("\n\n")[0].split()).replace("``", "`")


def _fields(record: type) -> str:
    rows = [("`schema`", "text", f"`{_schema()}`")] if record is Coding else []
    rows += [(code(f.name), _kind(f.shape), _about(f)) for f in _flat(record)]
    return table(("field", "holds", "which is"), rows)


def _schema() -> str:
    from dateline.model import SCHEMA

    return SCHEMA


def _flat(record: type) -> Iterator[Field]:
    """Fields of a record that is written inline stand among those of its owner."""
    for field in fields_of(record):
        if field.inline and field.shape.record is not None:
            yield from fields_of(field.shape.record)
        else:
            yield field


def _kind(shape: Shape) -> str:
    if shape.record is not None:
        name = shape.record.__name__
        held = f"[{name}](#{name.lower()})" + (" without `text`" if shape.bounds else "")
    elif shape.choices:
        held = ", ".join(code(choice) for choice in shape.choices)
    else:
        scalar = shape.scalar.__name__ if shape.scalar else ""
        held = _KINDS.get(scalar, scalar)
    return f"{'list of ' if shape.many else ''}{held}{', or null' if shape.optional else ''}"


def _about(field: Field) -> str:
    told = [field.about.replace("``", "`")]
    if field.if_given:
        told.append("Left out where there is none.")
    if field.derived:
        told.append("Follows from the others, and is not read back.")
    if field.words:
        told.append("Holds words of the report.")
    return " ".join(t for t in told if t)
