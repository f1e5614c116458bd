"""Links of pages: rewritten for the site, and told where they lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from manual.links import Links

PAGES = {"docs/a.md": "a.md", "docs/part/b.md": "part/b.md", "room/README.md": "repository/room.md"}


@pytest.fixture
def links(tmp_path: Path) -> Links:
    for name in (*PAGES, "room/code.py", "docs/picture.png", "docs/part/data.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return Links(tmp_path, PAGES)


@pytest.mark.parametrize(
    ("source", "text", "rewritten"),
    [
        ("docs/a.md", "[b](part/b.md#how)", "[b](part/b.md#how)"),
        ("docs/a.md", "[room](../room/README.md)", "[room](repository/room.md)"),
        ("docs/a.md", "[`room`](../room)", "[`room`](repository/room.md)"),
        ("docs/part/b.md", "[room](../../room/README.md#x)", "[room](../repository/room.md#x)"),
        ("room/README.md", "[b](../docs/part/b.md)", "[b](../part/b.md)"),
        ("docs/a.md", "[the code](../room/code.py)", "the code (`room/code.py`)"),
        ("docs/a.md", "[`room/code.py`](../room/code.py)", "`room/code.py`"),
        ("docs/part/b.md", "![so](../picture.png)", "![so](../picture.png)"),
        ("docs/part/b.md", "[data](data.csv)", "[data](data.csv)"),
        ("docs/a.md", "[there](#below)", "[there](a.md#below)"),
        ("docs/a.md", "[else](https://example.org/)", "[else](https://example.org/)"),
        ("docs/a.md", "```text\n[no](link.md)\n```\n", "```text\n[no](link.md)\n```\n"),
    ],
)
def test_a_link_leads_to_the_page_or_shows_the_path(links: Links, source: str, text: str, rewritten: str) -> None:
    assert links.rewritten(text, source) == rewritten
    assert links.broken == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[gone](gone.md)", "docs/a.md: gone.md is not there"),
        ("[out](../../etc)", "docs/a.md: ../../etc is not there"),
        ("![far](https://example.org/x.png)", "docs/a.md: the picture https://example.org/x.png is on another machine"),
    ],
)
def test_one_that_leads_nowhere_is_told(links: Links, text: str, told: str) -> None:
    assert links.rewritten(text, "docs/a.md") == text
    assert links.broken == [told]
