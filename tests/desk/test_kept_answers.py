"""What takes long is made once for all who ask at the same time, kept as long as there is room, and never kept if it failed."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from dateline.desk.kept_answers import KeptAnswers


def test_of_many_threads_that_ask_one_makes_it() -> None:
    kept: KeptAnswers[str] = KeptAnswers(10)
    everybody, made = threading.Barrier(20), list[str]()
    begun = threading.Event()

    def make() -> str:
        begun.wait(10)
        made.append("made")
        return "page"

    def ask() -> str:
        everybody.wait(10)
        return kept.kept("a", make)

    with ThreadPoolExecutor(20) as executor:
        asked = [executor.submit(ask) for _ in range(20)]
        begun.set()
        assert {each.result(10) for each in asked} == {"page"}
    assert made == ["made"]


def test_of_many_tasks_that_wait_one_makes_it_and_none_holds_a_thread() -> None:
    kept: KeptAnswers[str] = KeptAnswers(10)
    made, ready = list[str](), threading.Event()

    def make() -> str:
        made.append("made")
        ready.wait(10)
        return "page"

    async def ask() -> list[str]:
        with ThreadPoolExecutor(2) as executor:
            waiting = [asyncio.create_task(kept.awaited("a", make, executor)) for _ in range(50)]
            await asyncio.sleep(0)
            other = await kept.awaited("b", lambda: "other", executor)  # the second thread is free
            waiting[0].cancel()  # who begun it goes away
            ready.set()
            return [other, *await asyncio.gather(*waiting[1:])]

    assert asyncio.run(ask()) == ["other"] + ["page"] * 49
    assert made == ["made"]


def test_what_fails_fails_for_all_who_wait_and_is_made_again() -> None:
    kept: KeptAnswers[str] = KeptAnswers(10)

    def fail() -> str:
        raise LookupError("none")

    async def ask() -> list[str | BaseException]:
        with ThreadPoolExecutor(2) as executor:
            return await asyncio.gather(*(kept.awaited("a", fail, executor) for _ in range(3)), return_exceptions=True)

    assert [type(each) for each in asyncio.run(ask())] == [LookupError] * 3
    assert kept.kept("a", lambda: "page") == "page"


@pytest.mark.parametrize(
    ("most", "heaviest", "left"),
    [
        (2, 0, ["cccc", "dd"]),
        (9, 60, ["bb", "cccc", "dd"]),
        (9, 39, ["bb", "dd"]),  # what alone weighs more than a tenth is not kept
        (9, 20, ["bb", "dd"]),
    ],
)
def test_what_was_asked_for_longest_ago_makes_room(most: int, heaviest: int, left: list[str]) -> None:
    kept: KeptAnswers[str] = KeptAnswers(most, heaviest, lambda text: len(str(text)))
    for text in ("first", "bb", "cccc", "dd"):
        kept.kept(text, partial(str, text))
    there = [text for text in ("dd", "cccc", "bb") if kept.kept(text, lambda: "made again") == text]
    assert sorted(there) == left


def test_what_is_asked_for_again_stays_longer() -> None:
    kept: KeptAnswers[str] = KeptAnswers(2)
    for text in ("a", "b", "a", "c"):
        kept.kept(text, partial(str, text))
    assert kept.kept("a", lambda: "made again") == "a"
    assert kept.kept("b", lambda: "made again") == "made again"


def test_what_several_ask_for_is_known_the_most_often_asked_first() -> None:
    kept: KeptAnswers[str] = KeptAnswers(10)

    async def ask() -> None:
        with ThreadPoolExecutor(1) as executor:
            for key in ("once", "twice", "often", "often", "twice", "often"):
                await kept.awaited(key, lambda: "page", executor)

    asyncio.run(ask())
    assert kept.often_asked(9) == ["often", "twice"]
    assert kept.often_asked(1) == ["often"]
