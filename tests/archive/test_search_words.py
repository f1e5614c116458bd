"""What a person writes to search, taken apart, and what means nothing, told in one line."""

import pytest

from dateline.archive.search_words import AllOf, OneOf, SearchWordsError, Sought, SoughtPart, phrases, sought

A, B, C = Sought("a"), Sought("b"), Sought("c")

MEANT: list[tuple[str, SoughtPart]] = [
    ("a", A),
    ("a b", AllOf((A, B))),
    ("a AND b", AllOf((A, B))),
    ("a OR b", OneOf((A, B))),
    ("a OR b c", AllOf((OneOf((A, B)), C))),
    ("c a OR b", AllOf((C, OneOf((A, B))))),
    ("(a AND b) OR c", OneOf((AllOf((A, B)), C))),
    ("(a OR b) AND c", AllOf((OneOf((A, B)), C))),
    ("a -b", AllOf((A,), (B,))),
    ("-b a", AllOf((A,), (B,))),
    ("a NOT b", AllOf((A,), (B,))),
    ("a AND NOT b", AllOf((A,), (B,))),
    ("a --b", AllOf((A,), (B,))),
    ("a OR b -c", AllOf((OneOf((A, B)),), (C,))),
    ("c -(a OR b)", AllOf((C,), (OneOf((A, B)),))),
    ('a -"b c"', AllOf((A,), (Sought("b c"),))),
    ('"a b"', Sought("a b")),
    ("“a b” «c»", AllOf((Sought("a b"), C))),
    ("demonstrat*", Sought("demonstrat", beginning=True)),
    ('"peace negotiat"*', Sought("peace negotiat", beginning=True)),
    ("title:a publisher:b text:c", AllOf((Sought("a", "title"), Sought("b", "publisher"), Sought("c", "text")))),
    ("TITLE:a", Sought("a", "title")),
    ("title: a", Sought("a", "title")),
    ("title:(a OR b)", OneOf((Sought("a", "title"), Sought("b", "title")))),
    ("title:(a publisher:b)", AllOf((Sought("a", "title"), Sought("b", "publisher")))),
    ("a -title:b", AllOf((A,), (Sought("b", "title"),))),
    ("anti-war", Sought("anti-war")),
    ("U.S.", Sought("U.S.")),
    ("12:30", Sought("12:30")),
    ("http://example.org/a", Sought("http://example.org/a")),
    ("a & b", AllOf((A, B))),
    ("a - b", AllOf((A, B))),
    ("a and or not b", AllOf((A, Sought("and"), Sought("or"), Sought("not"), B))),
    ("a NEAR b", AllOf((A, Sought("NEAR"), B))),
    ('a "OR" b', AllOf((A, Sought("OR"), B))),
]  # fmt: skip


@pytest.mark.parametrize(("words", "part"), MEANT)
def test_words_are_understood(words: str, part: SoughtPart) -> None:
    assert sought(words) == part


REFUSED = [
    ("", "holds no word"),
    (" \t\n", "holds no word"),
    ("&", "holds no word"),
    ('""', "holds no word"),
    ("()", "holds no word"),
    ("\x00\ud800", "holds no word"),
    ('"a', "a quotation mark is not closed"),
    ('a"', "a quotation mark is not closed"),
    ("(a", "a bracket is not closed"),
    ("a)", "a bracket is closed that is not open"),
    ("OR", "OR stands alone"),
    ("a OR", "OR stands alone"),
    ("OR a", "OR stands alone"),
    ("a OR OR b", "OR stands alone"),
    ("AND a", "AND stands alone"),
    ("a AND", "AND stands alone"),
    ("NOT", "- or NOT stands alone"),
    ("a NOT NOT b", "- or NOT stands alone"),
    ("-a", "names only what is to be left out"),
    ("a (-b)", "names only what is to be left out"),
    ("a OR -b", "OR stands beside what is to be left out"),
    ("-a OR b", "OR stands beside what is to be left out"),
    ("a AND b OR c", "AND and OR stand side by side"),
    ("a*", "a * follows fewer than 3 letters"),
    ("*", "a * follows fewer than 3 letters"),
    ("*ing", "a * stands within a word"),
    ("pro*est", "a * stands within a word"),
    ("country:UKR", "there is no country: to search in"),
    ("title:", "title: has no word"),
    ("title:-a", "title: has no word"),
    ("(title:) a", "title: has no word"),
    ("a " * 101, "has more than 100 words"),
    ('"' + "a." * 101 + '"', "has more than 100 words"),
    ("a" * 4_001, "has 4,001 characters"),
    ("(" * 40 + "a" + ")" * 40, "has more than 12 brackets in one another"),
]


@pytest.mark.parametrize(("words", "cause"), REFUSED)
def test_what_means_nothing_is_refused_in_one_line(words: str, cause: str) -> None:
    with pytest.raises(SearchWordsError) as refused:
        sought(words)
    told = str(refused.value)
    assert f": {cause}" in told
    assert told.isprintable()
    assert len(told) < 250


def test_what_is_left_out_is_no_wanted_phrase() -> None:
    part = sought('a (b OR "c d") -e')
    assert [phrase.words for phrase in phrases(part)] == ["a", "b", "c d", "e"]
    assert [phrase.words for phrase in phrases(part, wanted=True)] == ["a", "b", "c d"]
