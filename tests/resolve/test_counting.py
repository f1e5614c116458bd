"""How many each act befell, over whole reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import dateline
from dateline.coder import DatelineCoder
from dateline.model import Event, Size

FORMS: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "sizes.yaml").read_text("utf-8"))
CASES = [case for form in FORMS.values() for case in form]
MOST_WRONG = 3  # what a reader that is trained anew may read otherwise


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return dateline.load()


def events(coder: DatelineCoder, text: str) -> tuple[Event, ...]:
    return coder.code(text, published="2024-03-05").events


def size_of(event: Event) -> dict[str, Any]:
    numbers = {name: n for name, n in event.size.numbers.items() if n is not None}
    least = {"at_least": list(event.size.at_least)} if event.size.at_least else {}
    return {"type": event.type, **numbers, **least}


def test_each_act_has_its_numbers(coder: DatelineCoder) -> None:
    found = {case["text"]: [size_of(event) for event in events(coder, case["text"])] for case in CASES}
    wrong = [(case["text"], found[case["text"]]) for case in CASES if found[case["text"]] != case["sizes"]]
    assert len(wrong) <= MOST_WRONG, wrong


def test_each_number_has_the_words_that_give_it(coder: DatelineCoder) -> None:
    (event,) = events(
        coder, "A bomb exploded in Quetta, killing 12 people and wounding five. The death toll rose to 18."
    )
    assert event.size == Size(killed=18, injured=5)
    words = {b.field: b.span.text for b in event.because if b.field in event.size.numbers}
    assert words == {"killed": "18", "injured": "five"}


def test_a_toll_makes_an_act_of_nobody_in_particular_one_that_is_coded(coder: DatelineCoder) -> None:
    (event,) = events(coder, "The death toll from the bombing in Quetta has risen to 18.")
    assert (event.actors, event.recipients, event.size.killed) == ((), (), 18)
    assert not events(coder, "The shops in Quetta are open again after the bombing.")
