"""How words are cut, stemmed and marked: as SQLite's full-text search does it."""

import sqlite3

import pytest

from dateline.archive import full_text
from dateline.archive.full_text import ReportWords, Vocabulary, cut, expression, hits, refuse_without_full_text, stems
from dateline.archive.search_words import sought
from dateline.errors import ArchiveError


def marked(words: str, text: str, title: str = "") -> tuple[list[str], list[str]]:
    """The hits in a text, and in its title."""
    asked = expression(sought(words), lambda letters, is_stem: (), wanted=True)
    assert asked is not None
    (found,) = hits([ReportWords(title, "", text)], asked)
    return [text[a:b] for a, b in found.text], [title[a:b] for a, b in found.title]


def test_words_are_folded_and_cut_where_no_letter_or_digit_stands() -> None:
    assert cut(["The U.S. and São-Tomé’s 2nd deal", ""]) == [
        ["the", "u", "s", "and", "sao", "tome", "s", "2nd", "deal"],
        [],
    ]


def test_stems_are_english_ones() -> None:
    assert stems(["demonstration", "talks", "talking"]) == ["demonstr", "talk", "talk"]


def test_a_vocabulary_gives_each_word_once() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.new(["Peace talks", "talks"]) == [("peace", "peac"), ("talks", "talk")]
    assert vocabulary.new(["talks on peace"]) == [("on", "on")]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("talks", "They talked. Talks, TALK!", ["talked", "Talks", "TALK"]),
        ("Erdogan", "Mr Erdoğan met Erdogan", ["Erdoğan", "Erdogan"]),
        ('"peace talks"', "talks for peace; peace talk", ["peace talk"]),
        ("talks -peace", "peace talks", ["talks"]),
        ("war OR peace", "peace, not war", ["peace", "war"]),
        ("gov*", "government and governors", ["government", "governors"]),
        ("title:war", "war", []),
        ("text:war", "war", ["war"]),
        ("war", "no such thing", []),
        ("war", "🕊️ 𝒲 \x00 \ud800 \ufdd0 \ufdd1 war \ufdd0war", ["war", "war"]),
        ("NEAR", "near", ["near"]),
    ],
)
def test_what_was_asked_for_is_marked(words: str, text: str, found: list[str]) -> None:
    assert marked(words, text)[0] == found


def test_a_field_is_marked_alone() -> None:
    assert marked("title:war peace", "war and peace", "War or peace") == (["peace"], ["War", "peace"])


def test_a_beginning_finds_words_whose_stems_are_shorter() -> None:
    asked = expression(sought("title:demonstrat*"), lambda letters, is_stem: ["demonstration"])
    assert asked == 'title : ("demonstrat" * OR "demonstration")'


def test_a_beginning_that_is_no_stem_is_not_stemmed() -> None:
    told = []

    def begun(letters: str, is_stem: bool) -> list[str]:
        told.append((letters, is_stem))
        return ["hispanic", "history"]

    assert expression(sought("his*"), begun) == '("hispanic" OR "history")'
    assert told == [("his", False)]


def test_a_python_without_full_text_search_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_without_full_text()

    def missing(*_: object) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(full_text, "_table", missing)
    with pytest.raises(ArchiveError, match=r"no such module: fts5.*; use a Python whose"):
        refuse_without_full_text()
