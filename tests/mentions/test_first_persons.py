"""Whom "I" and "we" mean, over sentences parsed by the real reader."""

from __future__ import annotations

import pytest

from dateline.codebook import load_codebook
from dateline.mentions.chains import chain
from dateline.mentions.detection import MentionFinder
from dateline.mentions.quoted import quotations
from dateline.reader.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def chains_of(text: str, reader: Reader) -> list[list[str]]:
    sentences = reader.read(text)
    finder = MentionFinder(load_codebook(), text)
    found = chain(sentences, [c for s in sentences for c in finder.find(s)])
    return [[c.span.text for c in one.candidates] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I will not resign," Pavel Orlovich said on Monday.', ["I", "Pavel Orlovich"]),
        ('Hannah Whitcombe said: "My staff worked all night."', ["Hannah Whitcombe", "My"]),
        (
            'Karim Bouzidi denied the charge. "I was at home that night. I saw nobody," he told the court.',
            ["Karim Bouzidi", "I", "I", "he"],
        ),
        ('The State Department said: "We expect a quick reply."', ["State Department", "We"]),
    ],
)
def test_whoever_is_quoted_says_i_and_a_body_says_we(text: str, expected: list[str], reader: Reader) -> None:
    assert expected in chains_of(text, reader)


def test_i_outside_quotations_means_nobody_in_a_news_report(reader: Reader) -> None:
    found = chains_of("Pavel Orlovich left Baku on Monday. I saw him go.", reader)
    assert ["I"] in found


def test_who_is_interviewed_is_i_and_the_you_of_the_questions(reader: Reader) -> None:
    text = (
        "An interview with Ayumi Hoshino. Hoshino runs a harbour. Why do you do it? I like ships. I grew up by the sea. "
        "Do you sleep at all? I sleep little, and I never complain."
    )
    (one,) = [c for c in chains_of(text, reader) if "Ayumi Hoshino" in c]
    assert one.count("I") == 4
    assert one.count("you") == 2


def test_a_quotation_runs_over_sentence_ends_until_it_is_closed(reader: Reader) -> None:
    sentences = reader.read('He said: "The road is closed. Nobody passed." Then he left.')
    (one,) = quotations(sentences)
    words = [w.text for s in sentences for w in s.words if one.holds((s.index, w.index))]
    assert words == "The road is closed . Nobody passed .".split()
