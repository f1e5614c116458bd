"""Whom "I" and "we" mean, over sentences parsed by the real reader."""

from __future__ import annotations

import pytest

from dateline.codebook import load_codebook
from dateline.mentions.chains import chains_of as chained
from dateline.model import Span
from dateline.reader.reader import Reader
from dateline.statements.extraction import speech_of


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def chains_of(text: str, reader: Reader) -> list[list[str]]:
    sentences = reader.read(text)
    found = chained(load_codebook(), text, sentences, speech_of(text, 0, sentences).voices)
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
    text = 'Hannah Whitcombe said: "The road is closed. Nobody passed us." Then we left.'
    voices = speech_of(text, 0, reader.read(text)).voices
    inside, outside = text.index("us."), text.index("we left")
    assert voices.is_quoted(Span.of(text, inside, inside + 2))
    assert not voices.is_quoted(Span.of(text, outside, outside + 2))


def test_the_speaker_of_a_statement_is_who_its_we_means(reader: Reader) -> None:
    """Statements hand over whose words are quoted: one answer, in the statement and in the chain."""
    text = 'The rebels left the town on Monday. According to the Chadian army, "we were attacked first."'
    assert ["Chadian army", "we"] in chains_of(text, reader)
