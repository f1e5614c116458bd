"""The work of coding grows with the text, whatever it is made of: counted in calls, which no busy machine changes.

``make bench-growth`` measures the time of every pattern at sizes at which the longest sentences repeat.
"""

import cProfile

import pytest

import dateline
from dateline.coder import DatelineCoder
from tests.growth.patterns import PATTERNS

SIZE, SHORTER = 4_000, 1_000  # characters
#: Patterns of short sentences, of which a report may have thousands: what is asked of all before them would show.
SHORT = (
    "interviews", "speakers", "quotations", "groups", "bodies", "the same name", "namesakes", "new names", "they", "we and I",
    "each other", "scenes",
)  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    coder = dateline.load()
    coder.code(PATTERNS["prose"](SIZE))  # fills the tables that every later report shares
    return coder


def calls(coder: DatelineCoder, name: str, size: int) -> int:
    """How many calls coding a pattern makes."""
    text, profile = PATTERNS[name](size), cProfile.Profile()
    profile.enable()
    coder.code(text, published="2024-05-06")
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", SHORT)
def test_twice_the_text_is_at_most_a_little_more_than_twice_the_work(coder: DatelineCoder, name: str) -> None:
    once, twice = calls(coder, name, SIZE), calls(coder, name, 2 * SIZE)
    assert twice <= 2.3 * once


@pytest.fixture(scope="module")
def of_prose(coder: DatelineCoder) -> int:
    return calls(coder, "prose", SHORTER)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_takes_twenty_times_the_work_of_prose(coder: DatelineCoder, of_prose: int, name: str) -> None:
    assert calls(coder, name, SHORTER) <= 20 * of_prose


def test_there_are_forty_patterns_and_each_is_as_long_as_asked() -> None:
    assert len(PATTERNS) >= 40
    assert all(0 <= len(text(3_000)) - 3_000 < 200 for text in PATTERNS.values())
