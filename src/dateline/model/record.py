"""What every record that a user holds can do: become plain data, and show itself in a line."""

from __future__ import annotations

from dateline.model.brief import brief
from dateline.model.plain import Json, record_to_json


class Record:
    """A record of the contract. All are frozen: they compare by what they hold, and can be copied and pickled."""

    __slots__ = ()

    def to_dict(self) -> Json:
        """The record as plain data, as the contract has it.

        >>> from dateline.model import Place
        >>> Place("p1", "Oslo", (), country="NOR").to_dict()["country"]
        'NOR'
        """
        return record_to_json(self)


def line(record: Record, id: str, *facts: str | None) -> str:  # noqa: A002  the contract's own name
    """How a record shows itself: ``<Actor a1: Kari Lund, person, NOR>``; what is not known is left out."""
    return f"<{type(record).__name__} {brief(id)}: {', '.join(brief(fact) for fact in facts if fact)}>"
