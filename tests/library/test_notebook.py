"""A coding in a notebook: all of its page, and nothing of it outside its frame."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest

from dateline.library.notebook import notebook_html
from dateline.model.drawing import drawn
from tests.cli import factory

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_a_coding_is_its_page_in_a_frame() -> None:
    shown = factory.coding()._repr_html_()
    assert shown is not None
    assert shown.startswith("<iframe ")
    inside = html.unescape(shown)
    assert inside.count('<mark class="trigger"') == 6
    assert 'class="card event' in inside
    assert shown.count("<") == 2  # the frame's own: nothing of the page is in the notebook itself


def test_a_hostile_report_stays_inside_it() -> None:
    shown = factory.bare('"><script>alert(1)</script></iframe>' * 3)._repr_html_()
    assert shown is not None
    assert "<script" not in shown
    assert shown.count("iframe>") == 1


def test_a_very_long_one_is_told_rather_than_shown() -> None:
    shown = factory.bare("long <b> text " * 10_000)._repr_html_()
    assert shown is not None
    assert len(shown) < 1000
    assert "dateline code FILE --html" in shown


def test_a_record_that_nobody_draws_is_shown_in_words() -> None:
    assert drawn(object()) is None


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path")
def test_in_a_browser_it_can_be_pointed_at_and_says_nothing_is_wrong(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><p>{notebook_html(factory.coding())}", encoding="utf-8")
    complaints: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((tmp_path / "notebook.html").as_uri())
        inside = page.frames[1]
        inside.hover("#r0-e0 blockquote")
        lit = set(inside.locator(".text mark.lit").all_inner_texts())
        browser.close()
    assert {"met with", "Geneva"} <= lit
    assert not complaints
