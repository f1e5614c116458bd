"""A table of reports (CSV, TSV, Parquet) in, a raw report a row out, as they come; a wrong row becomes an error of its own."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.reports.columns import Taken, refused, taken
from dateline.reports.date_order import DateOrder, date_order
from dateline.reports.decoding import MARKS, decode
from dateline.reports.dialect import Dialect, dialect_of, is_table
from dateline.reports.options import SourceOptions
from dateline.reports.records import SURROGATE, layout, record_report
from dateline.reports.sniff import Signs
from dateline.reports.streams import GZIP, Opened, bounded_lines, on_disk, refuse_growth
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    import duckdb

_LONGEST_FIELD = 4 << 20
_LONGEST_LINE = 16 << 20
_LARGEST_COUNTED = 256 << 20  # bytes of a table whose dates are all counted before it is read
_ROWS_AT_ONCE = 8  # of up to 16 MiB
_MEMORY = "512MB"
_PARQUET = "read_parquet(?, binary_as_string = true)"  # older programs do not mark strings as such

CSV = Signs(
    endings=("csv",),
    firm=lambda _: True,
    served=lambda seen: seen.content_type == "text/csv",
    looks=lambda seen: is_table(seen.text.lstrip("\ufeff"), seen.options),
)
TSV = Signs(
    endings=("tsv", "tab"),
    firm=lambda _: True,
    served=lambda seen: seen.content_type == "text/tab-separated-values",
)
PARQUET = Signs(magic=b"PAR1", endings=("parquet",))


def read_csv(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each row's report. The first line names the columns; its delimiter is found out."""
    try:
        encoding = options.encoding or head_encoding(opened.head, opened.name)
        head = opened.head.decode(encoding, "replace").lstrip("\ufeff")
    except LookupError:
        yield ReportError(
            opened.name, f"cannot be read as {options.encoding}, which is no encoding", "name another one"
        )
        return
    except ReportError as error:
        yield error
        return
    csv.field_size_limit(_LONGEST_FIELD)
    dialect = dialect_of(head, options)
    names, first = _beginning(dialect, head)
    if names and (wrong := refused(names, opened.name, options, first) or _twice(names, opened.name, options)):
        yield wrong
        return
    if names and options.tell is not None:
        found = taken(names, opened.name, options)
        options.tell(replace(found, order=_order(found, names, dialect, opened, encoding)))
    lines = _Lines(opened, encoding, by_return="\n" not in head)
    yield from _rows(dialect.rows(lines), opened.name, options, dialect.before, lines)


def _beginning(dialect: Dialect, head: str) -> tuple[list[str], dict[str, str]]:
    """The names of the columns and the first row, as far as the first characters of the table hold them."""
    rows = (row for row in dialect.rows(io.StringIO(head, newline="")) if any(map(str.strip, row)))
    names: list[str] = []
    with suppress(csv.Error):
        names = [cell.strip() for cell in next(rows, [])]
        return names, dict(zip(names, next(rows, []), strict=False))
    return names, {}


def _order(found: Taken, names: list[str], dialect: Dialect, opened: Opened, encoding: str) -> DateOrder | None:
    """How the dates of the whole table are written, where a file on the disk begins with such as leave a choice."""
    if "date" not in found.fields or opened.path is None:
        return None
    at = names.index(found.fields["date"])

    def dates(of: Iterator[str]) -> Iterator[str]:
        with suppress(csv.Error, ReportError):  # what is wrong is said where the rows are read
            yield from (row[at] for row in dialect.rows(of) if len(row) > at and row[at].strip() != names[at])

    head = opened.head.decode(encoding, "replace").lstrip("\ufeff")
    order = date_order(dates(io.StringIO(head, newline="")))
    if order.day_first is None and not order.of_two_readings:
        return None
    if opened.head.startswith(tuple(mark for mark, _ in MARKS)) or opened.path.stat().st_size > _LARGEST_COUNTED:
        return order
    with opened.path.open("rb") as file:
        if file.read(2) == GZIP:
            return order
        file.seek(0)
        return date_order(
            dates(line.decode(encoding, "replace") for line in bounded_lines(file, _LONGEST_LINE, opened.name))
        )


