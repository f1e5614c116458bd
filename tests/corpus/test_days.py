"""Plain words for days against a publication day."""

from datetime import date

import pytest

from corpus.days import resolved, span_of

TUESDAY = date(2006, 8, 15)


@pytest.mark.parametrize(
    ("words", "ahead", "first", "last"),
    [
        ("Tuesday", False, date(2006, 8, 15), date(2006, 8, 15)),
        ("Wednesday", False, date(2006, 8, 9), date(2006, 8, 9)),
        ("early Monday", False, date(2006, 8, 14), date(2006, 8, 14)),
        ("Tuesday", True, date(2006, 8, 22), date(2006, 8, 22)),
        ("yesterday", False, date(2006, 8, 14), date(2006, 8, 14)),
        ("March", False, date(2006, 3, 1), date(2006, 3, 31)),
        ("December", False, date(2005, 12, 1), date(2005, 12, 31)),
        ("March 3", True, date(2007, 3, 3), date(2007, 3, 3)),
        ("June 2004", False, date(2004, 6, 1), date(2004, 6, 30)),
        ("August 16", True, date(2006, 8, 16), date(2006, 8, 16)),
        ("August 14", True, date(2007, 8, 14), date(2007, 8, 14)),
        ("August 31", False, date(2005, 8, 31), date(2005, 8, 31)),
        ("2003", False, date(2003, 1, 1), date(2003, 12, 31)),
    ],
)
def test_plain_words_resolve(words: str, ahead: bool, first: date, last: date) -> None:
    assert resolved(words, TUESDAY, ahead=ahead) == (first, last)


@pytest.mark.parametrize("words", ["last week", "two years ago", "the evening", "Ramadan"])
def test_other_words_are_left_to_whoever_annotates(words: str) -> None:
    assert resolved(words, TUESDAY, ahead=False) is None


def test_a_span_may_be_a_day_a_month_a_year_or_two_of_them() -> None:
    assert span_of("2006-02") == (date(2006, 2, 1), date(2006, 2, 28))
    assert span_of("2004..2006-02") == (date(2004, 1, 1), date(2006, 2, 28))


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        span_of("2006-13")


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        span_of("2006-08-14..2006-08-01")
