"""Markdown tables from rows of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends in a cell do not break it.

    >>> print(table(("code", "is"), [("MIL", "armed | forces")]))
    | code | is |
    |---|---|
    | MIL | armed \\| forces |
    """
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)])


def code(text: str) -> str:
    """As code, also where it holds backticks; nothing for nothing."""
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{text}{ticks}" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
