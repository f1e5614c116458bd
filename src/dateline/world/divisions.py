"""States and provinces as the press shortens them: takes "Ky.", "Ont." or "NSW", gives the division and its full name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.world.names import fold


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division: "Kentucky", "US.KY". ``short`` are its abbreviations."""

    name: str
    code: str
    short: tuple[str, ...]


def division_code(name: str) -> str | None:
    """The code of a state or province by its name or any abbreviation, however it is spaced or dotted.

    >>> division_code("Tex."), division_code("N. Y."), division_code("Ontario"), division_code("Syria")
    ('US.TX', 'US.NY', 'CA.08', None)
    """
    return _codes().get(fold(name).replace(" ", ""))


def is_division(text: str) -> bool:
    """Whether this is the full name of a state or province, with its capitals."""
    return text in _full()


def written_short(text: str) -> Division | None:
    """The division that an abbreviation means behind a town's name; what has small letters and no dot is none.

    >>> written_short("Ky.").name, written_short("ON").name, written_short("on")
    ('Kentucky', 'Ontario', None)
    """
    return _short().get(text)


def stands_alone(text: str) -> bool:
    """Whether the abbreviation is one wherever it stands ("B.C.", "NSW"); "Man." and "IN" need a town before them."""
    return text in _short() and (text.count(".") > 1 or (len(text) == 3 and text.isupper()))


@cache
def _codes() -> Mapping[str, str]:
    return {fold(name).replace(" ", ""): d.code for d in _divisions() for name in (d.name, *d.short)}


@cache
def _full() -> frozenset[str]:
    return frozenset(d.name for d in _divisions())


@cache
def _short() -> Mapping[str, Division]:
    """By abbreviation; the postal code of a US state may lack its dots, and the press's abbreviation its last one."""
    found: dict[str, Division] = {}
    for division in _divisions():
        for short in division.short:
            found[short] = division
            if short.endswith(".") and short.count(".") == 1 and len(short) > 2:
                found.setdefault(short[:-1], division)
    return found


@cache
def _divisions() -> tuple[Division, ...]:
    """Those of the USA last, so that "WA" and "SA" are theirs or nobody's."""
    others = [Division(r["name"], r["code"], tuple(r["short"].split("|"))) for r in _rows("division_abbreviations.csv")]
    return (*others, *_us_states())


def _us_states() -> Iterator[Division]:
    for row in _rows("us_states.csv"):
        press = [short for short in row["press"].split("|") if short and short != row["name"]]
        yield Division(row["name"], f"US.{row['code']}", (*press, row["code"]))


def _rows(file: str) -> Iterable[dict[str, str]]:
    return csv.DictReader((files("dateline.world") / "data" / file).read_text("utf-8").splitlines())
