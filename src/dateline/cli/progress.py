"""Progress on standard error: how many reports and sentences, how fast. Silent for the first two seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_QUIET = 2.0  # seconds
_EVERY = 0.5
_EVERY_PLAIN = 30.0  # where standard error is a file, a line now and then is enough


class Progress:
    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = self._started + _QUIET - _EVERY
        self._reports = self._sentences = self._failed = 0
        self._live = sys.stderr.isatty()
        self._written = False

    def __enter__(self) -> Progress:
        return self

    def advance(self, sentences: int, failed: int) -> None:
        self._reports += 1
        self._sentences += sentences
        self._failed = failed
        now = time.monotonic()
        if now - self._shown >= (_EVERY if self._live else _EVERY_PLAIN):
            self._shown = now
            self._write("\r" if self._live else "", "" if self._live else "\n")

    def _write(self, before: str, after: str) -> None:
        seconds = max(time.monotonic() - self._started, 1e-9)
        left_out = f", {self._failed} left out" if self._failed else ""
        line = f"{self._reports} reports, {self._sentences} sentences{left_out}, {self._sentences / seconds:.0f} sentences/s"
        sys.stderr.write(f"{before}{line:<78}{after}")
        sys.stderr.flush()
        self._written = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._written:
            self._write("\r" if self._live else "", "\n")
