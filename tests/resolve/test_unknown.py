"""What a report leaves open is listed with its field, its words and the reason."""

from __future__ import annotations

import pytest

import dateline
from dateline.model import Coding


@pytest.fixture(scope="module")
def coder() -> object:
    return dateline.load()


def left_open(coding: Coding) -> list[tuple[str, str, str]]:
    return [(a.field, a.span.text, a.reason) for a in coding.abstained]


@pytest.mark.parametrize(
    ("text", "field", "words", "reason"),
    [
        ("Troops shelled the town of Vostrogorsk on Monday, the army said.", "place", "Vostrogorsk", "gazetteer"),
        ("On Monday he met the Chadian president in Paris.", "actor", "he", "nobody named near it"),
        ("The group attacked a village on Monday, police said.", "actor", "group", "no one body"),
        ("Marta Oduyanko met the rebels in Bamako on Monday.", "country", "Marta Oduyanko", "no word of the report"),
        ("They attacked it on Monday.", "event", "attacked", "pronoun"),
        ("French soldiers arrested three rebels on Monday.", "place", "arrested", "no place is named"),
        ('"The road to the north is closed for good," it was said in Bamako.', "speaker", "said", "nobody is named"),
    ],
)
def test_what_is_not_known_says_why(coder: object, text: str, field: str, words: str, reason: str) -> None:
    found = left_open(coder.code(text, published="2024-05-15"))  # type: ignore[attr-defined]
    assert any(f == field and words in w and reason in r for f, w, r in found), found


def test_what_is_known_is_not_listed(coder: object) -> None:
    text = "The Chadian army arrested three Sudanese rebels in N'Djamena on Monday."
    found = left_open(coder.code(text, published="2024-05-15"))  # type: ignore[attr-defined]
    assert [f for f, _, _ in found if f in ("place", "country", "event", "actors", "recipients")] == []
