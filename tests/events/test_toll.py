"""Tolls as a sentence tells them."""

from __future__ import annotations

import pytest

from dateline.events.size import REVISED, TOLL
from dateline.events.toll import tolls
from tests.parsed import parsed

ROSE = """
The the DET DT 3 det
death death NOUN NN 3 compound
{noun} {noun} NOUN NN 4 nsubj
{verb} {lemma} VERB VBD 0 root
{case} {case} ADP IN 6 case
18 18 NUM CD 4 obl
"""
PUT = """
Officials official NOUN NNS 2 nsubj
{verb} {lemma} VERB VBD 0 root
the the DET DT 4 det
number number NOUN NN 2 obj
of of ADP IN 6 case
{victims} {victims} ADJ JJ 4 nmod
{case} {case} ADP IN 8 case
13 13 NUM CD 2 obl
"""


@pytest.mark.parametrize(
    ("noun", "verb", "lemma", "case", "number"),
    [
        ("toll", "rose", "rise", "to", 18),
        ("tally", "stood", "stand", "at", 18),
        ("toll", "rose", "rise", "by", None),
        ("penalty", "rose", "rise", "to", None),
        ("toll", "shocked", "shock", "to", None),
    ],
)
def test_a_toll_rises_to_a_number_and_not_by_one(
    noun: str, verb: str, lemma: str, case: str, number: int | None
) -> None:
    sentence, _ = parsed(ROSE.format(noun=noun, verb=verb, lemma=lemma, case=case))
    assert [(t.field, t.given.number) for t in tolls(sentence)] == ([] if number is None else [("killed", number)])


@pytest.mark.parametrize(
    ("verb", "lemma", "victims", "case", "told"),
    [
        ("put", "put", "dead", "at", ("killed", TOLL)),
        ("raised", "raise", "wounded", "to", ("injured", TOLL)),
        ("revised", "revise", "dead", "to", ("killed", REVISED)),
        ("put", "put", "new", "at", None),
        ("doubted", "doubt", "dead", "at", None),
    ],
)
def test_what_is_counted_stands_with_the_number(
    verb: str, lemma: str, victims: str, case: str, told: tuple[str | None, int] | None
) -> None:
    sentence, _ = parsed(PUT.format(verb=verb, lemma=lemma, victims=victims, case=case))
    assert [(t.field, t.rank) for t in tolls(sentence)] == ([] if told is None else [told])


def test_a_toll_of_a_month_is_no_acts_own() -> None:
    sentence, _ = parsed(
        ROSE.format(noun="toll", verb="rose", lemma="rise", case="to")
        + "since since ADP IN 8 case\nMay May PROPN NNP 4 obl"
    )
    assert not list(tolls(sentence))
