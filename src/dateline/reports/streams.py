"""An open binary stream in; its first bytes, the stream from its start, and gzip taken off, out."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import ReportError

HEAD = 65_536
LARGEST_WHOLE = 64 << 20  # bytes of a file that has to be read as a whole
LARGEST_COPY = 16 << 30  # bytes of a stream that has to be copied to the disk
LONGEST_BLANK = 1 << 20  # characters of white space on end
GZIP = b"\x1f\x8b"
_LARGEST_GROWTH = 200  # times its size that anything may unpack to; texts unpack to 3 to 30 times
_GROWN_FREELY = 64 << 20  # bytes
_PORTION = 1 << 20  # bytes read at once where a whole stream is asked for


@dataclass(frozen=True, slots=True)
class Opened:
    """A source from its first byte on, unpacked; ``head`` holds its first bytes, which the stream gives too."""

    name: str
    stream: BinaryIO
    head: bytes
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None

    def whole(self, limit: int = LARGEST_WHOLE) -> bytes:
        """All bytes that are left. ReportError if they are more than ``limit``."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            cause = f"is larger than the {limit >> 20} MiB that can be read of one such file"
            raise ReportError(self.name, cause, "split it into several files")
        return data


class _Replayed(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._rest.fileno()

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        data = bytes(self._head[: len(target)]) if self._head else _at_hand(self._rest, len(target))
        self._head = self._head[len(data) :]
        target[: len(data)] = data
        return len(data)


def _at_hand(stream: BinaryIO, size: int) -> bytes:
    """What a stream has by now: a pipe that is written line by line is not waited for until it ends."""
    read_once: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read_once(size)


def refuse_growth(
    unpacked: int, packed: int, source: str, *, most: int | None = None, freely: int | None = None
) -> None:
    """Raises ReportError if so many bytes stand for more than any text that is packed does.

    That is ``most`` times as many, and more than may be there ``freely``, where a format asks for narrower bounds.
    """
    times = _LARGEST_GROWTH if most is None else most
    if unpacked > max(_GROWN_FREELY if freely is None else freely, times * packed):
        cause = f"unpacks to more than {times} times its size, as no text does"
        raise ReportError(source, cause, "give what is in it, unpacked")


def bounded_lines(stream: BinaryIO, limit: int, source: str = "the source") -> Iterator[bytes]:
    """The lines of a stream; of a longer one just enough to see that it is too long. ReportError if blank ones do not end."""
    blank = 0
    while line := stream.readline(limit + 1):
        blank = blank + len(line) if line.isspace() else 0
        if blank > LONGEST_BLANK:
            cause = f"holds blank lines without end (more than {LONGEST_BLANK >> 20} MiB)"
            raise ReportError(source, cause, "remove them, or check how it was written")
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def from_start(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the stream as if they had not been taken. Of a pipe no more than its first whole lines."""
    taken = bytearray()
    while len(taken) < HEAD and (data := _at_hand(stream, HEAD - len(taken))):
        taken += data
        if data.endswith(b"\n") and not _is_regular(stream):
            break
    head = bytes(taken)
    return head, replayed(head, stream)


def replayed(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream that begins with bytes already taken from it."""
    return cast(BinaryIO, io.BufferedReader(_Replayed(head, rest), HEAD))


def with_longer_head(opened: Opened, size: int) -> Opened:
    """The same source with so many of its first bytes in ``head``."""
    head = opened.stream.read(size)
    return replace(opened, head=head, stream=replayed(head, opened.stream))


def _is_regular(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, AttributeError, ValueError):
        return True  # not a file of the system: nothing is waited for


def without_gzip(stream: BinaryIO, source: str = "the source") -> tuple[bytes, BinaryIO]:
    """The first bytes of what a stream holds, unpacked, and that stream; also what was packed twice.

    The stream raises ReportError once it has grown to what no text does.
    """
    head, whole = from_start(stream)
    for _ in range(2):
        if not head.startswith(GZIP):
            break
        head, whole = _unpacked_start(whole, source)
    return head, whole


def _unpacked_start(packed: BinaryIO, source: str) -> tuple[bytes, BinaryIO]:
    return from_start(cast(BinaryIO, _Unpacked(packed, source)))


class _Unpacked:
    """What a gzip stream holds, as far as it does not grow without end."""

    def __init__(self, packed: BinaryIO, source: str) -> None:
        self._packed = packed
        self._taken = self._given = 0
        self._stream = gzip.GzipFile(fileobj=cast(BinaryIO, self))
        self._source = source

    def read(self, size: int = -1) -> bytes:
        """Packed bytes, which the stream that unpacks them asks for."""
        data = self._packed.read(size)
        self._taken += len(data)
        return data

    def read1(self, size: int) -> bytes:
        """Unpacked bytes."""
        data = self._stream.read1(size)
        self._given += len(data)
        refuse_growth(self._given, self._taken, self._source)
        return data


@contextmanager
def on_disk(opened: Opened, suffix: str) -> Iterator[Path]:
    """A file with the stream's bytes, for readers that must jump about in it; the source's own file if it is one."""
    if opened.path is not None and not _is_packed(opened.path):
        yield opened.path
        return
    with tempfile.NamedTemporaryFile(prefix="dateline-", suffix=suffix) as copy:
        limited = Limited(opened.stream, opened.name, LARGEST_COPY, "split it into several files")
        shutil.copyfileobj(cast(BinaryIO, limited), copy, HEAD)
        copy.flush()
        yield Path(copy.name)


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == GZIP


class Limited(io.RawIOBase):
    """What a stream holds, up to ``largest`` bytes; what is longer (it unpacks without end) is refused with what to do."""

    def __init__(self, stream: BinaryIO, source: str, largest: int, fix: str) -> None:
        self._stream = stream
        self._source = source
        self._largest = largest
        self._left = largest
        self._fix = fix

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, _PORTION) if size > 0 else _PORTION)
        self._left -= len(data)
        if self._left < 0:
            raise ReportError(self._source, f"unpacks to more than {self._largest >> 20} MiB", self._fix)
        return data
