"""What a page of the desk is: an address, a question to a snapshot, and an answer that leaves as HTML, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dateline.desk.chosen import Choice
from dateline.desk.shelf import Shelf, Snapshot
from dateline.errors import DatelineError

T = TypeVar("T")
#: Rows of a page, and of a table that is taken away whole.
ROWS, WHOLE = 50, 100_000


class NotThereError(DatelineError):
    """An address that names no report, story or actor of the archive."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as pages see it. ``path`` holds the parts of the address, ``query`` what is no filter (sort, page …).

    ``found`` are the reports that hold the words of ``choice.q``, the best first; None if no words are asked for. ``whole``: all
    rows are wanted, for a table.
    """

    snapshot: Snapshot
    shelf: Shelf
    choice: Choice
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    found: Sequence[str] | None = None
    whole: bool = False
    who: str | None = None

    def where(self, *, but: str = "") -> tuple[str, dict[str, object]]:
        """SQL that holds for the chosen events ``e`` of ``desk.events``, and its values."""
        return self.choice.where(but=but, reports=self.found)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the chosen events, once for each choice while the archive stays as it is."""
        found = None if self.found is None else hash(tuple(self.found))
        return self.snapshot.kept((key, self.choice, found), make)

    @property
    def number(self) -> int:
        """Which page of a list, from 1."""
        asked = self.query.get("page", "")
        return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1

    @property
    def limits(self) -> str:
        """LIMIT and OFFSET of the rows that are shown."""
        return f"LIMIT {WHOLE}" if self.whole else f"LIMIT {ROWS} OFFSET {ROWS * (self.number - 1)}"

    def picked(self, name: str, among: Sequence[str]) -> str:
        """The value of a parameter that has few; the first where another is given."""
        return value if (value := self.query.get(name, "")) in among else among[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """``data`` is what JSON gives and the template shows: a frozen dataclass. ``rows`` is the table on the screen, for CSV.

    ``title`` stands over the page.
    ``contract`` is what JSON gives instead where it has a form of its own; ``to_send`` makes the page to send where it is another
    than the one on the screen.
    """

    title: str
    data: Any
    rows: Iterable[Mapping[str, Any]] = ()
    contract: Mapping[str, Any] | None = None
    to_send: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """``path`` as Starlette writes addresses; ``about`` in one line, for the navigation and the API's description.

    ``parameters``: what a query may say beside the filters, each with the values it may have (empty: any) or what it means.
    ``steady``: it shows the snapshot and what words find, and nothing else: it is the same for all as long as these are.
    """

    path: str
    template: str
    answer: Callable[[Asked], Answer]
    about: str
    data: type
    name: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    filtered: bool = True
    steady: bool = False
