"""The Phoenix actor dictionaries as they are written: names, other names, and codes with the days that they hold.

RECEP_TAYYIP_ERDOGAN_  ; CountryInfo.txt
+TAYYIP_ERDOGAN
    [TURELI 720101-021118]
    [TURGOV >030314]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

#: The year in which the dictionaries end: what is open then is known to hold until then.
ENDS = 2014

_CODE = re.compile(r"\[\s*([A-Z0-9]{3,})\s*(?:([<>])?\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?)?\s*\]")
_AFTER_NAME = re.compile(r"\s*[;#].*|\s*\[.*")
_BRACKETS = re.compile(r"_?\([^)]*\)_?")


class Code(NamedTuple):
    """What somebody is, and the years in which; None: no year is given on that side."""

    code: str
    first: int | None
    last: int | None


class Entry(NamedTuple):
    """The names of one actor as written in capitals, with spaces for their lines, and its codes."""

    names: tuple[str, ...]
    codes: tuple[Code, ...]


def read_phoenix(path: Path) -> Iterator[Entry]:
    """Every actor of one file, in its order."""
    names: list[str] = []
    codes: list[Code] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t[":
            codes += _codes(line)
        elif (name := _name(line.removeprefix("+"))) and line[0] == "+":
            names.append(name)
        elif name:
            if names:
                yield Entry(tuple(names), tuple(codes))
            names, codes = [name], []
    if names:
        yield Entry(tuple(names), tuple(codes))


def _name(line: str) -> str:
    bare = _BRACKETS.sub(" ", _AFTER_NAME.sub("", line))
    return "" if "�" in bare else " ".join(bare.replace("_", " ").split())


def _codes(line: str) -> Iterator[Code]:
    for code, sign, start, end in _CODE.findall(line):
        first, last = _year(start), _year(end)
        if sign == "<":
            first, last = None, first
        elif sign == ">":
            last = ENDS
        yield Code(code, first, last)


def _year(day: str) -> int | None:
    """1999 of ``990809`` and of ``19990809``; None for what is neither."""
    if len(day) == 6:
        year = int(day[:2])
        return year + (2000 if year <= ENDS % 100 else 1900)
    return int(day[:4]) if len(day) == 8 and day[:2] in ("19", "20") else None
