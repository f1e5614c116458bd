"""The one schema: the records walked once, so that every other form of them (JSON out and in, Parquet, the columns of the
views and their documentation) is derived from the fields as they are written in this room."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, is_dataclass
from dataclasses import Field as DataclassField
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from dateline.model.form import BOUNDS, IF_GIVEN, INLINE, WORDS, Named

Scalar = type[str] | type[int] | type[float] | type[bool] | type[date] | type[datetime]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds: a scalar, or a record (``record``), or several of either (``many``).

    ``choices`` are the words that a text may be; ``bounds``: of a span only where it stands.
    """

    scalar: Scalar | None = None
    record: type | None = None
    many: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    bounds: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: ``attribute`` in Python, ``name`` everywhere else, and the sentence that documents it.

    A ``derived`` one follows from the others: it is written, and not read back. ``words``: it holds words of the report.
    One that is not ``required`` came later, or may stay away: what does not have it has its default.
    """

    attribute: str
    name: str
    about: str
    shape: Shape
    inline: bool = False
    if_given: bool = False
    derived: bool = False
    words: bool = False
    required: bool = True


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """The fields of a record, in order. Raises TypeError for a field that no other form could hold or nothing documents."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(record, f, hints[f.name]) for f in dataclass_fields(record))


def _field(record: type, given: DataclassField[Any], hint: Any) -> Field:
    attribute = given.name
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{record.__name__}.{attribute} is not documented: write Annotated[…, 'what it holds']")
    inner, *marks = get_args(hint)
    about = next((m for m in marks if isinstance(m, str)), "")
    name = next((m.name for m in marks if isinstance(m, Named)), attribute)
    shape = _shape(inner, bounds=BOUNDS in marks)
    kind = {"inline": INLINE in marks, "if_given": IF_GIVEN in marks, "words": WORDS in marks}
    required = given.default is MISSING and given.default_factory is MISSING
    return Field(attribute, name, about, shape, derived=not given.init, required=required, **kind)


def _shape(hint: Any, *, bounds: bool = False, many: bool = False, optional: bool = False) -> Shape:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _shape(inner[0], bounds=BOUNDS in inner[1:], many=many, optional=optional)
    if origin in (UnionType, Union) and len(inner) == 2 and NoneType in inner:
        return _shape(next(i for i in inner if i is not NoneType), bounds=bounds, many=many, optional=True)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis and not many:
        return _shape(inner[0], bounds=bounds, many=True, optional=optional)
    if origin is Literal:
        return Shape(scalar=str, many=many, optional=optional, choices=inner)
    if hint in (str, int, float, bool, date, datetime):
        return Shape(scalar=hint, many=many, optional=optional)
    if is_dataclass(hint) and isinstance(hint, type):
        return Shape(record=hint, many=many, optional=optional, bounds=bounds)
    raise TypeError(f"no other form of a record could hold {hint!r}")
