"""Whose words they are: the speaker of what stands in quotation marks, over sentences parsed by the real reader."""

from __future__ import annotations

import pytest

from dateline.model import Span
from dateline.reader.reader import Reader
from dateline.statements.extraction import speech_of


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def speaker_of(word: str, text: str, reader: Reader) -> str | None:
    """Who says the first ``word`` of the text."""
    sentences = reader.read(text)
    start = text.index(word)
    found = speech_of(text, 0, sentences).voices.of(Span.of(text, start, start + len(word)))
    return None if found is None else sentences[found[0]].words[found[1]].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay in Gao," Idris said.', "Idris"),
        ('According to Idris, "We were attacked first".', "Idris"),
        ('Idris said: "Sano claims that We fled."', "Idris"),
        ('"If Sano suggests that We should pay, he is wrong," Idris said.', "Idris"),
        ("\"The minister told me 'We will leave Gao'.\" Idris said that on Monday.", "minister"),
        ("Idris said We should leave Gao.", None),
    ],
    ids=["behind", "before", "reported inside", "a condition inside", "single marks inside", "no quotation"],
)
def test_the_speaker_of_a_quotation_says_we_also_in_what_it_reports(text: str, expected: str, reader: Reader) -> None:
    assert speaker_of("We", text, reader) == expected
