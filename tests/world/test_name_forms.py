"""Names as they are written, from words in small letters."""

from __future__ import annotations

import pytest

from dateline.world.name_forms import acronym, capitalised, name_at, sorts_of


@pytest.mark.parametrize(
    ("words", "at", "name"),
    [
        ("the united nations security council met", 1, "United Nations Security Council"),
        ("the world health organization said", 1, "World Health Organization"),
        ("the central african republic", 1, "Central African Republic"),
        ("police in oslo", 0, ""),
        ("the united front", 1, ""),
        ("they are united", 2, ""),
    ],
)
def test_the_longest_known_name_is_found_where_it_begins(words: str, at: int, name: str) -> None:
    assert " ".join(name_at(words.split(), at)) == name


@pytest.mark.parametrize(
    ("word", "name"), [("nato", "NATO"), ("unicef", "UNICEF"), ("iaea", "IAEA"), ("oslo", None), ("police", None)]
)
def test_acronyms_are_known_by_their_letters(word: str, name: str | None) -> None:
    assert acronym(word) == name


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("oslo", "city"),
        ("norway", "country"),
        ("norwegians", "country"),
        ("putin", "person"),
        ("maria", "first"),
        ("nato", "acronym"),
    ],
)
def test_a_word_is_known_for_what_it_names(word: str, sort: str) -> None:
    assert sort in sorts_of(word)


@pytest.mark.parametrize("word", ["protesters", "xqzv"])
def test_other_words_are_no_names(word: str) -> None:
    assert sorts_of(word) == ()


@pytest.mark.parametrize("word", ["oslo", "élysée", "ŉ", "ßa", "ǆ", "中"])
def test_a_capital_takes_no_room(word: str) -> None:
    assert len(capitalised(word)) == len(word)
    assert capitalised(word)[1:] == word[1:]
