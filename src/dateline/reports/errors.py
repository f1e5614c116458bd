"""The errors of this room: why something could not be read as a report, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category


class ReportError(Exception):
    """What cannot be read, in one line: ``report.txt: is empty; give a file that holds a report's text``."""

    def __init__(self, source: str, cause: str, next_move: str) -> None:
        super().__init__(source, cause, next_move)
        self.source = source
        self.cause = cause
        self.next_move = next_move

    def __str__(self) -> str:
        return printable(f"{self.source}: {self.cause}; {self.next_move}")


class MissingPackageError(ReportError):
    """What an extra of Dateline would read that is not installed: the same for every source of its kind, so told once."""


def printable(text: str) -> str:
    """The text on one line: control characters, line breaks and lone surrogates are shown as escapes; spaces are not."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or category(c) == "Zs" else c.encode("unicode_escape").decode("ascii") for c in text
    )


def mistake(source: str, error: Exception) -> ReportError:
    """A record that tripped Dateline itself: the line says where in the code, so that it can be reported and mended."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}: " if trace is not None else ""
    cause = f"could not be coded ({place}{type(error).__name__}: {str(error)[:200]})"
    return ReportError(source, cause, "this is a mistake in Dateline: please report it together with the text")
