"""The machine: its processor, memory and folder for temporary files, as far as the system tells them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.doctor.diagnosis import Finding

#: What makes sums of 8-bit products fast; names as Linux writes them.
_FEATURES = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
_ONE_PROCESS = 400  # MB that one process of coding may want: some 300, and room for a long report


def machine_findings() -> Iterator[Finding]:
    """Of the processor, of memory, and of the folder for temporary files, where DuckDB puts what memory does not hold."""
    yield _processor()
    memory = available_memory(Path("/proc/meminfo"))
    if memory is not None:
        yield _memory(memory)
    yield _temporary()


def _processor() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    features = processor_features(Path("/proc/cpuinfo"))
    cores_said = "1 core" if cores == 1 else f"{cores} cores"
    return Finding("processor", "well", " · ".join([cores_said, *([" ".join(features)] if features else [])]))


def _memory(megabytes: int) -> Finding:
    says = f"{megabytes:,} MB are free; a process of coding takes some 300"
    if megabytes < _ONE_PROCESS:
        return Finding("memory", "wrong", says, "close other programs, or take a machine with more")
    return Finding("memory", "well", says)


def _temporary() -> Finding:
    folder = tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"0" * 4096)
            file.flush()
    except OSError as error:
        says = f"{folder} cannot be written ({error.strerror})"
        return Finding("temporary files", "wrong", says, "name another folder in the environment variable TMPDIR")
    return Finding("temporary files", "well", f"{folder} can be written")


def processor_features(told: Path) -> list[str]:
    """Which of the features that matter the system's account of the processor names; none where there is no account."""
    try:
        text = told.read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    line = re.search(r"^(?:flags|Features)\s*:(.*)$", text, re.MULTILINE)
    named = set(line[1].split()) if line else set()
    return [feature for feature in _FEATURES if feature in named]


def available_memory(told: Path) -> int | None:
    """Megabytes that programs may still take; None where the system does not tell it."""
    try:
        found = re.search(r"^MemAvailable:\s*(\d+) kB", told.read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) // 1024 if found else None
