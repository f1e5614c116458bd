"""Which schema the codings of an archive follow: those of another Dateline are refused before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from dateline.archive.damage import whole_parts
from dateline.archive.parts import SCHEMA_NOTE, laid_out, note_query, quoted
from dateline.errors import ArchiveError
from dateline.model import SCHEMA

_BEFORE_NOTES = "dateline/1"  # the parts of it say nothing of their schema


def refuse_others(folder: Path) -> None:
    """ArchiveError if a part holds codings of another schema than ours.

    What has flat tables has been read by this Dateline before: only the other parts are opened, and of these what can be read.
    """
    parts = whole_parts(folder, "codings")
    read = laid_out(folder, "reports", parts)
    unread = [part for part in parts if part.name not in read]
    other = next((schema for schema in sorted(_schemas(unread)) if schema != SCHEMA), None)
    if other is not None:
        newer = "use a newer Dateline, or " if _number(other) > _number(SCHEMA) else ""
        raise ArchiveError(
            f"{folder}: its codings follow the schema {other}, and this Dateline reads {SCHEMA}; {newer}code the reports again"
            " into a new folder: dateline code FILE --into NEW"
        )


def _schemas(parts: Iterable[Path]) -> set[str]:
    """The schemas of these parts."""
    files = list(parts)
    if not files:
        return set()
    try:
        with duckdb.connect() as connection:
            names = ", ".join(quoted(str(file)) for file in files)
            noted = dict(connection.execute(note_query(f"[{names}]", SCHEMA_NOTE)).fetchall())
    except duckdb.Error:  # one of them is gone or broken: then each by itself
        return {schema for file in files for schema in _schemas([file])} if len(files) > 1 else set()
    return {noted.get(str(file), _BEFORE_NOTES) for file in files}


def _number(schema: str) -> int:
    """``dateline/3`` is 3; what is not counted so is newer than all that is."""
    digits = schema.removeprefix("dateline/")
    return int(digits) if digits.isascii() and digits.isdigit() else 1_000_000
