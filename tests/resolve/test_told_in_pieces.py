"""One act in pieces, or two acts."""

from __future__ import annotations

import pytest

from dateline.resolve.told_in_pieces import are_one, are_two
from tests.parsed import parsed

WENT_OFF = "The the DET DT 2 det\nblast blast NOUN NN 3 nsubj\nhit hit VERB VBD 0 root\nGoma Goma PROPN NNP 3 obj"
KILLING = """
Rebels rebel NOUN NNS 2 nsubj
struck strike VERB VBD 0 root
killing kill VERB VBG 2 advcl
five five NUM CD 3 obj
and and CCONJ CC 6 cc
wounding wound VERB VBG 3 conj
six six NUM CD 6 obj
"""
TWO = """
Troops troop NOUN NNS 2 nsubj
bombed bomb VERB VBD 0 root
Goma Goma PROPN NNP 2 obj
and and CCONJ CC 6 cc
rebels rebel NOUN NNS 6 nsubj
shelled shell VERB VBD 2 conj
Bukavu Bukavu PROPN NNP 6 obj
killing kill VERB VBG 2 conj
five five NUM CD 8 obj
"""


@pytest.mark.parametrize(
    ("lines", "first", "second"), [(WENT_OFF, 2, 3), (KILLING, 2, 3), (KILLING, 3, 6), (TWO, 6, 8)]
)
def test_the_pieces_of_an_act_are_one(lines: str, first: int, second: int) -> None:
    sentence, _ = parsed(lines, event_noun={2: 0.9} if lines == WENT_OFF else {})
    assert are_one(sentence, first - 1, second - 1)
    assert not are_two(sentence, first - 1, second - 1)


@pytest.mark.parametrize(("first", "second"), [(2, 6), (2, 8)])
def test_clauses_with_a_doer_each_tell_two_acts(first: int, second: int) -> None:
    sentence, _ = parsed(TWO)
    assert are_two(sentence, first - 1, second - 1)
    assert not are_one(sentence, first - 1, second - 1)
