"""README is one page, and what it names is there; tests/docs runs its commands and its example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_read_in_some_minutes() -> None:
    assert len(README.split()) <= 900


@pytest.mark.parametrize("command", ["make demo", "make test", "make docs", "dateline code", "dateline desk --demo"])
def test_it_names_the_first_commands(command: str) -> None:
    assert re.search(rf"^{command}\b|`{command}`", README, re.MULTILINE)


def test_its_figures_are_those_of_the_whole_table() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    short = re.findall(r"\| (\d+\.\d ± \d+\.\d \| [\d,]+) \|$", README, re.MULTILINE)
    assert 5 <= len(short) <= 8
    assert [figure for figure in short if f"| {figure} |" not in page] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)", README))))
def test_what_is_linked_is_there(target: str) -> None:
    assert (ROOT / target).exists()
