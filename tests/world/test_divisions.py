"""States and provinces by name and abbreviation."""

import pytest

from dateline.world.divisions import division_code, is_division, stands_alone, written_short


@pytest.mark.parametrize(
    ("text", "code"),
    [("Ky.", "US.KY"), ("KY", "US.KY"), ("Calif", "US.CA"), ("Ont.", "CA.08"), ("NSW", "AU.02"), ("WA", "US.WA")],
)
def test_an_abbreviation_means_its_division(text: str, code: str) -> None:
    division = written_short(text)
    assert division is not None
    assert division.code == code


@pytest.mark.parametrize("text", ["ky", "or", "in", "Me", "man.", "Kentucky", ""])
def test_other_words_are_no_abbreviations(text: str) -> None:
    assert written_short(text) is None


def test_only_what_is_no_other_word_stands_alone() -> None:
    assert [text for text in ("B.C.", "NSW", "IN", "Man.", "OR") if stands_alone(text)] == ["B.C.", "NSW"]


def test_names_and_codes() -> None:
    assert (division_code("north carolina"), division_code("N.C."), division_code("Kyiv")) == ("US.NC", "US.NC", None)
    assert (is_division("North Carolina"), is_division("north carolina")) == (True, False)
