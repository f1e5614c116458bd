"""What of a coding those know whom the coding itself asks: they need not import it, so that no two files lean on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dateline.model.actor import Actor
    from dateline.model.event import Event
    from dateline.model.place import Place
    from dateline.model.report import Report
    from dateline.model.source import Source
    from dateline.model.span import Span
    from dateline.model.statement import Statement


class Coded(Protocol):
    """A report with what was read in it; :class:`dateline.model.Coding` is it, and says what each of these promises."""

    @property
    def report(self) -> Report: ...

    @property
    def actors(self) -> Sequence[Actor]: ...

    @property
    def places(self) -> Sequence[Place]: ...

    @property
    def events(self) -> Sequence[Event]: ...

    @property
    def statements(self) -> Sequence[Statement]: ...

    @property
    def attitudes(self) -> Sequence[Statement]: ...

    @property
    def abstained(self) -> Sequence[Any]: ...

    @property
    def coverage(self) -> Any: ...

    @property
    def sentences(self) -> Sequence[Span]: ...

    def actor(self, key: str) -> Actor: ...

    def place(self, key: str) -> Place: ...

    def names(self, keys: Iterable[str | Source]) -> list[str]: ...
