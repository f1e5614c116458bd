"""Columns of views: those that mirror a field of a record take name, type and documentation from the schema; those that a view
makes say all three beside their SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.model import Span
from dateline.model.schema import Field, Scalar, Shape, fields_of

_SQL: Mapping[Scalar, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP",
}


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a view. ``sql`` gives it from the view's rows, and is empty where it comes from elsewhere than a coding;
    ``words``: it holds words of a report."""

    name: str
    type: str
    about: str
    sql: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A view of the archive with its columns in order.

    ``rows`` is SQL that gives what the columns are made of from ``{source}``, the nested rows of parts; empty where something
    else than a coding is shown. A view that is ``laid_out`` is kept as a table beside each part.
    """

    name: str
    about: str
    columns: tuple[ViewColumn, ...]
    rows: str = ""
    laid_out: bool = True


def structure_of(record: type) -> dict[str, Any]:
    """A record as a piece of the nested row: names with SQL types, ``{…}`` a record, ``[…]`` several of what is in it."""
    found: dict[str, Any] = {}
    for field in fields_of(record):
        one = _one(field.shape)
        found |= one if field.inline else {field.name: [one] if field.shape.many else one}
    return found


def sql_type(structure: object) -> str:
    """The SQL type of a piece of the nested row."""
    if isinstance(structure, dict):
        fields = (f'"{name}" {sql_type(inner)}' for name, inner in structure.items())
        return f"STRUCT({', '.join(fields)})"
    return f"{sql_type(structure[0])}[]" if isinstance(structure, list) else str(structure)


def made(name: str, sql: str, kind: str, about: str, *, words: bool = False) -> ViewColumn:
    """A column that only the view has."""
    return ViewColumn(name, kind, about, sql, words)


def mirrored(
    record: type,
    at: str,
    *,
    only: Collection[str] = (),
    but: Collection[str] = (),
    called: Mapping[str, str] | None = None,
    whose: str = "",
) -> tuple[ViewColumn, ...]:
    """A column for each value of a record that stands ``at`` some SQL: scalars, lists, and what single records in it hold.

    A value of an inner record is named after both: ``date_start``. ``only`` and ``but`` choose by these names, or by a field
    with all that it holds; ``called`` gives other names, and ``whose`` says in the documentation whose values these are.
    Several records in a field are a view of their own.
    """
    found = []
    for outer, column in _columns(record, at):
        if (not only or {outer, column.name} & {*only}) and not {outer, column.name} & {*but}:
            name = (called or {}).get(column.name, column.name)
            about = _joined(whose, column.about) if whose else column.about
            found.append(ViewColumn(name, column.type, about, column.sql, column.words))
    return tuple(found)


def _columns(record: type, at: str) -> Iterator[tuple[str, ViewColumn]]:
    """Each with the field of the record that it comes from."""
    for field in fields_of(record):
        here = at if field.inline else f'{at}."{field.name}"'
        if field.shape.record is None:
            kind = sql_type([_one(field.shape)] if field.shape.many else _one(field.shape))
            yield field.name, ViewColumn(field.name, kind, field.about, here, field.words)
        elif not field.shape.many:
            for _, inner in _columns(field.shape.record, here):
                if field.shape.bounds and inner.words:
                    continue
                name = inner.name if field.inline else f"{field.name}_{inner.name}"
                yield field.name, ViewColumn(name, inner.type, _about(field, inner), inner.sql, inner.words)


def _about(field: Field, inner: ViewColumn) -> str:
    """What an inner record's value is; of a span only its owner says whose words these are."""
    if field.shape.record is not Span:
        return inner.about
    if inner.words:
        return field.about
    return _joined(field.about.rstrip("."), inner.about)


def _joined(whose: str, about: str) -> str:
    is_word = about[1:2].islower()  # and no abbreviation
    return f"{whose}: {about[0].lower() if is_word else about[0]}{about[1:]}"


def _one(shape: Shape) -> Any:
    if shape.record is not None:
        whole = structure_of(shape.record)
        return {edge: whole[edge] for edge in ("start", "end")} if shape.bounds else whole
    assert shape.scalar is not None
    return _SQL[shape.scalar]
