"""The errors of this room: why something could not be read as a report, and what to do about it."""

from __future__ import annotations


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
    """The text on one line: control characters, line breaks and lone surrogates are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
