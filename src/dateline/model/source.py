"""Who says so: one link of the chain from the inner speaker to the publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.form import IF_GIVEN


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker whom the report names, or who published the report: one of the two."""

    actor: Annotated[str | None, IF_GIVEN, "A speaker in the report (actor_id)."] = None
    publisher: Annotated[str | None, IF_GIVEN, "Who published the report."] = None

    def __post_init__(self) -> None:
        if (self.actor is None) == (self.publisher is None):
            raise ValueError("a source is an actor or a publisher, one of the two")
