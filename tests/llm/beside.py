"""``python -m tests.llm.beside ARCHIVE``: lets the archive hold codings of ``llm:NAME`` too, for pages that show what one does with them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from dateline.archive import Archive


def code_beside(folder: Path) -> None:
    """Adds our own codings once more, as if another coder agreed in everything."""
    archive = Archive.existing(folder)
    codings = list(archive.codings())
    archive.add([replace(one, versions=replace(one.versions, coder="llm:NAME")) for one in codings])


if __name__ == "__main__":
    code_beside(Path(sys.argv[1]))
