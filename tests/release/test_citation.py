"""How to cite Dateline: the file says what the package says."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from dateline.version import __version__
from release.parts import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cited() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


def test_what_the_format_asks_for_is_there(cited: dict[str, Any]) -> None:
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "date-released", "license"} <= set(cited)
    assert all(isinstance(author["name"], str) for author in cited["authors"])


def test_version_and_day_are_those_of_the_changelog(cited: dict[str, Any]) -> None:
    newest = re.search(r"^## \[(\d[\d.]*)\] - (\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)
    assert newest is not None
    assert (cited["version"], cited["date-released"]) == newest.groups()
    assert cited["version"] == __version__


def test_keywords_are_those_of_the_package(cited: dict[str, Any]) -> None:
    assert all(f'"{word}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8") for word in cited["keywords"])
