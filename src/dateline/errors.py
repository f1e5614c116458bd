"""What can go wrong, each in one line: the thing, the cause and the next move. All are a ``DatelineError``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import category

_PROBLEMS_SHOWN = 20
#: What to do where the memory ran out.
MORE_MEMORY = "use fewer --jobs, close other programs, or take a machine with more"
# What the libraries that we use say then, which raise errors of their own.
_NO_MEMORY = re.compile(
    r"(?i)bad_alloc|out of memory|(?:allocate|allocating) memory|cannot allocate"
    r"|failed to map segment|start new thread|pthread_create"
)


class DatelineError(Exception):
    """Anything that Dateline refuses or cannot do: catch this one to catch them all.

    >>> import dateline
    >>> try:
    ...     dateline.open("nowhere")
    ... except dateline.DatelineError as error:
    ...     print(type(error).__name__)
    ArchiveError
    """


class ReportError(DatelineError):
    """What cannot be read, in one line: the source, the cause and the next move.

    >>> str(ReportError("report.txt", "is empty", "give a file that holds a report's text"))
    "report.txt: is empty; give a file that holds a report's text"
    """

    def __init__(self, source: str, cause: str, next_move: str) -> None:
        super().__init__(source, cause, next_move)
        self.source = source
        self.cause = cause
        self.next_move = next_move

    def __str__(self) -> str:
        return printable(f"{self.source}: {self.cause}; {self.next_move}")


class MissingPackageError(ReportError):
    """What an extra of Dateline would read that is not installed: the same for every source of its kind, so told once."""


class WrongTypeError(ReportError, TypeError):
    """What a program gave is of another type than is asked for: bytes for a text, a number for a day."""


class WrongValueError(ReportError, ValueError):
    """What a program gave is of the right type and means nothing: "last week" for a day, none for the number of jobs."""


class UnknownIdError(ReportError, LookupError):
    """An id that no record of a coding has."""


class CodebookError(DatelineError, ValueError):
    """A codebook that cannot be used; ``problems`` says where and why, and what to write instead.

    >>> import dateline
    >>> try:
    ...     dateline.load("nowhere")
    ... except dateline.CodebookError as error:
    ...     print(error.problems[0])
    nowhere: no such folder; a codebook is a folder of YAML files
    """

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = list(problems)
        shown = "\n".join(str(p) for p in self.problems[:_PROBLEMS_SHOWN])
        more = len(self.problems) - _PROBLEMS_SHOWN
        super().__init__(shown if more <= 0 else f"{shown}\n… and {more} more")

    @property
    def line(self) -> str:
        """The first problem, and how many more there are, in one line."""
        more = len(self.problems) - 1
        rest = f"; {more} more, which dateline codebook check tells" if more > 0 else ""
        return printable(f"the codebook cannot be used: {self.problems[0] if self.problems else 'it is empty'}{rest}")


class ArchiveError(DatelineError):
    """What is wrong with an archive and what to do, in one line.

    >>> import dateline
    >>> try:
    ...     dateline.open("nowhere")
    ... except dateline.ArchiveError as error:
    ...     print(error)
    nowhere: there is no such folder; make an archive with: dateline code FILE --into nowhere
    """


class ReaderError(DatelineError):
    """What the reader cannot take: gold that is no CoNLL-U, weights that are not whole.

    >>> from dateline.reader.conllu import read_conllu
    >>> try:
    ...     list(read_conllu(["1 Lund"], "gold.conllu"))
    ... except ReaderError as error:
    ...     print(error)
    gold.conllu:1: a word needs ten tab-separated columns, this line has 1; mend the line
    """


class LanguageError(DatelineError):
    """Words of a language that are asked for and not there: a folder, a file, or an entry of one, in one line.

    >>> from dateline.language import lexicon
    >>> try:
    ...     lexicon("mentions").words("klingon")
    ... except LanguageError as error:
    ...     print(error)
    en/mentions.yaml: entry 'klingon' is not there; write it there as language/en has it
    """


class RunError(DatelineError):
    """Why a run over many reports could not begin or go on: no coder could be started, no cluster joined, a process ended.

    >>> try:                                                         # doctest: +SKIP
    ...     codings = list(coder.pipe(reports, jobs=64))
    ... except RunError as error:
    ...     print(error)
    report 9: the process that worked on it was ended by SIGKILL; if memory was short, use fewer jobs
    """


class DamagedPartWarning(UserWarning):
    """A file of an archive that cannot be read and is left out, in one line: which, what is wrong, and the way back."""


def printable(text: str) -> str:
    """The text on one line: control characters, line breaks and lone surrogates are shown as escapes; spaces are not."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or category(c) == "Zs" else c.encode("unicode_escape").decode("ascii") for c in text
    )


def ran_out_of_memory(error: BaseException) -> bool:
    """Whether an error, be it of a library, says that there is no more memory."""
    return isinstance(error, MemoryError) or bool(_NO_MEMORY.search(str(error)))


def mistake(source: str, error: Exception) -> ReportError:
    """A record that tripped Dateline itself: the line says where in the code, so that it can be reported and mended. That the
    memory ran out over it is nobody's mistake, and is told as such."""
    if ran_out_of_memory(error):
        return ReportError(source, "took more memory than there is", MORE_MEMORY)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}: " if trace is not None else ""
    cause = f"could not be coded ({place}{type(error).__name__}: {str(error)[:200]})"
    return ReportError(source, cause, "this is a mistake in Dateline: please report it together with the text")
