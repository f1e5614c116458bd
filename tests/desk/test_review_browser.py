"""Reviewing in a real browser with keys alone: two coders, an adjudicator, corrections by picked words, and what is seen after."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Reviews

Served = Callable[[Path], str]
_READING = 200.0  # milliseconds that a coder at least takes to read an item
_TIMED = """() => {
  window.took = [];
  addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
  addEventListener("dateline-shown", () => requestAnimationFrame(() => took.push(performance.now() - pressed)));
}"""


class Judge:
    """A coder with a browser of his own, who has nothing but a keyboard."""

    def __init__(self, browser: Any, address: str, who: str, **context: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **context)
        self.page = self.context.new_page()
        self.address, self.troubles = address, []
        self.page.on("console", lambda told: self.troubles.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.goto(f"{address}/review")
        self.page.wait_for_selector("[name=name]:focus")
        self.page.keyboard.type(who)
        self.press("Enter")
        self.page.wait_for_selector(".draw-form")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def draw(self, size: int) -> str:
        self.page.fill(".draw-form [name=name]", "pilot")
        self.page.fill(".draw-form [name=size]", str(size))
        self.press("Enter")
        self.page.wait_for_url("**/review/s*")
        return str(self.page.url).rsplit("/", 1)[1]

    def begin(self, sample: str) -> None:
        self.page.goto(f"{self.address}/review/{sample}")
        self.page.wait_for_selector(".begin:focus")
        self.press("Enter")
        self.at(1)

    def at(self, number: int) -> None:
        """Wait until this item is the one on the page, and can be judged."""
        self.page.wait_for_function(
            "n => location.pathname.endsWith('/' + n) && document.body.dataset.keys"
            " && document.querySelector('.judged-head h1').textContent.includes(' ' + n + ' of')",
            arg=number,
        )

    def edit(self, key: str) -> None:
        self.press(key)
        self.page.wait_for_selector(".editor input:focus")

    def done(self) -> None:
        self.page.wait_for_selector(".editor", state="detached")

    def kept(self) -> None:
        self.page.wait_for_function("() => document.querySelector('.kept').textContent === 'Kept.'")

    def close(self) -> None:
        assert self.troubles == []
        self.context.close()


@pytest.fixture
def judge(browser: Any, served: Served, own_archive: Path) -> Iterator[Callable[[str], Judge]]:
    address = served(own_archive)
    made: list[Judge] = []

    def make(who: str) -> Judge:
        made.append(Judge(browser, address, who))
        return made[-1]

    yield make
    for one in made:
        one.close()


def said(folder: Path, who: str) -> list[Any]:
    return [review for review in Reviews(folder).read() if review.who == who]


def test_two_coders_judge_ten_by_keys_and_a_third_settles_what_they_differ_on(
    judge: Callable[[str], Judge], own_archive: Path
) -> None:
    ana = judge("ana")
    sample = ana.draw(10)
    ana.begin(sample)
    for number in range(1, 10):
        ana.press("r")
        ana.at(number + 1)
    ana.press("t", "p", "Enter")
    ana.page.wait_for_url(f"**/review/{sample}")
    assert "All 10 are judged" in ana.page.inner_text("main")
    assert [(r.verdict, r.field) for r in said(own_archive, "ana")] == [
        *[("right", None)] * 9,
        ("wrong_type", "type"),
        ("wrong_place", "place"),
    ]

    ben = judge("ben")
    ben.begin(sample)
    ben.press("x")
    ben.at(2)
    for number in range(2, 10):
        ben.press("r")
        ben.at(number + 1)
    ben.press("u")
    ben.page.wait_for_url(f"**/review/{sample}")

    cleo = judge("cleo")
    cleo.page.goto(f"{cleo.address}/review/{sample}/adjudicate")
    cleo.page.wait_for_selector(".sides-by-side")
    cleo.page.wait_for_function("() => document.body.dataset.keys")
    assert "ana" in cleo.page.inner_text(".sides-by-side")
    cleo.press("2")
    cleo.page.wait_for_selector("text=All that you can see are settled")
    cleo.kept()  # and it stays to be read
    (settled,) = said(own_archive, "cleo")
    assert (settled.verdict, settled.answers) == ("no_event", said(own_archive, "ana")[0].id)


def test_a_type_is_corrected_by_its_beginning_and_a_side_by_picked_words_and_the_table_shows_it(
    judge: Callable[[str], Judge], own_archive: Path
) -> None:
    ana = judge("ana")
    sample = ana.draw(10)
    ana.begin(sample)
    event = ana.page.get_attribute(".judged-card", "data-record")
    report = ana.page.get_attribute("#item", "data-report")
    ana.edit("Shift+T")
    ana.page.keyboard.type("mob weap")
    ana.press("Enter")
    ana.done()
    ana.edit("Shift+W")
    while ana.page.query_selector(".chips li"):
        ana.press("Backspace")
    ana.press("Tab")
    ana.page.wait_for_selector(".picked")
    ana.press("ArrowRight", "Shift+ArrowRight")
    picked = " ".join(word.inner_text() for word in ana.page.query_selector_all(".picked"))
    ana.press("Enter")
    ana.page.wait_for_timeout(300)
    if "Of which country" in ana.page.inner_text(".editor-place"):
        ana.page.keyboard.type("kenya")
        ana.press("Enter")
    ana.page.wait_for_selector(".chips li")
    ana.press("Enter")
    ana.done()
    ana.press("Enter")
    ana.at(2)
    ana.kept()
    corrected = {r.field: json.loads(r.value) for r in said(own_archive, "ana") if r.verdict == "corrected"}
    assert corrected["type"] == "MOBILIZE"
    (side,) = corrected["actors"]
    assert side.get("text", picked).split() == picked.split() or side.get("actor")
    with Archive(own_archive).reading() as connection:
        asked = "SELECT type, review FROM events WHERE event_id = ?"
        assert connection.execute(asked, [f"{report}:{event}"]).fetchone() == ("MOBILIZE", "corrected")
    for _ in range(100):  # the desk's own tables are made again beside
        shown = ana.page.request.get(f"{ana.address}/events.json?type=MOBILIZE").json()["data"]["events"]
        if any(one["event_id"] == f"{report}:{event}" for one in shown):
            break
        time.sleep(0.2)
    else:
        pytest.fail("the corrected row is not among the desk's events")


def test_a_missed_event_is_added_and_a_verdict_undone(judge: Callable[[str], Judge], own_archive: Path) -> None:
    ana = judge("ana")
    ana.begin(ana.draw(3))
    ana.edit("a")
    ana.press("Tab")
    ana.page.wait_for_selector(".picked")
    ana.press("Enter")
    ana.page.wait_for_selector("text=Which type is it?")
    ana.page.keyboard.type("prot")
    ana.press("Enter")
    ana.page.wait_for_selector("text=Who does it?")
    ana.page.keyboard.type("1")
    if not ana.page.query_selector(".chips li"):
        ana.press("Enter")
    ana.page.wait_for_selector(".chips li")
    for question in ("To whom is it done?", "Where was it?", "When was it?", "Which status?"):
        ana.press("Enter")
        ana.page.wait_for_selector(f"text={question}")
    ana.press("Enter")
    ana.done()
    ana.kept()
    (missed,) = said(own_archive, "ana")
    value = json.loads(missed.value)
    assert (missed.verdict, value["type"], value["status"], len(value["actors"])) == (
        "missed_event",
        "PROTEST",
        "happened",
        1,
    )
    ana.press("x")
    ana.at(2)
    ana.press("z")
    ana.at(1)
    ana.page.wait_for_selector(".said-so", state="hidden")
    assert [r.verdict for r in said(own_archive, "ana")] == ["missed_event", "no_event", "withdrawn"]


def test_what_cannot_be_written_is_told_loudly_and_tried_again(
    judge: Callable[[str], Judge], own_archive: Path
) -> None:
    ana = judge("ana")
    ana.begin(ana.draw(3))
    ana.page.route("**/review/said.json", lambda route: route.abort())
    ana.press("r")
    ana.at(2)
    ana.page.wait_for_selector(".not-kept:not([hidden])")
    assert "NOT KEPT: 1 verdict is not on the disk" in ana.page.inner_text(".not-kept")
    assert said(own_archive, "ana") == []
    ana.page.reload()
    ana.page.wait_for_selector(".not-kept:not([hidden])")
    ana.page.unroute("**/review/said.json")
    ana.page.click("text=Try again")
    ana.kept()
    assert [r.verdict for r in said(own_archive, "ana")] == ["right"]
    ana.troubles.clear()  # what was cut off is told on the console too


def test_a_report_is_read_whole(judge: Callable[[str], Judge], own_archive: Path) -> None:
    ana = judge("ana")
    ana.page.goto(f"{ana.address}/review/reports")
    ana.page.click(".queue-list a")
    ana.page.wait_for_function("() => document.body.dataset.keys && document.querySelector('.judged-card.current')")
    cards = len(ana.page.query_selector_all(".judged-card"))
    ana.press("f")
    assert "Judge every event first" in ana.page.inner_text(".kept")
    for _ in range(cards):
        ana.press("r")
    ana.press("f")
    ana.page.wait_for_url("**/review/reports")
    assert [r.verdict for r in said(own_archive, "ana")] == ["right"] * (cards + 1)
    assert said(own_archive, "ana")[-1].record is None


def test_one_key_brings_the_next_item_which_was_fetched_before(judge: Callable[[str], Judge]) -> None:
    """How long it takes is printed, and not tested: that depends on what else the machine does."""
    ana = judge("ana")
    sample = ana.draw(20)
    fetched: list[str] = []
    ana.page.on("response", lambda answer: fetched.append(answer.url.rsplit("/", 1)[1]))
    ana.begin(sample)
    ana.page.evaluate(_TIMED)
    for number in range(1, 20):
        while str(number + 1) not in fetched:
            ana.page.wait_for_timeout(20)
        ana.page.wait_for_timeout(_READING)
        ana.press("r")
        ana.at(number + 1)
    took = sorted(ana.page.evaluate("() => window.took"))
    print(f"\none key an item; from the key to the next item: median {took[9]:.0f} ms, slowest {took[-1]:.0f} ms")
    assert len(took) == 19
    assert {number: fetched.count(str(number)) for number in range(2, 21)} == dict.fromkeys(range(2, 21), 1)


def test_the_keys_have_help_and_can_be_switched_off(judge: Callable[[str], Judge], own_archive: Path) -> None:
    ana = judge("ana")
    ana.begin(ana.draw(2))
    ana.press("?")
    ana.page.wait_for_selector(".key-help[open]")
    ana.page.uncheck(".keys-on")
    ana.press("Escape")
    ana.press("r")
    ana.page.wait_for_timeout(200)
    assert said(own_archive, "ana") == []
