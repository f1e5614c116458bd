"""The notebook of the documents: a real kernel runs every cell, and what it shows is what the file says that it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
for package in ("nbclient", "ipykernel", "pandas", "pyarrow", "altair", "vl_convert"):
    pytest.importorskip(package)

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "dateline.ipynb"
# Of the reports of an archive other versions may read something else: their tables keep their shape, not their numbers.
_SAME = "same"


@pytest.fixture(scope="module")
def again(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook as a kernel runs it now, away from the repository."""
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(demonstration, folder / demonstration.name)
    into = folder / "again.ipynb"
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    ran = subprocess.run(
        [sys.executable, "-m", "tests.notebooks.execute", NOTEBOOK, "--into", into, "--folder", folder],
        env=os.environ | {"PYTHONPATH": path}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return nbformat.read(into, as_version=4)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> list[dict[str, str]]:
    """Of each output of a cell its kinds, with what each of them says."""
    return [dict(out["data"]) if "data" in out else {out["output_type"]: out["text"]} for out in cell.outputs]


def test_every_cell_runs_and_shows_what_the_file_says(again: Any) -> None:
    before, now = code_cells(nbformat.read(NOTEBOOK, as_version=4)), code_cells(again)
    assert len(before) == len(now) > 10
    for old, new in zip(before, now, strict=True):
        kinds = [list(out) for out in shown(old)]
        assert kinds, f"shows nothing; run it with make notebook: {old.source}"
        assert [list(out) for out in shown(new)] == kinds
        assert "stderr" not in {out.get("name") for out in new.outputs}
        if _SAME in old.metadata.get("tags", ()):
            assert shown(new) == shown(old), f"shows something else; run it with make notebook: {old.source}"


def test_what_is_the_same_in_every_version_is_most_of_what_is_said_of_one_report() -> None:
    cells = code_cells(nbformat.read(NOTEBOOK, as_version=4))
    assert sum(_SAME in cell.metadata.get("tags", ()) for cell in cells) >= 5


def test_a_coding_is_its_page_and_the_timeline_a_picture(again: Any) -> None:
    first, *others = [out for cell in code_cells(again) for out in shown(cell)]
    assert 'srcdoc="' in first["text/html"]
    assert "Wanjiku Otieno" in first["text/html"]
    (picture,) = (out["image/svg+xml"] for out in others if "image/svg+xml" in out)
    assert {"verbal cooperation", "material conflict"} <= set(re.findall(r">([^<>]+)</text>", picture))


def test_the_file_is_small_and_tells_of_no_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    assert not re.findall(r"/(?:work|tmp|home|root|Users|usr)/", text)
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))
