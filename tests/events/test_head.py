"""What the network says of words as proposals: the likeliest type first, nothing that the codebook does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.codebook import Codebook
from dateline.events.head import HeadRecogniser
from dateline.grammar.clauses import Clauses
from dateline.reader.sentence import TakenPart, Told
from tests.parsed import parsed

SENTENCE, _ = parsed("Rebels rebel NOUN NNS 2 nsubj\nmet meet VERB VBD 0 root\nenvoys envoy NOUN NNS 2 obj")


def proposed(book: Codebook, **shares: float) -> list[tuple[str, str | None, tuple[int, ...], tuple[int, ...], float]]:
    parts = (
        TakenPart(0, 0, "actor", 0.8),
        TakenPart(0, 2, "recipient", 0.6),
        TakenPart(0, 2, "actor", 0.2),
        TakenPart(3, 1, "actor", 0.9),
    )
    told = Told(1, shares, "visit", {"happened": 1.0}, parts)
    clauses = Clauses(replace(SENTENCE, told={1: told}))
    return [(p.type, p.mode, p.actors, p.recipients, p.score) for p in HeadRecogniser(book).propose(clauses)]


def test_the_likeliest_type_comes_first_with_those_of_its_sentence_who_take_part(book: Codebook) -> None:
    assert proposed(book, none=0.1, ASSAULT=0.3, CONSULT=0.6) == [
        ("CONSULT", "visit", (0,), (2,), 0.6),
        ("ASSAULT", None, (0,), (2,), 0.3),
    ]


@pytest.mark.parametrize("shares", [{"none": 0.95, "CONSULT": 0.05}, {"none": 0.4, "NOT_OURS": 0.6}])
def test_what_is_unlikely_or_unknown_is_not_proposed(book: Codebook, shares: dict[str, float]) -> None:
    assert proposed(book, **shares) == []
