"""The bar of a long run on standard error: how far, how fast, how long still; a line now and then where nobody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

_FIRST_PLAIN, _MOST_PLAIN = 5.0, 30.0  # seconds between two lines


class Bar:
    """``expected``: how many records there are to read, if that is known."""

    def __init__(self, expected: int | None) -> None:
        self._expected = expected
        self._started = time.monotonic()
        self._next = self._started + _FIRST_PLAIN
        self._live = sys.stderr.isatty()
        self._progress = Progress(
            BarColumn(bar_width=24),
            TaskProgressColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            disable=not self._live,
            transient=True,
        )
        self._task = self._progress.add_task("loading the coder", total=expected)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def show(self, coded: int, sentences: int, passed_over: int, failed: int) -> None:
        """How many reports are coded, how many were passed over, and how many could not be read."""
        done = coded + passed_over + failed
        self._progress.update(self._task, completed=done, description=self._line(coded, sentences, passed_over, failed))
        now = time.monotonic()
        if not self._live and now >= self._next:
            self._next = now + min(_MOST_PLAIN, max(_FIRST_PLAIN, now - self._started))
            print(self._line(coded, sentences, passed_over, failed) + self._left(done), file=sys.stderr, flush=True)

    def _line(self, coded: int, sentences: int, passed_over: int, failed: int) -> str:
        if not coded + passed_over + failed:
            return "loading the coder"
        seconds = max(time.monotonic() - self._started, 1e-9)
        parts = [f"{coded:,} reports", f"{sentences / seconds:,.0f} sentences/s"]
        parts += [f"{passed_over:,} passed over"] if passed_over else []
        parts += [f"{failed:,} left out"] if failed else []
        return ", ".join(parts)

    def _left(self, done: int) -> str:
        if not self._expected or not done or done > self._expected:
            return ""
        seconds = (time.monotonic() - self._started) * (self._expected - done) / done
        return f", {done / self._expected:.0%}, about {_duration(seconds)} left"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
