"""What a word looks like."""

from __future__ import annotations

import pytest

from dateline.reader.shapes import SHAPES, shape


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("talks", "lower"),
        ("Moscow", "Title"),
        ("NATO", "UPPER"),
        ("I", "single-upper"),
        ("McCain", "upper-mixed"),
        ("al-Assad", "lower-mixed"),
        ("Kwang-chol", "upper-mixed"),
        ("2025", "digits"),
        ("3,000", "digits-points"),
        ("F-16", "digits-upper"),
        ("20th", "digits-lower"),
        ("U.S.", "upper-point"),
        ("Gen.", "title-point"),
        ("'s", "apostrophe"),
        ("“", "quote"),
        ("(", "bracket"),
        (".", "sentence-end"),
        (",", "punctuation"),
        ("€", "other"),
        ("北京", "lower-mixed"),
    ],
)
def test_every_word_has_the_shape_that_its_letters_show(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name
