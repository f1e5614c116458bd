"""A table of reports (CSV, TSV, Parquet) in, a raw report a row out, as they come; a wrong row becomes an error of its own."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.reports.decoding import MARKS, decode
from dateline.reports.dialect import dialect_of, is_table
from dateline.reports.options import SourceOptions
from dateline.reports.records import SURROGATE, has_text, layout, record_report
from dateline.reports.sniff import Signs
from dateline.reports.streams import Opened, bounded_lines, on_disk, refuse_growth
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    import duckdb

_LONGEST_FIELD = 4 << 20
_LONGEST_LINE = 16 << 20
_ROWS_AT_ONCE = 8  # of up to 16 MiB
_MEMORY = "512MB"
_PARQUET = "read_parquet(?, binary_as_string = true)"  # older programs do not mark strings as such
_SHOWN = 20  # names of columns in a message

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
    rows = dialect.rows(_decoded(opened, encoding, by_return="\n" not in head))
    yield from _rows(rows, opened.name, options, dialect.before)


def head_encoding(head: bytes, name: str) -> str:
    """The encoding by a byte order mark or by what the first bytes look like."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding
    whole = head.rpartition(b"\n")[0] or head
    return "utf-8" if whole.isascii() else decode(whole, name).encoding


def _decoded(opened: Opened, encoding: str, *, by_return: bool) -> Iterator[str]:
    """The lines; bytes that do not fit become lone surrogates, which the row they stand in is refused for.

    ``by_return``: lines end with a carriage return alone, as of old on the Mac.
    """
    if by_return or codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")):
        with io.TextIOWrapper(opened.stream, encoding, "surrogateescape", newline="") as text:
            while line := text.readline(_LONGEST_LINE):
                yield line.lstrip("\ufeff")
        return
    for data in bounded_lines(opened.stream, _LONGEST_LINE, opened.name):
        yield data.decode(encoding, "surrogateescape")


def _rows(
    rows: Iterator[list[str]], name: str, options: SourceOptions, number: int
) -> Iterator[RawReport | ReportError]:
    """``number`` lines stand before the one that names the columns."""
    names: list[str] | None = None
    while True:
        number += 1
        place = f"{name}, row {number}"
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
            wrong = (
                _without_text(names, name, options) or _missing(names, name, options) or _twice(names, name, options)
            )
            if wrong:
                yield wrong
                return
        elif len(cells) != len(names) and (len(cells) < len(names) or any(map(str.strip, cells[len(names) :]))):
            cause = f"has {len(cells)} cells, and the first row names {len(names)} columns"
            yield ReportError(place, cause, "quote cells that hold the delimiter or a line break")
        else:
            yield _row_report(dict(zip(names, cells, strict=False)), place, options)
    if names is None:
        yield ReportError(name, "is empty", "give a table with the names of its columns in the first row")


def _row_report(record: dict[str, str], place: str, options: SourceOptions) -> RawReport | ReportError:
    if any(SURROGATE.search(value) for value in record.values()):
        return ReportError(
            place, "holds bytes that do not fit the file's encoding", "name the encoding, or save as UTF-8"
        )
    return record_report(record, place, options)


def _without_text(names: Sequence[str], name: str, options: SourceOptions) -> ReportError | None:
    if has_text(names, options):
        return None
    shown = ", ".join(names[:_SHOWN])[:300] + (" …" if len(names) > _SHOWN else "")
    wanted = f"no column {options.text!r}" if options.text else "no column that is known to hold the text"
    return ReportError(name, f"has {wanted}; there are: {shown}", "say which column holds the text")


def _missing(names: Sequence[str], name: str, options: SourceOptions) -> ReportError | None:
    """A column that the user names must be there: a publisher that silently stays unknown would be found out late."""
    for field in ("date", "publisher", "title", "id", "url"):
        wanted = getattr(options, field)
        if wanted is not None and wanted not in names:
            shown = ", ".join(names[:_SHOWN])[:300]
            return ReportError(
                name, f"has no column {wanted!r}; there are: {shown}", f"say which column holds the {field}"
            )
    return None


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
            wrong = _without_text(names, opened.name, options) or _missing(names, opened.name, options)
            if wrong:
                yield wrong
                return
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
