"""Where quoted words stand: as given, nearest to the sentence named, else with plain blanks and marks, else nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.llm.quoted_words import DOUBTFUL, ELSEWHERE, MISSING, NO_WORDS, RESPELLED, Quoted, QuotedWords
from dateline.model import Span

SENTENCES = [
    "He said the army left.",
    "“It’s over—for now…”,  she\n said.",
    "The U.S.-led force met again.",
    "He said more; then he said it again.",
]
TEXT = "LEAD not shown. " + " ".join(SENTENCES) + " A tail not shown."


def looked_up() -> QuotedWords:
    at = [TEXT.index(sentence) for sentence in SENTENCES]
    return QuotedWords(TEXT, [Span.of(TEXT, a, a + len(s)) for a, s in zip(at, SENTENCES, strict=True)])


FOUND: list[tuple[Any, str, int, str | None]] = [
    ({"sentence": 0, "words": "the army"}, "the army", 0, None),
    ({"sentence": 0, "words": "  the army\n"}, "the army", 0, None),
    ({"sentence": 3, "words": "the army"}, "the army", 0, ELSEWHERE),
    ({"sentence": 3, "words": "said"}, "said", 3, None),
    ({"sentence": 0, "words": "He said"}, "He said", 0, None),
    ({"sentence": 2, "words": "He said"}, "He said", 3, ELSEWHERE),
    ({"words": "force"}, "force", 2, ELSEWHERE),
    ({"sentence": 1, "words": "It's over-for now..."}, "It’s over—for now…", 1, RESPELLED),
    ({"sentence": 1, "words": '"It’s over—for now…"'}, "It’s over—for now…", 1, RESPELLED),
    ({"sentence": 1, "words": "she said"}, "she\n said", 1, RESPELLED),
    ({"sentence": 2, "words": "‘The U.S.‑led force’"}, "The U.S.-led force", 2, RESPELLED),
    ({"sentence": 0, "words": "left. “It’s"}, "left. “It’s", 0, None),
]


@pytest.mark.parametrize(("words", "text", "sentence", "repaired"), FOUND)
def test_words_are_found_by_the_rule(words: Any, text: str, sentence: int, repaired: str | None) -> None:
    found = looked_up().find(words)
    assert isinstance(found, Quoted), found
    assert (found.span.text, found.sentence, found.repaired) == (text, sentence, repaired)
    assert TEXT[found.span.start : found.span.end] == text


NOT_FOUND: list[tuple[Any, str]] = [
    ({"sentence": 0, "words": "the navy"}, MISSING),
    ({"sentence": 0, "words": "The Army"}, MISSING),
    ({"sentence": 0, "words": "arm"}, MISSING),
    ({"sentence": 0, "words": "ave army"}, MISSING),
    ({"sentence": 0, "words": "LEAD"}, MISSING),
    ({"sentence": 0, "words": "tail"}, MISSING),
    ({"sentence": 0, "words": "a" * 10_000}, MISSING),
    ({"sentence": 0, "words": "\ud800"}, NO_WORDS),
    ({"sentence": 2, "words": "said"}, DOUBTFUL),
    ({"sentence": 9, "words": "said"}, DOUBTFUL),
    ({"sentence": "0", "words": "again"}, DOUBTFUL),
    ({"sentence": 0, "words": "…"}, NO_WORDS),
    ({"sentence": 0, "words": ""}, NO_WORDS),
    ({"sentence": 0, "words": ["the army"]}, NO_WORDS),
    ({"sentence": 0}, NO_WORDS),
    ("the army", NO_WORDS),
    (None, NO_WORDS),
]


@pytest.mark.parametrize(("words", "why"), NOT_FOUND)
def test_what_the_rule_does_not_find_is_refused(words: Any, why: str) -> None:
    assert looked_up().find(words) == why


def test_two_sentences_as_near_are_a_doubt() -> None:
    text = "A met B. C won. A met B."
    spans = [Span.of(text, a, b) for a, b in ((0, 8), (9, 15), (16, 24))]
    assert QuotedWords(text, spans).find({"sentence": 1, "words": "met"}) == DOUBTFUL


@given(st.text(max_size=40), st.integers(-2, 5))
def test_whatever_is_quoted_what_is_found_stands_there(words: str, sentence: int) -> None:
    found = looked_up().find({"sentence": sentence, "words": words})
    if isinstance(found, Quoted):
        assert TEXT[found.span.start : found.span.end] == found.span.text
        assert (
            SENTENCES[found.sentence].startswith(found.span.text[0]) or found.span.text[0] in SENTENCES[found.sentence]
        )


@given(st.data())
def test_every_piece_of_a_sentence_from_word_to_word_is_found(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(SENTENCES) - 1))
    pieces = SENTENCES[number].split()
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    said = " ".join(pieces[first : last + 1])
    found = looked_up().find({"sentence": number, "words": said})
    if any(c.isalnum() for c in said):
        assert isinstance(found, Quoted)
        assert found.sentence == number
