"""What two do to each other."""

from __future__ import annotations

import pytest

from dateline.resolve.each_other import is_done_to_each_other
from tests.parsed import parsed

ACCUSED = """
Ghana Ghana PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Togo Togo PROPN NNP 1 conj
accused accuse VERB VBD 0 root
WHOM
of of ADP IN 8 case
fraud fraud NOUN NN 4 obl
"""
ONE_ANOTHER = "one one NUM CD 6 nummod\nanother another DET DT 4 obj"
SAID = """
Togo Togo PROPN NNP 2 nsubj
said say VERB VBD 0 root
they they PRON PRP 4 nsubj
blamed blame VERB VBD 2 ccomp
each each DET DT 4 obj
other other ADJ JJ 5 fixed
"""


@pytest.mark.parametrize(
    ("lines", "word", "done"),
    [
        (ACCUSED.replace("WHOM", ONE_ANOTHER), 4, True),
        (ACCUSED.replace("WHOM", "one one NUM CD 6 nummod\ntrader trader NOUN NN 4 obj"), 4, False),
        (SAID, 4, True),
        (SAID, 2, False),
    ],
)
def test_each_other_is_the_object_of_the_verb_before_it(lines: str, word: int, done: bool) -> None:
    sentence, _ = parsed(lines)
    assert is_done_to_each_other(sentence, word - 1) == done
