"""Text of which UTF-8 was read in another encoding, once or more often: what it was meant to say, and where that stands.

The rule: a run of characters is *misread* if it is the UTF-8 of a letter or sign that news holds, seen as Windows-1252 or
Latin-1 (``â€™`` for ’, ``Ã©`` for é), in its own case or as a text in lower case or capitals has it. A run *tells* if no correct
writing has it: what follows its first letter can follow none, or letters of a foreign script follow each other; what follows
such a run tells with it. A text with a run that tells is mojibake. If all its characters beyond ASCII are misread runs, all of
them are repaired, else those that tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_MOST_TIMES = 3
# The letters and signs that news in English holds: of Latin, Romanian, Greek, Cyrillic, Hebrew, Arabic and Vietnamese,
# punctuation and symbols, ligatures, marks of order, and pictures. And the others that a first misreading makes of them.
_EXPECTED = (
    *((0xA0, 0x17F), (0x218, 0x21B), (0x386, 0x3CE), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x60C, 0x6D3), (0x1E00, 0x1EFF)),
    *((0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x2500, 0x27BF)),
    *((0xFB00, 0xFB04), (0xFE0F, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD), (0x1F300, 0x1FAFF)),
    *((0x80, 0x9F), (0x192, 0x192), (0x2C6, 0x2C6), (0x2DC, 0x2DC)),
)
# Their bytes are those of letters in the other case: in a text that changed its own, a quotation mark is likelier.
_SPACES = range(0x2000, 0x2010)
# What correct writing has after a letter with a mark: a quotation mark, a dash, a bullet, a sign, another letter.
_AFTER_LETTERS = frozenset("’”“‘…–—›»•™\xa0 ŠšŽž")
# The one quotation mark whose last byte Windows-1252 does not have: many programs drop it, or put a mark in its place.
_CLOSING = ("â€", "â€\ufffd", "Â€\ufffd")
_BEYOND = re.compile(r"[\x00-\x7f]+")
_LOST = re.compile("[Â-ô][^\\x00-\\x7f]?\ufffd")  # a letter of which a byte was replaced
_CONTROLS = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
_FOREIGN = re.compile(r"[Ͱ-ۿ]")
# Wherever a misread run could be: the first byte of a letter's UTF-8, and what Windows-1252 and Latin-1 have for the others.
_OTHERS = "".join(
    {bytes([byte]).decode(code, "ignore") for byte in range(0x80, 0xC0) for code in ("cp1252", "latin-1")}
)
_LIKELY = re.compile(f"[Â-ô][{re.escape(_OTHERS + _OTHERS.lower() + _OTHERS.upper())}\ufffd]{{1,3}}|Â ")


class _Meant(NamedTuple):
    """What a misread run was meant to be; whether it tells."""

    text: str
    tells: bool


class _Run(NamedTuple):
    start: int
    end: int
    meant: _Meant


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it was meant. ``edges`` says where each of its characters begins in the text as it stands, and the end of all;
    ``misread`` names the encodings that were taken for UTF-8's, one a time."""

    text: str
    edges: Sequence[int]
    misread: tuple[str, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the repaired text stand in the text as it is."""
        return self.edges[start], self.edges[end]


def repaired(text: str) -> Repaired | None:
    """The text as it was meant; None if it is none whose encoding was mistaken.

    >>> found = repaired("Itâ€™s in MÃ¡laga.")
    >>> found.text, found.place(8, 14), found.misread
    ('It’s in Málaga.', (10, 17), ('cp1252',))
    >>> repaired("It’s in Málaga.") is None
    True
    """
    found, misread = text, list[str]()
    edges: Sequence[int] = range(len(text) + 1)
    while len(misread) < _MOST_TIMES and (runs := _to_repair(found)):
        misread.append(_encoding(found, runs))
        found, edges = _read_anew(found, edges, runs)
    return Repaired(found, edges, tuple(misread)) if misread else None


def as_meant(text: str | None) -> str | None:
    """A headline and the like as it was meant, where nobody asks for the place of its characters."""
    found = repaired(text) if text is not None else None
    return found.text if found is not None else text


def _to_repair(text: str) -> list[_Run]:
    if text.isascii() or not _LIKELY.search(text):
        return []
    chains = list(_chains(text))
    runs, telling = [run for chain in chains for run in chain], [run for c in chains if _tells_of(c) for run in c]
    if not telling:
        return []
    in_runs = "".join(text[run.start : run.end] for run in runs)
    beyond = _BEYOND.sub("", _LOST.sub("", text))
    return runs if len(beyond) == len(_BEYOND.sub("", _LOST.sub("", in_runs))) else telling


def _chains(text: str) -> Iterator[list[_Run]]:
    """The misread runs of a text, those together that follow each other."""
    table, chain = _table(), list[_Run]()
    for found in _LIKELY.finditer(text):
        run = next((found[0][:size] for size in (4, 3, 2) if found[0][:size] in table), None)
        if run is None:
            continue
        if chain and chain[-1].end < found.start():
            yield chain
            chain = []
        chain.append(_Run(found.start(), found.start() + len(run), table[run]))
    if chain:
        yield chain


def _tells_of(chain: Sequence[_Run]) -> bool:
    foreign = [bool(_FOREIGN.match(run.meant.text)) for run in chain]
    return any(run.meant.tells for run in chain) or any(map(all, pairwise(foreign)))


def _encoding(text: str, runs: Sequence[_Run]) -> str:
    """Only Latin-1 makes control characters of the bytes that Windows-1252 has letters for."""
    return "latin-1" if any(_CONTROLS.search(text, run.start, run.end) for run in runs) else "cp1252"


def _read_anew(text: str, edges: Sequence[int], runs: Sequence[_Run]) -> tuple[str, list[int]]:
    pieces, kept, at = list[str](), list[int](), 0
    for run in runs:
        pieces += (text[at : run.start], run.meant.text)
        kept += (*edges[at : run.start], edges[run.start])
        at = run.end
    return "".join((*pieces, text[at:])), [*kept, *edges[at:]]


@cache
def _table() -> dict[str, _Meant]:
    """Every misread run with what it was meant to be. Those in their own case come before those of a text that changed it."""
    found = {run: _Meant("”", tells=True) for run in _CLOSING} | {"Â ": _Meant(" ", tells=False)}
    meant = [chr(code) for first, last in _EXPECTED for code in range(first, last + 1)]
    seen = [(run, letter) for letter in meant for run in {_as_cp1252(letter), letter.encode().decode("latin-1")}]
    for run, letter in seen:
        found.setdefault(run, _Meant(letter, _tells(run, letter)))
    for run, letter in ((run, letter) for run, letter in seen if ord(letter) not in _SPACES):
        for change in (str.lower, str.upper):
            if len(changed := change(run)) == len(run) and len(change(letter)) == 1:
                signs = "".join(c for c in changed[1:] if not c.isalpha())
                found.setdefault(changed, _Meant(change(letter), _tells(f"?{signs}", letter)))
    return found


def _tells(run: str, letter: str) -> bool:
    return not _FOREIGN.match(letter) and not _AFTER_LETTERS.issuperset(run[1:])


def _as_cp1252(letter: str) -> str:
    """The UTF-8 of a letter as Windows-1252 shows it; bytes that it does not have are shown as the controls that they are."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in letter.encode())
