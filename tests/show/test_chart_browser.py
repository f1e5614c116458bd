"""The page of a chart in a real browser; skipped where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from dateline.archive import Archive
from dateline.cli.plot import plot_command
from tests.cli.factory import coding

_PATIENCE = 120_000  # milliseconds, of a machine that does other work


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a map and of a network, of one archive."""
    folder = tmp_path_factory.mktemp("charts")
    Archive.writable(folder / "archive").add([coding()])
    for kind in ("map", "network"):
        CliRunner().invoke(plot_command, [str(folder / "archive"), "--kind", kind, "-o", str(folder / f"{kind}.html")])
    return folder


def opened(browser: Any, file: Path, complaints: list[str]) -> Any:
    page = browser.new_context(viewport={"width": 1250, "height": 900}, reduced_motion="reduce").new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri(), timeout=_PATIENCE)
    page.wait_for_selector("body[data-drawn]", timeout=_PATIENCE)
    return page


def test_a_click_on_a_mark_opens_its_sentences(browser: Any, folder: Path) -> None:
    complaints: list[str] = []
    page = opened(browser, folder / "network.html", complaints)
    page.locator(".mark-symbol.role-mark path").first.click(force=True)
    assert page.locator("main details[open]").count() == 1
    assert (
        "the ministry expelled two Velmarian diplomats hours later" in page.locator("main details[open]").inner_text()
    )
    assert complaints == []


def test_the_wheel_zooms_a_map_and_a_double_click_brings_it_back(browser: Any, folder: Path) -> None:
    complaints: list[str] = []
    page = opened(browser, folder / "map.html", complaints)

    def land() -> str:
        paths = "[...document.querySelectorAll('.mark-shape path')]"
        return str(page.evaluate(f"{paths}.map(path => path.getAttribute('d') || '').join(' ')"))

    before = land()
    box = page.locator("#chart svg.marks").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(200)
    assert land() != before
    page.mouse.dblclick(box["x"] + 60, box["y"] + 400)
    page.wait_for_timeout(200)
    assert land() == before
    assert complaints == []
