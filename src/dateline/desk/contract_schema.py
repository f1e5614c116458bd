"""The JSON Schema of a coding in the form of the contract, from the fields of its records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dateline.model import SCHEMA, Coding, Span
from dateline.model.schema import Field, Scalar, Shape, fields_of

_SCALARS: Mapping[Scalar, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_BOUNDS = ("start", "end")


def coding_schema() -> dict[str, Any]:
    """Of a whole coding. Words may be null: an archive may have been made without texts."""
    coding = _record(Coding)
    properties = {"schema": {"const": SCHEMA}} | coding["properties"]
    return coding | {"properties": properties, "required": ["schema", *coding["required"]]}


def _record(record: type, *, bounds: bool = False) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in fields_of(record):
        if bounds and record is Span and field.name not in _BOUNDS:
            continue
        properties |= _inline(field) if field.inline else {field.name: _field(field)}
    required = [name for name in properties if name not in _may_stay_away(record)]
    return {"type": "object", "properties": properties, "required": required}


def _may_stay_away(record: type) -> set[str]:
    return {field.name for field in fields_of(record) if field.if_given}


def _inline(field: Field) -> dict[str, Any]:
    assert field.shape.record is not None
    held: dict[str, Any] = _record(field.shape.record, bounds=field.shape.bounds)["properties"]
    return held


def _field(field: Field) -> dict[str, Any]:
    one = _one(field.shape)
    value = {"type": "array", "items": one} if field.shape.many else one
    told = {"description": field.about}
    if field.shape.optional or field.words or not field.required:
        return {"anyOf": [value, {"type": "null"}]} | told
    return value | told


def _one(shape: Shape) -> dict[str, Any]:
    if shape.record is not None:
        return _record(shape.record, bounds=shape.bounds)
    if shape.choices:
        return {"enum": list(shape.choices)}
    return _SCALARS[shape.scalar or str]
