"""How long a question to an archive may take, and how much memory: what goes over is stopped, and told in one line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import monotonic

import duckdb

from dateline.errors import ArchiveError

#: Of DuckDB, which sorts on the disk what does not fit.
MEMORY = "1200MB"
#: Of the disk, for what does not fit into the memory.
SPILLED = "16GB"
SECONDS = 60.0
_GRACE = 10.0  # seconds in which what is interrupted has to end
# Bytes of memory on top of what the process has: DuckDB does not count the longest strings and lists.
_MORE_MEMORY = 2 << 30


class Allowance:
    """Of the questions of one connection: so many seconds of work, however long somebody takes to read the answer."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: float = SECONDS, next_move: str = "") -> None:
        self._connection = connection
        self._next_move = next_move or "ask for less"
        self._seconds = self._left = seconds
        self._is_over = False
        self._spilled = connection.execute("SELECT current_setting('temp_directory')").fetchall()[0][0]

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, the connection works. ArchiveError if that takes too long, or too much memory.

        A function that makes one huge value cannot be interrupted: with it the process ends.
        """
        timers = [
            Timer(max(self._left, 0.0), self._interrupt),
            Timer(max(self._left, 0.0) + _GRACE, self._end),
        ]
        begun = monotonic()
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            with _bounded_memory():
                yield
        except (duckdb.Error, RuntimeError, MemoryError) as error:
            if self._is_over:
                raise ArchiveError(self._too_long()) from error
            if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
                raise ArchiveError("the query takes more memory than it may; ask for fewer columns or rows") from error
            raise
        finally:
            for timer in timers:
                timer.cancel()
            self._left -= monotonic() - begun

    def _too_long(self) -> str:
        return f"the query takes longer than {self._seconds:g} seconds; {self._next_move}"

    def _interrupt(self) -> None:
        self._is_over = True
        self._connection.interrupt()

    def _end(self) -> None:
        shutil.rmtree(self._spilled, ignore_errors=True)
        lead = "\r" if os.isatty(2) else ""  # over the sign of life that stands there
        os.write(2, f"{lead}Error: {self._too_long()}\n".encode())
        os._exit(1)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """What the process may take on top of what it has, where the system can be asked to see to it (Linux)."""
    try:
        import resource

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    except (ImportError, OSError, ValueError, IndexError):
        yield
        return
    wanted = held + _MORE_MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if soft == resource.RLIM_INFINITY else min(wanted, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
