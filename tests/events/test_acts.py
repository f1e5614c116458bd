"""Whoever proposes acts is held to the codebook and to the sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from dateline.codebook import load_codebook
from dateline.errors import WrongValueError
from dateline.events.acts import ActFinder
from dateline.events.base import Proposal
from dateline.grammar.clauses import Clauses
from tests.parsed import parsed

SENTENCE, TEXT = parsed("Rebels rebel NOUN NNS 2 nsubj\nraided raid VERB VBD 0 root\nvillages village NOUN NNS 2 obj")
CLAUSES = Clauses(SENTENCE)
RAID = Proposal("ASSAULT", None, CLAUSES.of(1), (0,), (2,), 0.9, "theirs")


class Says:
    """A recogniser that proposes the same of every sentence."""

    name = "theirs"

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal

    def propose(self, clauses: Clauses) -> Iterable[Proposal]:
        return [self._proposal]


def acts_of(proposal: Proposal) -> list[tuple[str, str]]:
    finder = ActFinder(load_codebook(), (Says(proposal),))
    return [(act.type, act.by) for act in finder.find(CLAUSES, TEXT)]


def test_any_recogniser_may_tell_acts() -> None:
    assert acts_of(RAID) == [("ASSAULT", "theirs")]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"type": "NOPE"}, "theirs: proposes the type 'NOPE'; propose what the codebook has"),
        ({"mode": "arrest"}, "theirs: proposes the mode 'arrest' of ASSAULT; propose what the codebook has"),
        ({"recipients": (3,)}, "theirs: names word 3 of a sentence with 3; count words from 0"),
        ({"actors": (-1,)}, "theirs: names word -1 of a sentence with 3"),
    ],
)
def test_what_the_codebook_or_the_sentence_does_not_have_is_told(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(WrongValueError, match=r"^theirs: ") as caught:
        acts_of(replace(RAID, **wrong))
    assert str(caught.value).startswith(told)
