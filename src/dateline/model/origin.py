"""Where a report was read: enough to find it again in the user's own files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a report was read from, as it was named, and which record of it.

    >>> str(Origin("export.csv", "row 3", 412))
    'export.csv, row 3'
    """

    file: Annotated[str, "File or address that it was read from, as it was named."]
    part: Annotated[str | None, "Which record of the file: a row, line, entry, document, or file of a ZIP archive."] = (
        None
    )
    offset: Annotated[int | None, "Byte of the file, unpacked, at which that record begins, where it is known."] = None

    def __str__(self) -> str:
        return f"{self.file}, {self.part}" if self.part else self.file
