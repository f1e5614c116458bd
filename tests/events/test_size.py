"""Numbers of victims as a sentence counts them."""

from __future__ import annotations

import pytest

from dateline.events.size import number, size_of
from tests.parsed import parsed

KILLED = """
Shells shell NOUN NNS 2 nsubj
killed kill VERB VBD 0 root
twelve twelve NUM CD 4 nummod
people people NOUN NNS 2 obj
and and CCONJ CC 6 cc
wounded wound VERB VBD 2 conj
1,200 1,200 NUM CD 6 obj
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twelve", 12),
        ("Fifty", 50),
        ("dozens", None),
        ("99999999999999", None),
        ("2.5", None),
    ],
)
def test_only_plain_numbers_count(text: str, value: int | None) -> None:
    assert number(text) == value


def test_killed_and_wounded_are_counted_apart() -> None:
    sentence, _ = parsed(KILLED)
    size = size_of(sentence, [1, 5])
    assert (size.killed, size.injured, size.arrested) == (12, 1200, None)
