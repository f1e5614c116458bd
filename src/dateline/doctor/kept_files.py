"""The files of the package, each hashed against what a list says of it: the weights, the tables, and in a wheel all others.

Of an installed wheel the list is its RECORD, made when it was built. A checkout has ``checksums.txt`` instead: what was trained,
or drawn from elsewhere, as of the commit.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from dateline.doctor.diagnosis import Finding
from dateline.installed import how_to_add
from dateline.version import __version__

PACKAGE = Path(__file__).parent.parent
LIST = "checksums.txt"
_NAMED = 5


def file_findings() -> Iterator[Finding]:
    """Whether all files that a list names are there and hold what they should."""
    recorded = of_wheel()
    expected = recorded or of_checkout(PACKAGE)
    wrong = sorted(differing(PACKAGE, expected))
    if not wrong:
        kept = "files of the wheel" if recorded else "files of weights and tables"
        yield Finding("files", "well", f"{len(expected)} {kept}, all as they were made")
        return
    named = ", ".join(wrong[:_NAMED]) + (f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else "")
    again = how_to_add("--force-reinstall", "--no-deps", f"dateline=={__version__}") + "  (or the wheel's path)"
    move = (
        again if recorded else f"get them back: git checkout -- {' '.join(f'src/dateline/{n}' for n in wrong[:_NAMED])}"
    )
    yield Finding("files", "wrong", f"missing or changed: {named}", move)


def differing(folder: Path, expected: Mapping[str, str]) -> Iterator[str]:
    """The names, below the folder, of files that are not there or whose SHA-256 is another."""
    for name, sha256 in expected.items():
        try:
            with (folder / name).open("rb") as file:
                held = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            held = None
        if held != sha256:
            yield name


def of_wheel() -> dict[str, str]:
    """SHA-256 by name below the package, as the RECORD of the installed wheel has them; none if this runs from a checkout."""
    try:
        listed = files("dateline") or []
    except PackageNotFoundError:
        return {}
    found = {}
    for file in listed:
        path = Path(str(file.locate())).resolve()
        if file.hash is not None and file.hash.mode == "sha256" and path.is_relative_to(PACKAGE.resolve()):
            digest = base64.urlsafe_b64decode(file.hash.value + "=" * (-len(file.hash.value) % 4))
            found[path.relative_to(PACKAGE.resolve()).as_posix()] = digest.hex()
    return found


def of_checkout(package: Path) -> dict[str, str]:
    """SHA-256 by name, as ``checksums.txt`` has them, in the form that ``sha256sum --check`` reads."""
    lines = (package / LIST).read_text(encoding="utf-8").splitlines()
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
