"""Files that are being written, under names that say by whom; what killed processes have left of them is removed."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from dateline.archive.flat import FLAT

_ABANDONED = 86_400.0  # seconds after which nobody finishes a file any more, wherever it was begun
_WRITER = re.compile(r"\.([0-9a-f]{12})-(\d+)\.tmp$")


def unfinished_name(final: Path) -> Path:
    """The name under which this process writes a file: beside its own, hidden, and nobody else's."""
    return final.with_name(f".{final.name}.{_machine() or 0}-{os.getpid()}.tmp")


def sweep(folder: Path) -> None:
    """Remove what nobody finishes: unfinished files of processes that ended on this machine, and those of a day ago."""
    for file in folder.rglob(".part-*.tmp"):
        with suppress(OSError):
            if _is_of_the_dead(file) or _is_old(file):
                file.unlink()


def sweep_flat(folder: Path) -> None:
    """Remove flat tables of a day ago whose part never came, or that are of another layout."""
    parts = {file.name for file in (folder / "codings").glob("part-*.parquet")}
    for file in folder.glob("flat-*/*/part-*.parquet"):
        with suppress(OSError):
            if (file.name not in parts or file.parent.parent.name != FLAT) and _is_old(file):
                file.unlink()


def _is_old(file: Path) -> bool:
    return file.stat().st_mtime < time.time() - _ABANDONED


def _is_of_the_dead(file: Path) -> bool:
    """Whether a process of this machine began the file, and there is no such process any more."""
    writer = _WRITER.search(file.name)
    if writer is None or writer[1] != _machine():
        return False
    try:
        os.kill(int(writer[2]), 0)  # asks only whether it is there
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


@cache
def _machine() -> str | None:
    """What tells this machine, since it was started, from all that share its disk; and a container, which numbers its
    processes apart, from its neighbours. None where that cannot be told."""
    try:
        started = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        numbered = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 it leads to no file
    except OSError:
        return None
    return sha256(f"{started}{numbered}".encode()).hexdigest()[:12]
