"""Reading a report in a real browser: spans joined to cards by pointer and keyboard, and from report to report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from tests.cli import factory
from tests.desk.conftest import Served

EVENTS = factory.coding().events


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    coding = factory.coding()
    others = [
        replace(
            coding, report=replace(coding.report, id=f"r-{n}", url=f"https://news.example/{n}", title=f"Report {n}")
        )
        for n in range(3)
    ]
    Archive.writable(tmp_path / "a").add([coding, *others])
    return tmp_path / "a"


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def page(browser: Any, served: Served, archive: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    host = served(archive)
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, reduced_motion="reduce", base_url=host
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def lit(page: Any) -> set[str]:
    return set(page.locator(".text mark.lit").all_inner_texts())


def chosen(page: Any) -> list[str]:
    return [str(own) for own in page.eval_on_selector_all(".chosen", "cards => cards.map(c => c.dataset.own)")]


def is_in_view(page: Any, selector: str) -> bool:
    return bool(
        page.evaluate(
            "s => { const b = document.querySelector(s).getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight }",
            selector,
        )
    )


def test_pointing_at_a_card_lights_the_words_it_was_read_from(page: Any) -> None:
    page.goto("/reports/r-selm")
    page.hover("#r0-e0 blockquote")
    assert {"met with", "Geneva", "on Wednesday", "Orvian President Tomas Reyk"} <= lit(page)
    page.mouse.move(2, 2)
    assert not lit(page)


def test_tab_reaches_cards_and_lights_their_words(page: Any) -> None:
    page.goto("/reports/r-selm")
    page.locator("#r0-e0 .pick").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card').id") == "r0-e0"
    assert "met with" in lit(page)


def test_a_marked_word_is_reached_by_arrows_and_shows_its_cards(page: Any) -> None:
    page.goto("/reports/r-selm")
    page.locator(".text mark[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert chosen(page)
    page.keyboard.press("Escape")
    assert not chosen(page)


def test_the_page_opens_at_the_event_that_is_asked_for(page: Any) -> None:
    last = len(EVENTS) - 1
    page.goto(f"/reports/r-selm?event={EVENTS[last].id}")
    assert chosen(page) == [f"e{last}"]
    assert EVENTS[last].evidence[0].trigger.text in lit(page)
    assert is_in_view(page, ".text .trigger.lit")


def test_keys_go_from_card_to_card_and_from_report_to_report(page: Any) -> None:
    page.goto("/reports")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.report-item') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/r-*")
    first = page.url
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "pick"
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("p")
    page.wait_for_url(first)


def test_words_of_the_search_are_found_and_marked(page: Any) -> None:
    page.goto("/reports")
    for _ in range(50):
        page.goto("/reports?q=ambassador")
        if page.locator(".report-item").count():
            break
        page.wait_for_timeout(100)
    assert page.locator("mark.hit").first.inner_text() == "ambassador"
    page.locator(".report-item a").first.click()
    page.wait_for_selector(".text .hit")
    assert page.locator(".text .hit").first.inner_text() == "ambassador"
    assert is_in_view(page, ".text .hit")


@pytest.mark.parametrize("address", ["/reports", "/reports/r-selm", "/actors", "/actors/Ilse%20Brandvold"])
def test_nothing_reaches_beyond_the_edge(page: Any, address: str) -> None:
    page.goto(address)
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
