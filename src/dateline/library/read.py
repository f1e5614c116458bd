"""``dateline.read``: any source of reports in, one report after the other out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from os import PathLike, fspath
from typing import IO, Any, BinaryIO, Literal, cast, overload

from dateline.errors import ReportError, WrongTypeError, WrongValueError
from dateline.reports.formats import FORMATS
from dateline.reports.given import Errors, day_given, kind_of_value, refuse_table, sifted, words_given
from dateline.reports.options import NONE, Said, SourceOptions
from dateline.reports.reading import read_sources, read_stream, with_given
from dateline.reports.text import STANDARD_INPUT, RawReport

Source = str | PathLike[str] | IO[bytes] | IO[str]

_COLUMNS = ("text", "date", "publisher", "title", "id", "url")


@overload
def read(
    source: Source | Iterable[Source],
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    encoding: str | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
    errors: Literal["raise", "skip"] = "raise",
) -> Iterator[RawReport]: ...


@overload
def read(
    source: Source | Iterable[Source],
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    encoding: str | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
    errors: Literal["yield"],
) -> Iterator[RawReport | ReportError]: ...


def read(
    source: Source | Iterable[Source],
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    encoding: str | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
    errors: Errors = "raise",
) -> Iterator[RawReport] | Iterator[RawReport | ReportError]:
    """The reports of a source, or of several, one after the other as they are asked for: ``coder.pipe`` takes them.

    A source is a path, a folder, a pattern, an address, ``"-"`` for standard input, or an open file; it may hold text, web
    pages, JSON, CSV, Parquet, feeds, web archives and what agencies and press databases export. What it holds is judged by
    its content unless ``kind`` names it. ``columns`` says which column or key holds what: ``{"text": "body", "date": "day"}``;
    ``day_first`` how 3/4/2021 is meant, which else is not read. ``published`` and ``publisher`` win over what sources say.
    A table whose dates are in no column that is known is refused, unless ``published`` is given, or ``{"date": "none"}``.

    What cannot be read is raised as a ReportError that names its source, cause and next move, left out (``"skip"``), or
    yielded in its place (``"yield"``). What is given wrongly is raised at once.

    >>> import io, dateline
    >>> lines = io.StringIO('{"text": "Police arrested three protesters in Oslo.", "published": "2024-05-06"}')
    >>> [(report.text[:6], report.published.year) for report in dateline.read(lines)]
    [('Police', 2024)]
    """
    refuse_table("read", source)
    options = SourceOptions(kind=_kind(kind), encoding=_encoding(encoding), day_first=day_first, **_columns(columns))
    said = Said(day_given(published, "read"), words_given("publisher", publisher, "read"))
    if said.published is not None and options.date is None:
        options = replace(options, date=NONE)  # the day is said, so no column needs to hold it
    sources = [_checked(one) for one in _several(source)]
    found = (report for one in sources for report in _reports(one, options))
    return sifted(with_given(found, said), errors)


def _several(source: Any) -> Iterable[Any]:
    """The sources themselves; bytes and mappings, which hold others but are no sources, are told to be none."""
    is_one = isinstance(source, str | PathLike | bytes | bytearray | Mapping) or hasattr(source, "read")
    return [source] if is_one or not isinstance(source, Iterable) else source


def _checked(source: object) -> str | BinaryIO:
    """The name of a source, or a stream of its bytes."""
    if isinstance(source, str) and "\n" in source:
        raise WrongValueError(
            "read", "is given a text of several lines, and no source", "code it with coder.code(text)"
        )
    if isinstance(source, str):
        return source
    if isinstance(source, PathLike) and isinstance(path := fspath(source), str):
        return path
    if not hasattr(source, "read"):
        cause = f"is {kind_of_value(source)}, and no source"
        raise WrongTypeError("read", cause, "give a path, a folder, a pattern, an address, '-' or an open file")
    if getattr(source, "closed", False):
        raise WrongValueError(_name(source), "is closed", "open it, and read it before it is closed")
    buffer = getattr(source, "buffer", None)
    if buffer is not None:  # a file opened as text: its bytes say in which encoding it is
        return cast(BinaryIO, buffer)
    if isinstance(source, io.TextIOBase):
        return io.BytesIO(source.read().encode("utf-8", "surrogatepass"))
    return cast(BinaryIO, source)


def _reports(source: str | BinaryIO, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    return read_sources([source], options) if isinstance(source, str) else read_stream(source, _name(source), options)


def _name(stream: object) -> str:
    name = getattr(stream, "name", None)
    if name == "<stdin>":
        return STANDARD_INPUT
    return name if isinstance(name, str) else "the open file"


def _kind(kind: str | None) -> str | None:
    if words_given("kind", kind, "read") is not None and kind not in FORMATS:
        raise WrongValueError("read", f"is given the kind {kind!r:.40}", f"give one of {', '.join(FORMATS)}")
    return kind


def _encoding(encoding: str | None) -> str | None:
    words_given("encoding", encoding, "read")
    try:
        if encoding is not None:
            "a".encode(encoding)
    except (LookupError, ValueError):
        cause = f"is given the encoding {encoding!r:.40}, which is none"
        raise WrongValueError("read", cause, "give one such as utf-8, cp1252 or gb18030") from None
    return encoding


def _columns(columns: Any) -> dict[str, Any]:
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        cause = f"is given {kind_of_value(columns)} as columns"
        raise WrongTypeError("read", cause, "give what holds what: {'text': 'body', 'date': 'day'}")
    strange = next((name for name in columns if name not in _COLUMNS), None)
    if strange is not None:
        cause = f"is told of a column for {strange!r:.40}, which is nothing known of a report"
        raise WrongValueError("read", cause, f"give columns for any of {', '.join(_COLUMNS)}")
    return {name: words_given(f"column for {name}", column, "read") for name, column in columns.items()}