def head_encoding(head: bytes, name: str) -> str:
    """The encoding by a byte order mark or by what the first bytes look like."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding
    whole = head.rpartition(b"\n")[0] or head
    return "utf-8" if whole.isascii() else decode(whole, name).encoding


class _Lines:
    """The lines; bytes that do not fit become lone surrogates, which the row they stand in is refused for.

    ``at`` is the byte at which the next line begins, where lines are bytes. ``by_return``: lines end with a carriage return
    alone, as of old on the Mac.
    """

    def __init__(self, opened: Opened, encoding: str, *, by_return: bool) -> None:
        wide = by_return or codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        self.at: int | None = None if wide else 0
        self._lines = _of_characters(opened, encoding) if wide else self._of_bytes(opened, encoding)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        return next(self._lines)

    def _of_bytes(self, opened: Opened, encoding: str) -> Iterator[str]:
        for data in bounded_lines(opened.stream, _LONGEST_LINE, opened.name):
            self.at = self.at + len(data) if self.at is not None and len(data) <= _LONGEST_LINE else None
            yield data.decode(encoding, "surrogateescape")


def _of_characters(opened: Opened, encoding: str) -> Iterator[str]:
    with io.TextIOWrapper(opened.stream, encoding, "surrogateescape", newline="") as text:
        while line := text.readline(_LONGEST_LINE):
            yield line.lstrip("\ufeff")


def _rows(
    rows: Iterator[list[str]], name: str, options: SourceOptions, number: int, lines: _Lines
) -> Iterator[RawReport | ReportError]:
    """``number`` lines stand before the one that names the columns."""
    names: list[str] | None = None
    while True:
        number += 1
        place, begun = f"{name}, row {number}", lines.at
        try:
            cells = next(rows)
        except StopIteration:
            break
        except (csv.Error, UnicodeError) as error:
            yield ReportError(
                place, f"is no row of a table ({error})", "close its quotation marks, or write the file anew"
            )
            if names is None:
                return
            continue
        if not cells or (len(cells) == 1 and not cells[0].strip()):
            continue
        if names is None:
            names = [cell.strip() for cell in cells]
        elif len(cells) != len(names) and (len(cells) < len(names) or any(map(str.strip, cells[len(names) :]))):
            cause = f"has {len(cells)} cells, and the first row names {len(names)} columns"
            yield ReportError(place, cause, "quote cells that hold the delimiter or a line break")
        else:
            found = _row_report(dict(zip(names, cells, strict=False)), place, options)
            yield replace(found, offset=begun) if isinstance(found, RawReport) else found
    if names is None:
        yield ReportError(name, "is empty", "give a table with the names of its columns in the first row")


def _row_report(record: dict[str, str], place: str, options: SourceOptions) -> RawReport | ReportError:
    if any(SURROGATE.search(value) for value in record.values()):
        return ReportError(
            place, "holds bytes that do not fit the file's encoding", "name the encoding, or save as UTF-8"
        )
    return record_report(record, place, options)


def _twice(names: Sequence[str], name: str, options: SourceOptions) -> ReportError | None:
    """Of two columns of one name nobody can tell which is meant; those that are not read do no harm."""
    read = {column for columns in layout(names, options).values() for column in columns[:1]}
    twice = next((column for column in names if column in read and names.count(column) > 1), None)
    return ReportError(name, f"has two columns {twice!r}", "rename one of them") if twice is not None else None


def read_parquet(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each row's report; only the columns that matter are read, some rows at a time."""
    import duckdb

    with on_disk(opened, ".parquet") as path, duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("SET TimeZone = 'UTC'")  # the day must not hang on the machine that reads
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        # An asterisk or a bracket in the file's name would be read as a pattern.
        where = re.sub(r"([*?\[])", r"[\1]", str(path))
        try:
            described = connection.execute(f"DESCRIBE FROM {_PARQUET}", [where]).fetchall()
            names = [str(row[0]) for row in described]
            if wrong := refused(names, opened.name, options):
                yield wrong
                return
            if options.tell is not None:
                options.tell(taken(names, opened.name, options))
            known = {column for columns in layout(names, options).values() for column in columns}
            kept = [column for column in names if column in known]
            types = {str(row[0]): str(row[1]) for row in described}
            if wrong := _too_large(connection, where, {column: types[column] for column in kept}, path, opened.name):
                yield wrong
                return
            columns = ", ".join(_selected(column, types[column]) for column in kept)
            found = connection.execute(f"SELECT {columns} FROM {_PARQUET}", [where])  # noqa: S608 names are quoted
            number = 0
            while rows := found.fetchmany(_ROWS_AT_ONCE):
                for row in rows:
                    number += 1
                    yield record_report(dict(zip(kept, row, strict=True)), f"{opened.name}, row {number}", options)
        except duckdb.OutOfMemoryException:
            yield ReportError(
                opened.name, f"takes more than {_MEMORY} of memory to read", "write it again in smaller row groups"
            )
        except duckdb.Error as error:
            first = (str(error).splitlines() or [""])[0][:200]
            yield ReportError(opened.name, f"cannot be read as Parquet ({first})", "get a whole copy of the file")


def _too_large(
    connection: duckdb.DuckDBPyConnection, where: str, types: Mapping[str, str], path: Path, name: str
) -> ReportError | None:
    """What a table stands for is counted before it is read: where a thousand rows share one text, its file does not show it."""
    size = " + ".join(["0", *(_size(column, kind) for column, kind in types.items())])
    query = f"SELECT coalesce(sum({size}), 0), coalesce(max({size}), 0) FROM {_PARQUET}"  # noqa: S608 names are quoted
    ((all_rows, longest),) = connection.execute(query, [where]).fetchall()
    refuse_growth(int(all_rows), path.stat().st_size, name)
    if longest > _LONGEST_LINE:
        return ReportError(name, f"has a row of more than {_LONGEST_LINE >> 20} MiB", "give one report a row")
    return None


def _size(column: str, kind: str) -> str:
    """SQL for how many bytes of text a column has in a row."""
    quoted = _quoted(column)
    if kind == "VARCHAR":
        return f"coalesce(strlen({quoted}), 0)"
    return f"coalesce(list_sum([strlen(part) for part in {quoted}]), 0)" if kind == "VARCHAR[]" else "0"


def _selected(column: str, kind: str) -> str:
    quoted = _quoted(column)
    # As a moment of Python it would need one more package.
    return f"{quoted}::VARCHAR AS {quoted}" if "WITH TIME ZONE" in kind else quoted


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
