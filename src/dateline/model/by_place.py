"""Things that each have a span of one text, to be asked by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from dateline.model.span import Span

T = TypeVar("T")
_BLOCK = 256  # characters


class ByPlace(Generic[T]):
    """The things, to be asked which of them are at a span. No question walks through all of them.

    >>> text = "Police said that Oslo was calm."
    >>> said = ByPlace([Span.of(text, 12, 30), Span.of(text, 0, 6)], lambda span: span)
    >>> [span.text for span in said.holding(Span.of(text, 17, 21))]
    ['that Oslo was calm']
    """

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self._blocks: dict[int, list[tuple[int, Span, T]]] = {}
        for number, thing in enumerate(things):
            span = span_of(thing)
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((number, span, thing))

    def holding(self, span: Span) -> Iterator[T]:
        """Those whose span holds the whole of this one, in the order in which they were given."""
        return (thing for _, own, thing in self._blocks.get(span.start // _BLOCK, ()) if own.contains(span))

    def overlapping(self, span: Span) -> list[T]:
        """Those whose span has a character in common with this one, in the order in which they were given."""
        blocks = range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1)
        near = {number: (own, thing) for block in blocks for number, own, thing in self._blocks.get(block, ())}
        return [thing for _, (own, thing) in sorted(near.items(), key=lambda item: item[0]) if own.overlaps(span)]
