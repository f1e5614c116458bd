"""The piece of a report that is shown of what was found."""

import re

import pytest

from dateline.archive.full_text import Hits
from dateline.archive.snippet import snippet_of

HEAD = "OSLO, March 4 (NTB) — "
TEXT = HEAD + (
    "Ministers met on Monday. The first talks on the strait ended without a word to the press. Rain fell for days, and the"
    " town was quiet. On Tuesday they spoke of the crossing. The talks on the crossing were long, said Lund."
)


def hits_of(word: str, text: str = TEXT) -> Hits:
    return Hits((), tuple(found.span() for found in re.finditer(word, text)))


def test_it_begins_with_a_sentence_and_ends_with_a_word() -> None:
    snippet = snippet_of(TEXT, len(HEAD), hits_of("press"), 130)
    assert snippet.text.startswith(
        "The first talks on the strait ended without a word to the press. Rain fell for days,"
    )
    assert snippet.text.endswith(" On Tuesday they spoke")
    assert [TEXT[a:b] for a, b in snippet.hits] == ["press"]
    assert TEXT[snippet.start : snippet.end] == snippet.text


def test_where_most_different_words_stand_is_taken() -> None:
    assert "The talks on the crossing" in snippet_of(TEXT, len(HEAD), hits_of("talks|crossing"), 60).text


def test_without_hits_it_is_how_the_report_begins() -> None:
    assert snippet_of(TEXT, len(HEAD), Hits(), 30).text == "Ministers met on Monday. The"
    assert snippet_of("", 0, Hits(((0, 3),))) == (0, 0, "", (), ((0, 3),))


def test_what_stands_before_the_report_is_shown_only_if_nothing_else_is_found() -> None:
    text = "Title: talks\n\nThey went home. There were no talks in the end."
    assert snippet_of(text, 14, hits_of("talks", text), 40).text.startswith("There were no talks")
    assert snippet_of(text, 14, hits_of("Title", text), 12).text == "Title: talks"


@pytest.mark.parametrize("wide", [1, 7, 40, 240])
@pytest.mark.parametrize(
    "text", ["talks", "x" * 500, "talks " * 90, " \n talks", "a " * 300 + "talks", "talks" + "y" * 300]
)
@pytest.mark.parametrize("word", ["talks", "x+", "[a-z]", "nothing"])
def test_it_lies_within_the_text_and_its_hits_within_it(text: str, word: str, wide: int) -> None:
    snippet = snippet_of(text, 0, hits_of(word, text), wide)
    assert 0 <= snippet.start <= snippet.end <= len(text)
    assert snippet.text == text[snippet.start : snippet.end]
    assert all(snippet.start <= a < b <= snippet.end for a, b in snippet.hits)
    assert bool(snippet.hits) == bool(re.search(word, text))
