"""A record whose spans are told of another text than the one that it was read in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from dateline.model.schema import fields_of
from dateline.model.span import Span

R = TypeVar("R")


def reworded(record: R, told: Callable[[Span], Span]) -> R:
    """The same record with what ``told`` makes of each span in it and in the records that it holds.

    >>> from dateline.model import Mention
    >>> reworded(Mention(Span(4, 8, "Lund"), "name"), lambda span: Span(span.start, span.end, span.text.lower())).span
    Span(4, 8, 'lund')
    """
    kind: type = type(record)
    held = {f.attribute: getattr(record, f.attribute) for f in fields_of(kind) if f.shape.record and not f.derived}
    changed = {name: _reworded(value, told) for name, value in held.items() if value is not None}
    return replace(record, **changed)  # type: ignore[type-var]  # the walk knows dataclasses only


def _reworded(value: Any, told: Callable[[Span], Span]) -> Any:
    if isinstance(value, tuple):
        return tuple(_reworded(item, told) for item in value)
    return told(value) if isinstance(value, Span) else reworded(value, told)
