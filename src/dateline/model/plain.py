"""Any record of this room as plain data, by its fields as :mod:`dateline.model.schema` walks them, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from dateline.errors import ReportError
from dateline.model.brief import cut
from dateline.model.schema import Field, Scalar, Shape, fields_of
from dateline.model.span import Span

Json = dict[str, Any]
R = TypeVar("R")
_SHOWN = 200  # characters of a cause, which may quote what was given
_HELD = 2**63  # the numbers below it are what a column of an archive holds
_SURROGATE = re.compile("[\ud800-\udfff]")


def record_to_json(record: Any) -> Json:
    """Any record of this room as plain data."""
    kind: type = type(record)
    return _writer(kind)(record)


def record_from_json(record: type[R], data: Mapping[str, Any], text: str) -> R:
    """The record that :func:`record_to_json` gave. ``text`` is its report's: every span must stand there as it claims."""
    try:
        found: R = _read(record, data, text, "")
    except (ValueError, TypeError) as error:
        raise ReportError("the coding", cut(str(error), _SHOWN), "give it as to_json gave it") from None
    return found


@cache
def _writer(record: type) -> Callable[[Any], Json]:
    parts = [(f.attribute, f.name, _value_writer(f.shape), f.inline, f.if_given) for f in fields_of(record)]

    def write(item: Any) -> Json:
        out: Json = {}
        for attribute, name, value, inline, if_given in parts:
            held = getattr(item, attribute)
            if inline:
                out |= value(held)
            elif held is not None or not if_given:
                out[name] = value(held)
        return out

    return write


def _value_writer(shape: Shape) -> Callable[[Any], Any]:
    one: Callable[[Any], Any]
    if shape.bounds:
        one = _bounds
    elif shape.record is not None:
        one = _writer(shape.record)
    elif shape.scalar in (date, datetime):
        one = _iso
    elif shape.many:
        return list
    else:
        return _same
    if shape.many:
        return lambda held: [one(item) for item in held]
    return (lambda held: None if held is None else one(held)) if shape.optional else one


def _bounds(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _iso(day: date) -> str:
    return day.isoformat()


def _same(value: Any) -> Any:
    return value


def _read(record: type, data: Any, text: str, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where or 'it'} is no object")
    given = (f for f in fields_of(record) if not f.derived and not _stays_away(f, data))
    return record(**{f.attribute: _field_of(f, data, text, f"{where}.{f.name}".lstrip(".")) for f in given})


def _stays_away(field: Field, data: Mapping[str, Any]) -> bool:
    """Whether an earlier Dateline, which had no such field, wrote this: the field then has its default."""
    if field.required or field.inline:
        return False
    return field.name not in data or (data[field.name] is None and not field.shape.optional)


def _field_of(field: Field, data: Mapping[str, Any], text: str, where: str) -> Any:
    if field.inline:
        return _one(field.shape, data, text, where)
    if field.name not in data:
        raise ValueError(f"{where} is missing")
    value = data[field.name]
    if value is None:
        if not field.shape.optional:
            raise ValueError(f"{where} is null")
        return None
    if field.shape.many:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where} is no list")
        return tuple(_one(field.shape, item, text, f"{where}[{i}]") for i, item in enumerate(value))
    return _one(field.shape, value, text, where)


def _one(shape: Shape, value: Any, text: str, where: str) -> Any:
    if shape.record is Span:
        return _span(value, text, where, bounds=shape.bounds)
    if shape.record is not None:
        return _read(shape.record, value, text, where)
    found = _scalar(shape.scalar, value, where)
    if shape.choices and found not in shape.choices:
        raise ValueError(f"{where} is {cut(found)!r}, and may be {', '.join(shape.choices)}")
    return found


def _span(value: Any, text: str, where: str, *, bounds: bool) -> Span:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where} is no object")
    start, end = (_scalar(int, value.get(edge), f"{where}.{edge}") for edge in ("start", "end"))
    span = Span.of(text, start, end)
    if not bounds and value.get("text") != span.text:
        claim = value.get("text")
        said = repr(cut(claim)) if isinstance(claim, str) else "no text"
        raise ValueError(f"{where} claims {said}, and the report says {cut(span.text)!r} there")
    return span


def _scalar(kind: Scalar | None, value: Any, where: str) -> Any:
    if kind in (date, datetime) and isinstance(value, str):
        return date.fromisoformat(value) if kind is date else datetime.fromisoformat(value)
    allowed = (int, float) if kind is float else kind or ()
    if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{where} is {type(value).__name__}, not {kind.__name__ if kind else 'that'}")
    if isinstance(value, int | float) and not -_HELD <= value < _HELD:  # NaN is on neither side
        raise ValueError(f"{where} is no number, or too large a one")
    if isinstance(value, str) and _SURROGATE.search(value):
        raise ValueError(f"{where} holds half of a surrogate pair")
    return float(value) if kind is float and isinstance(value, int) else value
