"""Which numbers words say, and which they do not."""

from __future__ import annotations

import pytest

from dateline.llm.circumstances_told import numbers_in


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("three protesters", {3}),
        ("12 people", {12}),
        ("at least 1,200 of them", {1200}),
        ("twenty-five soldiers and 3 guards", {25, 3}),
        ("two dozen", {24}),
        ("1.5 million", {1_500_000}),
        ("10 to 15", {10, 15}),
        ("dozens", set()),
        ("1.5 kilometres", set()),
        ("nobody", set()),
        ("", set()),
        ("٣ people", {3}),
        ("9" * 400, set()),
        ("inf nan 1e5", set()),
    ],
)
def test_the_numbers_of_words(words: str, numbers: set[int]) -> None:
    assert numbers_in(words) == numbers
