"""The rows that SQL yields as lines: a table for people, CSV, or JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from dateline.archive.columns import View
from dateline.errors import ArchiveError, printable

SHOWN = 200  # rows of a table; who wants more wants a file
_WIDEST = 60

Rows = Iterator[tuple[Any, ...]]


def table_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """Columns as wide as what they hold, numbers to the right; of more than :data:`SHOWN` rows the first, the rest stay."""
    shown = list(islice(rows, SHOWN))
    cells = [[_short(value) for value in row] for row in shown]
    widths = [max(map(len, column)) for column in zip(*chain([list(names)], cells), strict=True)]
    right = [all(isinstance(row[i], (int, float)) or row[i] is None for row in shown) for i in range(len(names))]
    for line in chain([list(names), ["─" * w for w in widths]], cells):
        aligned = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True))
        yield "  ".join(aligned).rstrip()


def csv_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """A line a row, the names of the columns first; a list in a cell is parted by semicolons."""
    for row in chain([names], rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(
            ["; ".join(map(_cell, v)) if isinstance(v, list) else _cell(v) for v in row]
        )
        yield line.getvalue()


def json_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """An object a row. ArchiveError if two columns have one name."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ArchiveError(f"two columns are called {twice!r}; name them apart with AS, or give --format csv.")
    for row in rows:
        values = dict(zip(names, map(_finite, row), strict=True))
        yield json.dumps(values, ensure_ascii=False, default=_cell)


def view_lines(view: View) -> Iterator[str]:
    """What a view is and what its columns mean."""
    yield f"{view.name}: {view.about}"
    wide = max(len(column.name) for column in view.columns)
    yield from (f"  {column.name:<{wide}}  {column.type:<9}  {column.about}" for column in view.columns)


def _finite(value: Any) -> Any:
    """JSON has no number that is none, and none without end."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {str(key): _finite(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_finite(inner) for inner in value]
    return value


def _short(value: Any) -> str:
    text = printable(", ".join(map(_cell, value)) if isinstance(value, list) else _cell(value))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime() | date():
            return value.isoformat()
        case float():
            return f"{value:.10g}"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
