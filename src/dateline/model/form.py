"""How a field is written outside Python: marks for ``Annotated`` beside the sentence that documents it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """The field's name outside Python, where Python's own words forbid it: ``from``."""

    name: str


class _Mark:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


#: The fields of this record stand among those of its owner: a mention is ``{"start", "end", "text", "form"}``.
INLINE = _Mark("INLINE")
#: Left out where it is None: a source is ``{"actor": …}`` or ``{"publisher": …}``.
IF_GIVEN = _Mark("IF_GIVEN")
#: Of a span only where it stands, for the words can be read there: the sentences of a coding, the span of a dateline.
BOUNDS = _Mark("BOUNDS")
#: Words of the report, which whoever may not pass its text on leaves out.
WORDS = _Mark("WORDS")
