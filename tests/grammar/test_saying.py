"""The lists of words of saying hang together: each narrower one is a part of what it narrows."""

from __future__ import annotations

import pytest

from dateline.grammar.saying import cues
from tests.parsed import parsed


@pytest.mark.parametrize("part", ["nominal", "infinitives", "weak", "judging", "resuming", "beliefs", "reporting"])
def test_every_list_of_verbs_is_a_part_of_the_verbs_of_saying(part: str) -> None:
    assert getattr(cues(), part) <= cues().verbs


def test_a_verb_of_saying_is_known_with_its_particle() -> None:
    sentence, _ = parsed("He he PRON PRP 2 nsubj\npointed point VERB VBD 0 root\nout out ADP RP 2 compound:prt")
    assert cues().speech(sentence, sentence.words[1]) == "point_out"
    assert cues().speech(sentence, sentence.words[0]) is None
