"""How often Python looks for garbage that refers to itself, in processes that are Dateline's own."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Look for such garbage far less often than Python does of itself. Coding a report leaves next to none, and each
    search goes over its words and, now and then, over all tables: a fortieth of the time.

    For the command line and the processes that it starts. The library never calls it: a program's process is its own.
    """
    gc.set_threshold(10_000, 20, 50)
