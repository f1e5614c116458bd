"""How sources are to be read: what the user says about them, and a count of what was passed over on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reports.columns import Taken


NONE = "none"  # as the name of a column: there is none


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """``kind`` is one of the formats' names, or None to judge by content; names of columns and keys are guessed if None, and
    ``"none"`` says that there is no such column.
    ``day_first`` says how dates in figures are written; None if only those are to be read that can be read one way.

    ``passed_over`` counts what is no report and was never meant to be one, as the images of a web archive. ``tell`` is called
    with the format of each file, and with what the columns of a table were taken for, before its first report.
    """

    kind: str | None = None
    text: str | None = None
    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    id: str | None = None
    url: str | None = None
    encoding: str | None = None
    day_first: bool | None = None
    passed_over: Counter[str] = field(default_factory=Counter, compare=False)
    tell: Callable[[Taken], None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of all reports: it wins over what the sources say. A title and an address are of one report alone.

    ``language`` is ``en`` where the text is not to be asked for it.
    """

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None

    def known(self) -> dict[str, date | str]:
        """What is said at all."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}


DEFAULT = SourceOptions()
NOTHING_SAID = Said()
