"""Words that may be shown: nothing in them steers a screen, and none is lost."""

from __future__ import annotations

import pytest

from dateline.show.harmless import flowing, harmless, paragraphs, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a�[31mb"),
        ("bell\x07 nul\x00 del\x7f csi\x9b", "bell� nul� del� csi�"),
        ("\u202eevil\u202c \u2066x\u2069", "�evil� �x�"),
        ("tab\tcr\r\nline\u2028end", "tab cr \nline end"),
        ("half \ud83d", "half �"),
        ("🕊️ 東京 “ok” שלום", "🕊️ 東京 “ok” שלום"),
    ],
)
def test_what_could_steer_a_screen_is_shown_as_a_replacement(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("  one\nmore \r\n \t\r\n\n two\n", ["one\nmore", "two"]),
        ("\n \n", []),
        ("", []),
        ("only", ["only"]),
    ],
)
def test_paragraphs_lie_between_empty_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_lines_broken_at_a_margin_flow_and_headlines_stay() -> None:
    wrapped = "\n".join(["x" * 70, "y" * 68, "end."])
    assert flowing(wrapped) == wrapped.replace("\n", " ")
    assert flowing("HEADLINE\nText of the report.") == "HEADLINE\nText of the report."


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 9, "one two…"),
        ("one two, three", 11, "one two…"),
        ("unbreakable", 5, "unbr…"),
        (" two\n lines ", 20, "two lines"),
    ],
)
def test_a_text_is_shortened_at_a_word(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert len(short) <= limit
