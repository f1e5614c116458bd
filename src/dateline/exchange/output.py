"""Files that appear whole or not at all, and cells that no reader can misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SEPARATOR = re.compile(r"\s*;\s*")


@contextmanager
def whole_file(output: Path) -> Iterator[IO[str]]:
    """Write to a neighbour of ``output`` that takes its name only when everything is written."""
    with unfinished(output) as part, part.open("w", encoding="utf-8", newline="\n") as out:
        yield out


@contextmanager
def unfinished(output: Path) -> Iterator[Path]:
    """The name to write under; renamed to ``output`` at the end, removed if something fails."""
    part = output.with_name(f".{output.name}.part")
    try:
        yield part
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def cell(value: object, missing: str = "") -> str:
    """A value as a field of a TSV that is read without quoting: no tab, no line break, no double quote inside.

    Readers that treat quotes as special and readers that do not then see the same fields.
    """
    if value is None or value == "":
        return missing
    text = _SURROGATES.sub("�", _BREAKS.sub(" ", str(value)))
    return text.replace('"', "'").strip() or missing


def joined(values: Iterable[object], separator: str = "; ", missing: str = "None") -> str:
    """Several values in one field, in step with their neighbours; a separator inside a value becomes a comma."""
    parts = [_SEPARATOR.sub(", ", cell(value, missing)) for value in values]
    return separator.join(parts) if parts else missing


def tsv_line(fields: Iterable[object], missing: str = "") -> str:
    return "\t".join(cell(field, missing) for field in fields) + "\n"
