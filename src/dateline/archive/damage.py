"""Files of an archive that cannot be read: they are left out, and named with the way back.

A Parquet file says at its end what is in it, so one that was cut off, is empty or holds something else is known by its last
bytes. The end of a part, hashed, is its seal; a flat table keeps the seal of the part that it was laid out from.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from struct import unpack
from typing import NamedTuple

import duckdb

from dateline.errors import DamagedPartWarning, printable

_MARK = b"PAR1"
_TAIL = 8  # bytes: how long the end is, and the mark again
_ENDS_HELD = 50_000  # answers, a few hundred bytes each: who opens an archive several times asks each file once


class Room(NamedTuple):
    """A folder of an archive: what the end of each of its files holds, what they hold, and what to do about a broken one."""

    marks: tuple[bytes, ...]
    holds: str
    next_move: str


_AGAIN = (
    "put a whole copy in its place, or remove it and start again what coded its reports: dateline code SOURCE --into {}"
)
ROOMS: Mapping[str, Room] = {
    "codings": Room((b"content_hash", b"versions"), "codings", _AGAIN),
    "failures": Room((b"next_move", b"failed_at"), "failures", "remove it, for what fails again is written down again"),
    "stories": Room((b"dateline_state",), "stories", "tell them again: dateline stories {}"),
}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that is left out, with what is wrong and the way back."""

    file: str
    cause: str
    next_move: str

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.cause}; {self.next_move}")


def whole_parts(folder: Path, room: str) -> list[Path]:
    """The files of a room of the archive that can be read by the look of their ends, oldest first.

    Warns of the others.
    """
    found = list(_looked_at(folder, room))
    _warn(damaged for _, damaged in found if damaged is not None)
    return [file for file, damaged in found if damaged is None]


def damaged_parts(folder: Path) -> list[Damaged]:
    """The files of all rooms that cannot be read by the look of their ends."""
    return [damaged for room in ROOMS for _, damaged in _looked_at(folder, room) if damaged is not None]


def damaged_inside(file: Path) -> Damaged:
    """What to say of a file whose end is whole, and that does not read through."""
    about = ROOMS[file.parent.name]
    return Damaged(str(file), "is damaged inside", about.next_move.format(file.parent.parent))


def _warn(damaged: Iterable[Damaged]) -> None:
    """Warn of each that is left out: the command line tells it once, on standard error."""
    for one in damaged:
        warnings.warn(DamagedPartWarning(str(replace(one, cause=f"{one.cause}, and is left out"))), stacklevel=3)


def any_gone(parts: Iterable[Path]) -> bool:
    """Whether another process has removed one of these files, as a merge does."""
    return not all(part.exists() for part in parts)


def files_after(error: duckdb.Error, files: Sequence[Path]) -> list[Path]:
    """The files of one room to go on with after an error in reading them: those that are there now if some are gone, else
    those that can be read. Raises the error if neither is to blame."""
    if any_gone(files):
        room = files[0].parent
        return whole_parts(room.parent, room.name)
    return without_broken(files, error)


def without_broken(files: Sequence[Path], error: duckdb.Error) -> list[Path]:
    """Those of the files that can be read from end to end; warns of the others. If there are none, raises the error that
    reading them made."""
    whole = [file for file in files if reads_through(file)]
    if len(whole) == len(files):
        raise error
    _warn(damaged_inside(file) for file in files if file not in whole and file.exists())
    return whole


def reads_through(file: Path) -> bool:
    """Whether all that a file holds can be read, which takes as long as reading it."""
    try:
        with duckdb.connect(config={"threads": 1}) as connection:
            connection.execute("SELECT bit_xor(hash(t)) FROM read_parquet(?) t", [str(file)]).fetchall()
    except duckdb.Error:
        return False
    return True


def seal_of(part: Path) -> str:
    """The hash of a part's end, which tells columns, sizes and bounds of all that it holds."""
    found = _end(part)
    if found is None:
        raise FileNotFoundError(part)
    return found.seal


def holds_note(file: Path, note: str) -> bool:
    """Whether a file is whole by the look of its end, and its end holds this note."""
    try:
        state = file.stat()
        return _noted(str(file), state.st_mtime_ns, state.st_size, note)
    except OSError:
        return False


class _End(NamedTuple):
    """What is asked of a file's end more than once: the marks of rooms that it holds, and its hash."""

    marks: frozenset[bytes]
    seal: str


_MARKS = frozenset(mark for room in ROOMS.values() for mark in room.marks)


def _looked_at(folder: Path, room: str) -> Iterator[tuple[Path, Damaged | None]]:
    about = ROOMS[room]
    for file in sorted((folder / room).glob("part-*.parquet")):
        try:
            cause = _cause(file, about)
        except FileNotFoundError:  # another process has merged it away
            continue
        yield file, Damaged(str(file), cause, about.next_move.format(folder)) if cause is not None else None


def _cause(file: Path, room: Room) -> str | None:
    """What is wrong with a file of a room; None if nothing is."""
    try:
        found = _end(file)
        if found is None:
            return "is empty" if file.stat().st_size == 0 else "is cut off, or no Parquet file"
    except FileNotFoundError:
        raise
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None if found.marks.issuperset(room.marks) else f"holds no {room.holds}"


def _end(file: Path) -> _End | None:
    state = file.stat()
    return _end_at(str(file), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=_ENDS_HELD)
def _end_at(file: str, _changed: int, _size: int) -> _End | None:
    end = _bytes_at_end(Path(file))
    if end is None:
        return None
    return _End(frozenset(mark for mark in _MARKS if mark in end), sha256(end).hexdigest()[:32])


@lru_cache(maxsize=_ENDS_HELD)
def _noted(file: str, _changed: int, _size: int, note: str) -> bool:
    end = _bytes_at_end(Path(file))
    return end is not None and note.encode() in end


def _bytes_at_end(file: Path) -> bytes | None:
    """What stands between the rows and the last mark; None if the file does not end as it should."""
    with file.open("rb") as opened:
        size = opened.seek(0, SEEK_END)
        if size < len(_MARK) + _TAIL:
            return None
        opened.seek(size - _TAIL)
        length, mark = unpack("<I4s", opened.read(_TAIL))
        start = size - _TAIL - length
        if mark != _MARK or start < len(_MARK):
            return None
        opened.seek(start)
        return opened.read(length)
