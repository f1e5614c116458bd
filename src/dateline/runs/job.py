"""What is to be done in a run: which reports, coded by whom, kept where. It can be sent to other processes and machines."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import CodebookError, ReportError, RunError
from dateline.reports.given import kind_of_value
from dateline.reports.options import DEFAULT, NOTHING_SAID, Said, SourceOptions
from dateline.reports.reading import name_sources, read_sources, with_given
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    from dateline.coder import Coder


@dataclass(frozen=True, slots=True)
class CoderOf:
    """How each process makes a coder of its own: a function of a module, and what it is called with; ``named`` by name.

    >>> from dateline.coder import load
    >>> ours = CoderOf(load, ("my-codebook",))
    """

    make: Callable[..., Coder]
    arguments: tuple[Hashable, ...] = ()
    named: tuple[tuple[str, Hashable], ...] = ()

    def load(self) -> Coder:
        """A coder; RunError if its codebook cannot be used, or what the function gives is none."""
        try:
            coder = self.make(*self.arguments, **dict(self.named))
        except CodebookError as error:
            raise RunError(error.line) from error
        if not (hasattr(coder, "versions") and hasattr(coder, "code_report")):
            name = getattr(self.make, "__qualname__", "the function")
            raise RunError(f"{name}: gives {kind_of_value(coder)}, and a coder has versions and code_report; mend it")
        return coder

    def check_importable(self) -> None:
        """RunError if another process could not find the function."""
        name = getattr(self.make, "__qualname__", "")
        if "<" in name:
            raise RunError(f"{name}: other processes cannot find it; define it at the top of a module")


@dataclass(frozen=True, slots=True)
class Job:
    """Reports of ``sources``, coded into the ``archive``; without one, their codings come back and nothing is passed over.

    ``text``: keep the reports' wording in the archive. ``said`` of all reports wins over what the sources say.
    """

    coder: CoderOf
    sources: tuple[str, ...] = ()
    archive: Path | None = None
    text: bool = True
    options: SourceOptions = DEFAULT
    said: Said = NOTHING_SAID

    def reports(self) -> Iterator[RawReport | ReportError]:
        """Every report of the sources, in order, or the error that stands in its place."""
        return with_given(read_sources(self.sources, self.options), self.said)

    def names(self) -> Iterator[str | ReportError]:
        """The sources by names that hold on every machine which shares the disk."""
        return name_sources(self.sources)
