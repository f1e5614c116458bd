"""Files that a command writes for minutes: each gets its name at the end, and none is left behind by a command that failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def written_whole(output: Path) -> Iterator[IO[str]]:
    """A neighbour of ``output`` to write to, which takes its place if anything was written and nothing failed.

    Ctrl-C fails nothing: what is written by then is kept. A pipe or a device is written to as it is.
    """
    if output.exists() and not output.is_file():
        with output.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    final = output.resolve()  # what a link leads to, not the link
    part = final.with_name(f".{final.name}.part")
    kept = False
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            try:
                yield out
            finally:
                kept = out.tell() > 0
    except KeyboardInterrupt:
        if kept:
            part.replace(final)
        raise
    else:
        if kept:
            part.replace(final)
    finally:
        part.unlink(missing_ok=True)
