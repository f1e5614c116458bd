"""Build the wheel and the source archive, build both again from the source archive, and compare and check them."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from twine.commands.check import check

from release.archives import build
from release.parts import ROOT, sha256


def main() -> None:
    """``python -m release [--out dist]``; ends with status 1 if the two builds differ or the metadata is not accepted."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder to write; what is in it is removed")
    out = parser.parse_args().out.resolve()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_commit_time(ROOT)))
    shutil.rmtree(out, ignore_errors=True)
    built = build(ROOT, out)
    with tempfile.TemporaryDirectory() as scratch:
        again = build(_unpacked(built[0], Path(scratch)), Path(scratch) / "again")
        differing = [a.name for a, b in zip(built, again, strict=True) if a.read_bytes() != b.read_bytes()]
    if differing:
        raise SystemExit(f"python -m release: built twice, these differ: {', '.join(differing)}")
    if check([str(file) for file in built if file.suffix != ".json"], strict=True):
        raise SystemExit("python -m release: an index would not accept the metadata")
    sums = "".join(f"{sha256(file)}  {file.name}\n" for file in built)
    (out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"Built twice, the same bytes, at {os.environ['SOURCE_DATE_EPOCH']}, in {out}:\n{sums}", end="")


def _unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def _commit_time(root: Path) -> int:
    """When the last commit was made, in seconds since 1970: what stands in the archives as the time of every file."""
    asked = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    if told.returncode:
        raise SystemExit("python -m release: this is no git repository; set SOURCE_DATE_EPOCH to seconds since 1970")
    return int(told.stdout)


if __name__ == "__main__":
    main()
