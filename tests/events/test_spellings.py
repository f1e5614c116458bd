"""What the codebook calls a word."""

from __future__ import annotations

import pytest

from dateline.events.spellings import names_of
from tests.parsed import parsed

CASES = [
    ("raided raid VERB VBD 0 root", 1, ["raid.v"]),
    ("Air air NOUN NN 2 compound\nstrikes strike NOUN NNS 0 root", 2, ["air_strike.n", "airstrike.n", "strike.n"]),
    ("air air NOUN NN 2 compound\nstrikes strike NOUN NNS 0 root", 1, []),
    ("displaced displace VERB VBN 2 amod\nfamilies family NOUN NNS 0 root", 1, []),
    ("ready ready ADJ JJ 0 root", 1, ["ready.a"]),
    ("called call VERB VBD 0 root\noff off ADP RP 1 compound:prt", 1, ["call_off.v", "call.v"]),
    ("marched march VERB VBD 0 root\non on ADP IN 3 case\nOslo Oslo PROPN NNP 1 obl", 1, ["march_on.v", "march.v"]),
    ("quickly quickly ADV RB 0 root", 1, []),
]


@pytest.mark.parametrize(("lines", "word", "expected"), CASES)
def test_a_predicate_is_spelt_most_exactly_first(lines: str, word: int, expected: list[str]) -> None:
    sentence, _ = parsed(lines)
    assert list(names_of(sentence, sentence.words[word - 1])) == expected
