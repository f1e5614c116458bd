"""Names that were taken for people or bodies, and are towns'."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.codebook import Codebook, load_codebook
from dateline.mentions.detection import MentionFinder
from dateline.mentions.towns import town_names
from tests.parsed import parsed


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


OBJECT = """
Rebels rebel NOUN NNS 2 nsubj
{} {} VERB VBD 0 root
{} {} PROPN NNP 2 obj
"""
SUBJECT = """
{} {} PROPN NNP 2 nsubj
resigned resign VERB VBD 0 root
"""


def towns(codebook: Codebook, *lines: str) -> set[str]:
    """The towns among the names of sentences, all of which were taken for people's."""
    sentences, mentions = [], []
    for number, line in enumerate(lines):
        sentence, text = parsed(line, tag={1: "B-PER"} if line.endswith("root\n") else {3: "B-PER"})
        sentences.append(replace(sentence, index=number))
        mentions += MentionFinder(codebook, text, sentences[-1:]).find(sentences[-1])
    return {" ".join(parts) for parts in town_names(sentences, mentions)}


@pytest.mark.parametrize(
    ("verb", "name", "is_town"),
    [
        (("shelled", "shell"), "Kidal", True),
        (("attacked", "attack"), "Lalibela", True),
        (("recaptured", "recapture"), "Moyoland", False),  # no such town
        (("praised", "praise"), "Kidal", False),
        (("attacked", "attack"), "Rushdie", False),
    ],
)
def test_a_town_is_what_towns_are_done_to(codebook: Codebook, verb: tuple[str, str], name: str, is_town: bool) -> None:
    assert towns(codebook, OBJECT.format(*verb, name, name)) == ({name.lower()} if is_town else set())


def test_whoever_acts_in_another_sentence_is_no_town(codebook: Codebook) -> None:
    attacked = OBJECT.format("attacked", "attack", "Lalibela", "Lalibela")
    assert towns(codebook, attacked, SUBJECT.format("Lalibela", "Lalibela")) == set()
