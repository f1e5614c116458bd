"""The name of a file in, its stream of bytes out, also where it is none of the disk: a pipe, a terminal, a device."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import ReportError
from dateline.reports.streams import HEAD, replayed

_WAIT = 5.0  # seconds for whoever writes to a pipe
_STEP = 0.05
# Here pipes stand that a shell has opened, and whoever writes to them is there already or gone.
_OF_SHELLS = ("/dev", "/proc")


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """The file, open. Raises ReportError for a pipe that nobody writes to, OSError for what cannot be opened."""
    if stat.S_ISFIFO(path.stat().st_mode) and not any(path.is_relative_to(folder) for folder in _OF_SHELLS):
        # To open it in the common way would wait for ever where nobody writes to it.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as pipe:
            first = _first_written(pipe, path)
            os.set_blocking(pipe.fileno(), True)
            yield replayed(first, cast(BinaryIO, pipe))
    else:
        with path.open("rb") as file:
            yield file


def _first_written(pipe: FileIO, path: Path) -> bytes:
    """What is in the pipe already; nothing if somebody who writes to it is there and has not begun."""
    until = time.monotonic() + _WAIT
    while (first := pipe.read(HEAD)) == b"":
        if time.monotonic() > until:
            raise ReportError(str(path), "is a pipe that nobody writes to", "start first what writes to it")
        time.sleep(_STEP)
    return first or b""


def refuse_device(stream: BinaryIO, source: str) -> None:
    """Raises ReportError for what has no end, or is no file: ``/dev/zero``, a disk. A terminal is read until its user ends it."""
    try:
        mode, is_terminal = os.fstat(stream.fileno()).st_mode, stream.isatty()
    except (OSError, AttributeError, ValueError):
        return  # no file of the system
    if (stat.S_ISCHR(mode) and not is_terminal and not _is_null(stream)) or stat.S_ISBLK(mode):
        raise ReportError(source, "is a device, and no file", "give a file that holds reports")


def _is_null(stream: BinaryIO) -> bool:
    """Whether nothing is read from it, as of standard input that is taken away."""
    return os.path.samestat(os.fstat(stream.fileno()), Path(os.devnull).stat())
