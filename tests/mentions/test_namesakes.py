"""Whoever and whatever is called like a country, and is none."""

from __future__ import annotations

import pytest

from dateline.codebook import Codebook, load_codebook
from dateline.mentions.country_words import countries_in
from dateline.mentions.namesakes import family_names, namesakes
from tests.parsed import parsed


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def left(
    codebook: Codebook, lines: str, families: frozenset[str] = frozenset(), **columns: dict[int, object]
) -> list[str]:
    """The words that still name a country."""
    sentence, text = parsed(lines, **columns)
    found = countries_in(text, sentence)
    others = namesakes(sentence, found, codebook, families).found
    return [text[start:end] for start, end, _ in found if (start, end) not in {(a, b) for a, b, _ in others}]


ACCUSED = """
{} {} PROPN NNP 3 nsubj
{} {} PROPN NNP 1 flat
accused accuse VERB VBD 0 root
Chad Chad PROPN NNP 3 obj
"""


@pytest.mark.parametrize(
    ("given", "family", "tags", "expected"),
    [
        ("Kenya", "Moore", {1: "B-PER", 2: "I-PER"}, ["Chad"]),
        ("Kenya", "Moore", {1: "B-LOC", 2: "B-PER"}, ["Chad"]),
        ("Emma", "England", {1: "B-PER", 2: "I-PER"}, ["Chad"]),
        ("Kenya", "President", {1: "B-LOC", 2: "B-PER"}, ["Kenya", "Chad"]),
        ("Kenya", "Airways", {1: "B-ORG", 2: "I-ORG"}, ["Kenya", "Chad"]),
    ],
)
def test_a_part_of_a_persons_name_is_no_country(
    codebook: Codebook, given: str, family: str, tags: dict[int, object], expected: list[str]
) -> None:
    assert left(codebook, ACCUSED.format(given, given, family, family), tag={**tags, 4: "B-LOC"}) == expected


BARE = """
Jordan Jordan PROPN NNP 3 nsubj:pass
was be AUX VBD 3 aux:pass
arrested arrest VERB VBN 0 root
{} {} ADP IN 5 case
Jordan Jordan PROPN NNP 3 obl
"""


def test_a_family_name_that_the_report_tells_is_a_persons_but_where_a_place_is_told(codebook: Codebook) -> None:
    full, _ = parsed("Ann Ann PROPN NNP 0 root\nJordan Jordan PROPN NNP 1 flat", tag={1: "B-PER", 2: "I-PER"})
    families = family_names([full])
    assert families == {"Jordan"}
    tags: dict[int, object] = {1: "B-LOC", 5: "B-LOC"}
    assert left(codebook, BARE.format("in", "in"), families, tag=tags) == ["Jordan"]
    assert left(codebook, BARE.format("with", "with"), families, tag=tags) == []
    assert left(codebook, BARE.format("with", "with"), tag=tags) == ["Jordan", "Jordan"]


TOWN = """
Police police NOUN NNS 2 nsubj
met meet VERB VBD 0 root
in in ADP IN 4 case
{} {} PROPN NNP 2 obl
, , PUNCT , 6 punct
{} {} PROPN NNP 4 appos
"""


@pytest.mark.parametrize(
    ("town", "area", "expected"),
    [
        ("Peru", "Illinois", []),
        ("Lebanon", "Pa.", []),
        ("Athens", "Georgia", []),
        ("Atlanta", "Georgia", []),
        ("Moscow", "Idaho", []),
        ("Moscow", "Russia", ["Moscow", "Russia"]),
        ("Tbilisi", "Georgia", ["Tbilisi", "Georgia"]),
        ("Peru", "Chile", ["Peru", "Chile"]),
        ("Peru", "Alaska", ["Peru"]),
    ],
)
def test_a_town_in_a_state_is_no_country_nor_is_the_state(
    codebook: Codebook, town: str, area: str, expected: list[str]
) -> None:
    assert left(codebook, TOWN.format(town, town, area, area), tag={4: "B-LOC", 6: "B-LOC"}) == expected


PROVINCE = """
Rebels rebel NOUN NNS 2 nsubj
seized seize VERB VBD 0 root
Armenia Armenia PROPN NNP 2 obj
, , PUNCT , 8 punct
in in ADP IN 8 case
the the DET DT 8 det
{} {} ADJ JJ 8 amod
{} {} NOUN NN 2 obl
"""


@pytest.mark.parametrize(
    ("nationality", "noun", "expected"),
    [
        ("Colombian", "province", ["Colombian"]),
        ("Colombian", "press", ["Armenia", "Colombian"]),
        ("Georgian", "province", ["Armenia", "Georgian"]),
    ],
)
def test_a_town_in_a_province_of_another_country_is_no_country(
    codebook: Codebook, nationality: str, noun: str, expected: list[str]
) -> None:
    lines = PROVINCE.format(nationality, nationality, noun, noun)
    assert left(codebook, lines, tag={3: "B-LOC", 7: "B-MISC"}) == expected
