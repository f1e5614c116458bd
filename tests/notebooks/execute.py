"""A notebook in, the same run by a kernel of this Python out: ``python -m tests.notebooks.execute FILE [--into FILE]``.

What tells of the machine that ran it is left out, so that the file changes only where what it shows does.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 900  # for a cell; the one that makes the archive takes half a minute where nothing else runs


def executed(notebook: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook as it is when its cells have been run, one after the other, in a folder. CellExecutionError if one fails."""
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    found = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        found,
        timeout=_SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    found.metadata = {"kernelspec": found.metadata["kernelspec"], "language_info": {"name": "python"}}
    return found


def main() -> None:
    """Run a notebook in an empty folder, or in one that holds what it makes, and write it."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("notebook", type=Path)
    ask.add_argument("--into", type=Path, help="the file to write; the notebook itself if none is named")
    ask.add_argument("--folder", type=Path, help="where to run it; an empty folder if none is named")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        found = executed(given.notebook, given.folder or Path(empty))
    nbformat.write(found, given.into or given.notebook)


if __name__ == "__main__":
    main()
