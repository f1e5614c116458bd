"""What a user names (a file, a folder, a pattern) in, the files that are meant out, in order of their names."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from dateline.errors import ReportError

_WILD = "*?["
_DEEP = "**"  # any folders, one in the other
_BUCKET = re.compile(r"(?i)(s3a?|gs|gcs|abfss?|az|wasbs?|hdfs|r2|oss)://")
_FOREIGN = re.compile(r"(?i)[a-z][a-z0-9+.-]+://")
MOUNT = "mount it as a folder (s3fs, gcsfuse, rclone mount …) and name that"


def find_files(source: str) -> Iterator[Path | ReportError]:
    """The file itself, all files in the folder and its folders, or all that fit the pattern; hidden ones are left alone."""
    if _BUCKET.match(source):
        yield ReportError(source, "is in an object store, and only files of a disk can be read", MOUNT)
        return
    if _FOREIGN.match(source):
        yield ReportError(source, "is an address, and of those only http and https are read", "fetch the file yourself")
        return
    path = Path(source)
    try:
        if path.is_dir():
            yield from _in_folder(path, source)
            return
        if any(mark in source for mark in _WILD) and not path.exists():
            yield from _below(source) if _DEEP in path.parts else _fitting(source)
            return
    except (OSError, ValueError):
        pass  # opening it will say what is wrong
    yield path


def _in_folder(folder: Path, source: str) -> Iterator[Path | ReportError]:
    if _is_whole_disk(folder):
        yield _whole_disk(source)
        return
    empty = True
    for path in _walk(folder, folder.resolve()):
        empty = False
        yield path
    if empty:
        yield ReportError(source, "is a folder without files", "give a folder that holds reports")


def _walk(folder: Path, root: Path) -> Iterator[Path | ReportError]:
    """Folder by folder, so that only the names of one are in memory; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield ReportError(str(folder), f"cannot be listed ({error.strerror or error})", "check its permissions")
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), root)
        elif entry.is_symlink():
            yield from _linked(Path(entry.path), root)
        elif entry.is_file():
            yield Path(entry.path)


def _linked(link: Path, root: Path) -> Iterator[Path | ReportError]:
    """A link to a folder may lead in a circle; one that leads out of the source hides reports, so that is said."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # Python before 3.13 has an error of its own for links that lead in a circle
        yield ReportError(str(link), "is a link that leads nowhere", "mend or remove it")
        return
    if not target.is_dir():
        yield link
    elif not (target.is_relative_to(root) or root.is_relative_to(target)):
        yield ReportError(str(link), "is a link to a folder, and those are not followed", f"name {target} too")


def _is_whole_disk(folder: Path) -> bool:
    """Whether it is the root of all files: of the machine's own too, some of which never end."""
    return folder.resolve() == Path(folder.resolve().anchor)


def _whole_disk(source: str) -> ReportError:
    return ReportError(source, "means all files of the machine", "name the folder that holds the reports")


def _below(pattern: str) -> Iterator[Path | ReportError]:
    """The files that fit a pattern with ``**``, folder by folder; links to folders are not followed."""
    parts = Path(pattern).parts
    deep = parts.index(_DEEP)
    fixed = next(n for n, part in enumerate(parts) if any(mark in part for mark in _WILD))
    if _is_whole_disk(Path(*parts[:fixed])):
        yield _whole_disk(pattern)
        return
    before = str(Path(*parts[:deep]))
    roots = sorted(glob.iglob(before)) if fixed < deep else [before]  # noqa: PTH207 as above
    empty = True
    for root in (Path(root) for root in roots if Path(root).is_dir()):
        for found in _walk(root, root.resolve()):
            if isinstance(found, ReportError) or _fits(found.relative_to(root).parts, parts[deep:]):
                empty = False
                yield found
    if empty:
        yield _fits_none(pattern)


def _fits(names: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether folders and a file below each other are what the parts of a pattern say."""
    if not pattern:
        return not names
    if pattern[0] == _DEEP:
        rest = pattern[1:]
        return not rest or any(_fits(names[n:], rest) for n in range(len(names)))
    return bool(names) and fnmatchcase(names[0], pattern[0]) and _fits(names[1:], pattern[1:])


def _fits_none(pattern: str) -> ReportError:
    return ReportError(pattern, "fits no file", "check the pattern, and quote it if your shell reads it")


def _fitting(pattern: str) -> Iterator[Path | ReportError]:
    found = [Path(name) for name in sorted(glob.iglob(pattern, recursive=True))]  # noqa: PTH207 Path.glob takes no absolute pattern
    files = [path for path in found if path.is_file()]
    if not files:
        yield _fits_none(pattern)
    yield from files
