"""The page in a real browser; skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.show.page import write_page
from tests.cli import factory


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "coding.html"
    file.write_text(write_page(factory.coding()), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert not complaints
    assert asked == [file.as_uri()]


def lit(page: Any) -> set[str]:
    return set(page.locator(".text mark.lit").all_inner_texts())


def chosen(page: Any) -> list[str]:
    return [str(own) for own in page.eval_on_selector_all(".chosen", "cards => cards.map(c => c.dataset.own)")]


def test_pointing_at_an_event_lights_what_it_was_read_from(page: Any) -> None:
    page.hover("#r0-e0 blockquote")
    assert {"met with", "Geneva", "on Wednesday", "Orvian President Tomas Reyk", "Minister Brandvold"} <= lit(page)
    assert not {"shelled", "visit", "Orvian border guards", "in 1994"} & lit(page)
    page.mouse.move(5, 5)
    assert not lit(page)


def test_a_click_on_a_card_pins_it_until_escape(page: Any) -> None:
    page.click("#r0-e5 blockquote")
    page.mouse.move(5, 5)
    assert {"freed", "in 1994"} <= lit(page)
    assert chosen(page) == ["e5"]
    assert page.locator("#r0-e5 .pick").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    assert not chosen(page)
    assert not lit(page)


def test_a_click_on_a_card_brings_its_words_into_view(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.click("#r0-e5 blockquote")
    box = page.locator(".text .trigger", has_text="freed").bounding_box()
    assert 0 <= box["y"] <= 500


def test_a_click_on_a_mark_selects_the_cards_that_use_it(page: Any) -> None:
    page.click(".text mark:text-is('early on Tuesday')")
    assert chosen(page) == ["e2"]
    page.click(".text mark:text-is('Reyk')")
    assert {"e0", "e1", "s0", "a1"} == set(chosen(page))
    assert "4 cards use “Reyk”" in page.inner_text("#says")


def test_the_keyboard_reaches_every_mark(page: Any) -> None:
    page.focus(".text mark[tabindex='0']")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Orvian President Tomas Reyk"
    page.keyboard.press("Enter")
    assert "a1" in chosen(page)
    page.focus("#r0-e2 .pick")
    page.keyboard.press("Enter")
    assert chosen(page) == ["e2"]


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_is_wider_than_the_screen(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_is_light_whatever_the_screen_is(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "coding.html"
    file.write_text(write_page(factory.coding()), encoding="utf-8")
    opened = browser.new_page(color_scheme="dark")
    opened.goto(file.as_uri())
    ink = "getComputedStyle(document.querySelector('.text mark.person')).color"
    assert opened.evaluate(ink) == "rgb(233, 230, 223)"
    opened.emulate_media(media="print")
    assert opened.evaluate(ink) == "rgb(28, 27, 25)"
    opened.close()


def test_the_coding_can_be_saved(page: Any, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.click("#save")
    saved = Path(tmp_path / "saved.json")
    download.value.save_as(saved)
    assert '"schema":"dateline/2"' in saved.read_text(encoding="utf-8")


def test_hostile_markup_is_not_run(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    text = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    file.write_text(write_page(factory.bare(text)), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    assert opened.title() == "A report"
    assert opened.inner_text(".text") == text
    opened.close()
