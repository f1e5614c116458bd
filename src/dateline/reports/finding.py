"""What a user names (a file, a folder, a pattern) in, the files that are meant out, in order of their names."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.reports.errors import ReportError

_WILD = "*?["
_BUCKET = re.compile(r"(?i)(s3a?|gs|gcs|abfss?|az|wasbs?|hdfs|r2|oss)://")
MOUNT = "mount it as a folder (s3fs, gcsfuse, rclone mount …) and name that"


def find_files(source: str) -> Iterator[Path | ReportError]:
    """The file itself, all files in the folder and its folders, or all that fit the pattern; hidden ones are left alone."""
    if _BUCKET.match(source):
        yield ReportError(source, "is in an object store, and only files of a disk can be read", MOUNT)
        return
    path = Path(source)
    try:
        if path.is_dir():
            yield from _in_folder(path, source)
            return
        if any(mark in source for mark in _WILD) and not path.exists():
            yield from _fitting(source)
            return
    except (OSError, ValueError):
        pass  # opening it will say what is wrong
    yield path


def _in_folder(folder: Path, source: str) -> Iterator[Path | ReportError]:
    empty = True
    for path in _walk(folder):
        empty = False
        yield path
    if empty:
        yield ReportError(source, "is a folder without files", "give a folder that holds reports")


def _walk(folder: Path) -> Iterator[Path | ReportError]:
    """Folder by folder, so that only the names of one are in memory; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield ReportError(str(folder), f"cannot be listed ({error.strerror or error})", "check its permissions")
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _fitting(pattern: str) -> Iterator[Path | ReportError]:
    found = [Path(name) for name in sorted(glob.iglob(pattern, recursive=True))]  # noqa: PTH207 Path.glob takes no absolute pattern
    files = [path for path in found if path.is_file()]
    if not files:
        yield ReportError(pattern, "fits no file", "check the pattern, and quote it if your shell reads it")
    yield from files
