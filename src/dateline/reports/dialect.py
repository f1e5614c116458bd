"""The first characters of a table in text in; how it is written (delimiter, quotes, lines before the names) out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.reports.options import SourceOptions
from dateline.reports.records import has_text, layout

_DELIMITERS = ("\t", ",", ";", "|")
_SAID = re.compile(r"(?i)\s*sep=(.)\s*")  # a spreadsheet's first line
_ESCAPED = re.compile(r'[^\\,;|\t]\\"[^,;|\t\r\n]')


@dataclass(frozen=True, slots=True)
class Dialect:
    """``before`` is the number of lines before the one that names the columns."""

    delimiter: str
    quoted: bool
    escape: str | None
    before: int

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Each row as its cells, the names of the columns first. ``csv.Error`` where quotation marks do not close."""
        for _ in range(self.before):
            next(lines, None)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            escapechar=self.escape if self.quoted else None,
            strict=True,
        )


def dialect_of(head: str, options: SourceOptions) -> Dialect:
    """The delimiter that a spreadsheet says, or by which the first line that holds anything names most fields of a report."""
    lines = re.split(r"\r\n|\n|\r", head)
    before = next((n for n, line in enumerate(lines) if line.strip()), 0)
    said = _SAID.fullmatch(lines[before])
    if said:
        before += 1
        delimiter = said[1]
    else:
        first = lines[before]
        delimiter = max(_DELIMITERS, key=lambda mark: (named(cells(first, mark), options), first.count(mark)))
    quoted = delimiter != "\t" or _is_quoted(head)
    return Dialect(delimiter, quoted, "\\" if _ESCAPED.search(head) else None, before)


def is_table(head: str, options: SourceOptions) -> bool:
    """Whether a text of unknown kind opens with the names of columns, one of them that of the text."""
    first = head.lstrip("\r\n").partition("\n")[0]
    for delimiter in _DELIMITERS:
        names = cells(first, delimiter)
        if len(names) > 1 and has_text(names, options) and named(names, options) > 1:
            return True
    return False


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line as if none were quoted, without blanks and quotation marks at their edges."""
    return [cell.strip(' "\r') for cell in line.split(delimiter)]


def named(names: Sequence[str], options: SourceOptions) -> int:
    """How many fields of a report these columns name."""
    return sum(any(n in names for n in known) for known in layout(names, options).values())


def _is_quoted(head: str) -> bool:
    """Whether quotation marks enclose whole fields; where they are only written in a text, they enclose nothing."""
    whole = len(re.findall(r'(?m)(?:^|\t)"(?:[^"\t]|"")*"(?=\t|\r?$)', head))
    return whole * 2 > len(re.findall(r'(?m)(?:^|\t)"', head))
