"""Why a field has its value: the words that it was read from, on whatever record it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.form import INLINE, WORDS
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Because:
    """The words that gave one field of a record its value, and by which rule."""

    field: Annotated[str, "The field of the record: country, sectors, place, date, status, mode, contexts, killed …"]
    span: Annotated[Span, INLINE, "The words it was read from."]
    reason: Annotated[
        str, WORDS, "By which rule, in a few words: 'nationality', 'a visit to', 'governed by failed'."
    ] = ""
