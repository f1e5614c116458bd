"""The page on the architecture has the rooms in the order that lint-imports holds, and the drawing is of that order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from manual.rooms import DRAWING, ROOT, drawing, layers

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ROOMS = [room for row in layers() for room in row]
RULES = re.findall(r"^\| .* \| .*`(\S+?)`", PAGE.partition("## Rules that tests hold")[2], re.MULTILINE)


def test_the_order_is_that_of_the_package() -> None:
    package = {
        path.stem
        for path in (ROOT / "src/dateline").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set(ROOMS) == package - {"__init__", "__main__"}


def test_the_table_has_every_room_in_its_order() -> None:
    assert re.findall(r"^\| \[`(\w+)`\]", PAGE, re.MULTILINE) == ROOMS


def test_the_drawing_is_of_this_order() -> None:
    committed = (ROOT / DRAWING).read_text(encoding="utf-8")
    assert committed == drawing(layers()), "python -m manual.rooms draws it anew"


def test_a_room_that_the_drawing_does_not_know_is_told() -> None:
    with pytest.raises(KeyError, match="attic"):
        drawing([["attic"]])


@pytest.mark.parametrize("place", sorted(set(RULES)))
def test_what_is_said_to_hold_a_rule_is_there(place: str) -> None:
    assert (Path(ROOT) / place).exists()
