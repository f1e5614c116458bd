"""How long to wait before a question is sent again: longer each time, and as long as the server asks for."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.errors import RunError

#: The longest that a server may ask to wait, in seconds; whoever asks for more is asked again by the next run.
LONGEST = 300.0


class Backoff:
    """The waiting of all threads that ask one server: who is told to wait keeps the others waiting too. ``first``: seconds."""

    def __init__(self, first: float = 1.0) -> None:
        self._first = first
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._until = 0.0
        self._cause = ""

    def hold(self, tries: int, asked: float | None, *, all_wait: bool) -> float:
        """Note that the ``tries``-th try failed; the seconds to wait before the next. ``all_wait``: every question is to wait."""
        seconds = max(min(self._first * 2.0 ** min(tries - 1, 10), 60.0), asked or 0.0)
        if all_wait:
            with self._lock:
                self._until = max(self._until, time.monotonic() + seconds)
        return seconds

    def wait(self, seconds: float = 0.0) -> None:
        """Wait so long, and until all may go on. Raises RunError if the run was stopped meanwhile."""
        with self._lock:
            left = max(seconds, self._until - time.monotonic())
        if self._stopped.wait(left) if left > 0 else self._stopped.is_set():
            raise RunError(self._cause)

    def stop(self, cause: str = "the run was stopped") -> None:
        """Let nobody wait or ask any longer, and everybody be told the first cause of it."""
        with self._lock:
            if not self._stopped.is_set():
                self._cause = cause
                self._stopped.set()


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds of a ``Retry-After`` header, which gives them or a moment; None if it says neither.

    >>> retry_after("7"), retry_after("soon")
    (7.0, None)
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
