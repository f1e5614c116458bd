"""Which words before a name are its title, and which only stand before it."""

from __future__ import annotations

import pytest

from dateline.codebook import load_codebook
from dateline.mentions.named import find_names
from dateline.reader.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Kenyan Deputy Defense Minister Amina Wanjala arrived on Monday.", "Amina Wanjala", "Kenyan Deputy Defense Minister"),
        ("White House Chief of Staff Nora Lindqvist met reporters.", "Nora Lindqvist", "Chief of Staff"),
        ("Former Secretary of State Nora Lindqvist met reporters.", "Nora Lindqvist", "Former Secretary of State"),
        ("Critics of Mr. Lindqvist met on Monday.", "Lindqvist", "Mr."),
        ("Members of Lindqvist's cabinet resigned on Monday.", "Lindqvist", ""),
        ("Several senior allies of Nora Lindqvist resigned on Monday.", "Nora Lindqvist", ""),
        ("The regime of President Omar Haddani fell on Monday.", "Omar Haddani", "President"),
        ("The telephone call Mr. Lindqvist received lasted an hour.", "Lindqvist", "Mr."),
        ("Top diplomat Dr. Nora Lindqvist met reporters.", "Nora Lindqvist", "Top diplomat Dr."),
    ],
)  # fmt: skip
def test_a_title_is_what_the_named_one_is_called(reader: Reader, text: str, name: str, title: str) -> None:
    (sentence,) = reader.read(text)
    words = sentence.words

    def said(first: int, end: int) -> str:
        return text[words[first].start : words[end - 1].end] if first < end else ""

    found = find_names(sentence, load_codebook(), frozenset())
    named = next(n for n in found if said(n.first, n.last + 1).startswith(name))
    assert said(named.start, named.first).endswith(title)
    assert title or named.start == named.first
    assert "of" not in said(named.start, named.first).removesuffix(title).split()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("He is a former Governor of Virginia.", "LOC"),
        ("She is the wife of Virginia Lindqvist.", "PER"),
    ],
)
def test_what_a_governor_is_of_is_a_place(reader: Reader, text: str, tag: str) -> None:
    (sentence,) = reader.read(text)
    assert [name.tag for name in find_names(sentence, load_codebook(), frozenset())] == [tag]
