"""Tables of world/data that are asked for one key at a time: lines in the order of their bytes, each beginning with its key."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files


def rows_of(table: str, key: str) -> list[str]:
    """The lines that begin with ``key`` and a tab, in their order."""
    lines, sought = _lines(table), f"{key}\t".encode()
    first = last = bisect_left(lines, sought)
    while last < len(lines) and lines[last].startswith(sought):
        last += 1
    return [line.decode() for line in lines[first:last]]


def all_rows(table: str) -> list[str]:
    """Every line, in their order."""
    return [line.decode() for line in _lines(table)]


@cache
def _lines(table: str) -> list[bytes]:
    """Read once, when first asked, and not taken apart: about 10 ms for the table of people."""
    return (files("dateline.world") / "data" / table).read_bytes().splitlines()
