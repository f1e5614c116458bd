"""A sign of life on standard error while one long piece of work goes on that cannot say how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

_QUIET, _QUIET_PLAIN = 2.0, 5.0  # seconds
_EVERY, _EVERY_PLAIN = 0.5, 30.0  # where standard error is a file, a line now and then is enough


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say ``what`` is done and for how long, after the first seconds; on a terminal the line goes when the work is done."""
    done = Event()
    teller = Thread(target=_tell, args=(what, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, done: Event) -> None:
    started, live = time.monotonic(), sys.stderr.isatty()
    if done.wait(_QUIET if live else _QUIET_PLAIN):
        return
    while True:
        seconds = round(time.monotonic() - started)
        line = f"{what}, {seconds // 60}:{seconds % 60:02} …"
        sys.stderr.write(f"\r{line}" if live else f"{line}\n")
        sys.stderr.flush()
        if done.wait(_EVERY if live else _EVERY_PLAIN):
            break
    if live:
        sys.stderr.write("\r" + " " * len(line) + "\r")
        sys.stderr.flush()
