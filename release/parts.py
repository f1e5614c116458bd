"""The parts of the package that come from elsewhere or were trained, as ``parts.yaml`` lists them, and their checksums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("src/dateline")
_CHECKSUMS = PACKAGE / "checksums.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its files, as they are named below the package, and its SPDX licence expression."""

    part: str
    kind: str
    files: tuple[str, ...]
    licence: str
    notice: str
    about: str


def parts(root: Path = ROOT) -> list[Part]:
    """All parts of the tree in ``root``; the patterns of the list are replaced by the files that fit them, in order."""
    listed = yaml.safe_load((root / "release/parts.yaml").read_text(encoding="utf-8"))
    package = root / PACKAGE
    return [
        Part(**(one | {"files": tuple(n for pattern in one["files"] for n in _fitting(package, pattern))}))
        for one in listed
    ]


def _fitting(package: Path, pattern: str) -> list[str]:
    return sorted(file.relative_to(package).as_posix() for file in package.glob(pattern))


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def checksums(root: Path = ROOT) -> str:
    """The lines of ``checksums.txt``: ``sha256sum --check`` reads them in the folder of the package."""
    names = sorted(name for part in parts(root) for name in part.files)
    return "".join(f"{sha256(root / PACKAGE / name)}  {name}\n" for name in names)


if __name__ == "__main__":
    (ROOT / _CHECKSUMS).write_text(checksums(), encoding="utf-8")
    print(f"wrote {_CHECKSUMS}")
