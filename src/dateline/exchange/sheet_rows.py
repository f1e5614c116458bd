"""A sheet that comes back from a coder, XLSX or CSV as whatever program saved it, as rows of cells by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import ReportError
from dateline.exchange.sheet_layout import CODERS, EVENT, ITEM, REPORT, SAMPLE, VERDICT
from dateline.exchange.workbook import letters
from dateline.exchange.write_sheet import SUFFIXES, SheetError
from dateline.reports.decoding import decode
from dateline.reports.xlsx import workbook_sheets

_NEEDED = (ITEM, *CODERS, REPORT, EVENT, SAMPLE)
_LARGEST = 64 << 20
_DELIMITERS = (",", ";", "\t", "|")
_AGAIN = "write the sheet again with --out, and fill in that"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number in the file, and its cells by the names of the columns."""

    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def where(self, column: str) -> str:
        """How a person finds a cell: row 14, column K (type verdict)."""
        return f"row {self.number}, column {self.places.get(column, '?')} ({column})"


def sheet_rows(path: Path) -> list[SheetRow]:
    """The rows below the names of the columns, those that hold nothing left out. SheetError if it is no sheet for coders."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SheetError(f"{path}: ends in neither .csv nor .xlsx; save it as one of these")
    try:
        tables = _of_workbook(path) if suffix == ".xlsx" else [_of_csv(path)]
        for table in tables:
            if (found := _below_names(path, table)) is not None:
                return found
    except OSError as error:
        raise SheetError(
            f"{path}: cannot be read ({error.strerror or error}); check the name and its permissions"
        ) from error
    except ReportError as error:
        raise SheetError(f"{path}: {error.cause}; {error.next_move}") from error
    raise SheetError(f"{path}: has no row that names the columns '{ITEM}' and '{SAMPLE}'; {_AGAIN}")


def _below_names(path: Path, table: Iterable[tuple[int, list[str]]]) -> list[SheetRow] | None:
    rows = iter(table)
    for _, cells in rows:
        names = [cell.strip() for cell in cells]
        if ITEM not in names or SAMPLE not in names:
            continue
        missing = [name for name in _NEEDED if names.count(name) != 1]
        if missing:
            raise SheetError(f"{path}: the column '{missing[0]}' is missing or there twice; {_AGAIN}")
        places = {name: letters(at) for at, name in enumerate(names) if name}
        return [
            SheetRow(number, dict(zip(names, map(_bare, row), strict=False)), places)
            for number, row in rows
            if any(cell.strip() for cell in row)
        ]
    return None


def _of_workbook(path: Path) -> Iterator[list[tuple[int, list[str]]]]:
    for rows in workbook_sheets(path):
        yield [(number, [_text(value) for value in values]) for number, values in rows]


def _of_csv(path: Path) -> list[tuple[int, list[str]]]:
    if path.stat().st_size > _LARGEST:
        raise SheetError(
            f"{path}: is larger than {_LARGEST >> 20} MiB, as no sheet for coders is; check which file it is"
        )
    text = decode(path.read_bytes(), str(path)).text
    head = next((line for line in text.splitlines() if ITEM in line and SAMPLE in line and VERDICT in line), "")
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(_LARGEST)
    try:
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1))
    except csv.Error as error:
        raise SheetError(f"{path}: is no whole CSV ({error}); save the sheet again") from error


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that says that it is a text."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip()[:1] in ("=", "+", "-", "@") else cell
