"""Names that are written like small words are read as names, and small words in headlines and openings stay what they are."""

from __future__ import annotations

import pytest

from dateline.reader.homographs import as_names
from dateline.reader.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vietnamese President To Lam left for Moscow on Tuesday.", "To Lam"),
        ("The president of Vietnam, To Lam, arrived in Paris.", "To Lam"),
        ("Myanmar leader Than Shwe received two envoys.", "Than Shwe"),
        ("Chinese Vice Premier He Lifeng met bankers in Geneva.", "He Lifeng"),
        ("North Korean Defense Minister No Kwang-chol spoke to reporters.", "No Kwang-chol"),
        ("The deputy speaker met So Nam, a Cambodian general.", "So Nam"),
    ],
)
def test_a_name_that_is_written_like_a_small_word_is_a_person(reader: Reader, text: str, name: str) -> None:
    (sentence,) = reader.read(text)
    tagged = [w for w in sentence.words if w.tag.endswith("PER")]
    assert " ".join(w.text for w in tagged) == name
    assert tagged[0].lemma == tagged[0].text, "no small word: no denial, no pronoun"


@pytest.mark.parametrize(
    "text",
    [
        "Minister Says He Will Meet Xi In Seoul",
        "So Ukraine struck back .",
        'She told reporters : " In Kenya we arrested six men . "',
        "Troops moved on to Lviv and in Kharkiv they stayed",
        "The ship sailed to Oslo . No Norwegian saw it",
    ],
)
def test_a_small_word_that_is_one_stays_what_it_is(text: str) -> None:
    assert as_names(text.split()) == text.split()
