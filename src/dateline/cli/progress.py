"""Progress on standard error: how many of how many reports, sentences, how fast. Silent for the first two seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_QUIET = 2.0  # seconds
_EVERY = 0.5
_FIRST_PLAIN, _MOST_PLAIN = 5.0, 30.0  # where standard error is a file, a line now and then is enough
_WIDE = 78


class Progress:
    """``expected``: how many there are, if that is known; ``what``: what they are."""

    def __init__(self, expected: int | None = None, what: str = "reports") -> None:
        self._expected, self._what = expected, what
        self._started = time.monotonic()
        self._live = sys.stderr.isatty()
        self._next = self._started + (_QUIET if self._live else _FIRST_PLAIN)
        self._done = self._sentences = self._failed = 0
        self._written = False
        self._stands = False  # a line without an end is on the screen

    def __enter__(self) -> Progress:
        return self

    def advance(self, sentences: int, failed: int) -> None:
        self._done += 1
        self._sentences += sentences
        self.fail(failed)

    def fail(self, failed: int) -> None:
        """So many could not be read until now."""
        self._failed = failed
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_EVERY if self._live else min(_MOST_PLAIN, max(_FIRST_PLAIN, now - self._started)))
        self._write()

    def make_way(self) -> None:
        """Take the line away, before something else is written on the same screen."""
        if self._stands:
            sys.stderr.write("\r" + " " * _WIDE + "\r")
            sys.stderr.flush()
            self._stands = False

    def _write(self) -> None:
        sys.stderr.write(f"\r{self._line():<{_WIDE}}" if self._live else f"{self._line()}\n")
        sys.stderr.flush()
        self._written, self._stands = True, self._live

    def _line(self) -> str:
        seconds = max(time.monotonic() - self._started, 1e-9)
        of = f" of {self._expected:,}" if self._expected is not None and self._expected >= self._done else ""
        parts = [f"{self._done:,}{of} {self._what}"]
        parts += [f"{self._sentences:,} sentences"] if self._sentences else []
        parts += [f"{self._failed:,} left out"] if self._failed else []
        parts += [f"{self._sentences / seconds:,.0f} sentences/s"] if self._sentences else []
        return ", ".join(parts)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._written:
            self.make_way()
            sys.stderr.write(self._line() + "\n")
            sys.stderr.flush()
