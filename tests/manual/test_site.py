"""The site as ``make docs`` builds it: whole, without a warning, and readable with no network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")

ROOT = Path(__file__).resolve().parents[2]
#: What a page loads by itself: not what a reader may click on.
_LOADED = re.compile(
    r"<(?:script|img|iframe|source|video)\b[^>]*\bsrc=\"((?:https?:)?//[^\"]+)|<link\b[^>]*\bhref=\"((?:https?:)?//[^\"]+)"
    r"|(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")]+)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "docs"
    command = [sys.executable, "-m", "manual", "--out", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stderr
    return out


def test_every_page_is_built_with_its_generated_parts(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert 'id="coding"' in (site / "reference/contract.html").read_text(encoding="utf-8")
    assert "DatelineCoder" in (site / "reference/python.html").read_text(encoding="utf-8")
    assert "<!-- generated" not in (site / "reference/columns.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_another_machine(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".css")]
    assert len(files) > 30
    loaded = {path.name: found for path in files if (found := _LOADED.findall(path.read_text(encoding="utf-8")))}
    assert loaded == {}
