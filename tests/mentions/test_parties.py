"""Two nationalities before one noun are two parties."""

from __future__ import annotations

import pytest

from dateline.codebook import Codebook, load_codebook
from dateline.mentions.detection import MentionFinder
from tests.parsed import parsed


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


COORDINATED = """
{a} {a} ADJ JJ 4 amod
{joint} {joint} CCONJ CC 3 cc
{b} {b} ADJ JJ 1 conj
{noun} {lemma} NOUN {xpos} 5 nsubj
met meet VERB VBD 0 root
"""


def found(codebook: Codebook, **words: str) -> list[tuple[str, str, tuple[str, ...]]]:
    sentence, text = parsed(COORDINATED.format(**words), kind={4: "person"})
    mentions = MentionFinder(codebook, text, [sentence]).find(sentence)
    return [(c.name, c.span.text, tuple(w.iso3 for w in c.countries)) for c in mentions]


def test_each_nationality_has_the_noun_in_its_name(codebook: Codebook) -> None:
    words = {"a": "Thai", "joint": "and", "b": "Cambodian", "noun": "soldiers", "lemma": "soldier", "xpos": "NNS"}
    assert found(codebook, **words) == [
        ("Thai soldiers", "Thai", ("THA",)),
        ("Cambodian soldiers", "Cambodian soldiers", ("KHM",)),
    ]


@pytest.mark.parametrize(
    ("a", "noun", "xpos"),
    [
        ("Thai", "soldier", "NN"),  # one soldier is of no two countries
        ("young", "soldiers", "NNS"),
    ],
)
def test_one_noun_is_one_party(codebook: Codebook, a: str, noun: str, xpos: str) -> None:
    words = {"a": a, "joint": "and", "b": "Cambodian", "noun": noun, "lemma": "soldier", "xpos": xpos}
    assert [name for name, _, _ in found(codebook, **words)] == [f"{a} and Cambodian {noun}"]
