"""Records whose spans are moved to another text: one that says the same, and in which everything has another place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from dateline.model.schema import fields_of
from dateline.model.span import Span

R = TypeVar("R")
Place = Callable[[int, int], tuple[int, int]]
"""Start and end in the one text in, start and end in the other out."""


def moved(record: R, text: str, place: Place) -> R:
    """The record with each span in it, however deep, where ``place`` puts it in ``text``."""
    if isinstance(record, Span):
        return Span.of(text, *place(record.start, record.end))  # type: ignore[return-value]
    kind: type = type(record)
    changed: dict[str, Any] = {}
    for field in fields_of(kind):
        held = getattr(record, field.attribute)
        if field.derived or field.shape.record is None or held is None:
            continue
        many = field.shape.many
        changed[field.attribute] = tuple(moved(one, text, place) for one in held) if many else moved(held, text, place)
    return replace(record, **changed)  # type: ignore[type-var]
