"""Sentences with a marked pair: what is plain text, where the sides stand, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.reports.pair import read_marked

MARKED = "<s>Ghana</s> recalled its envoy from <t>Togo</t> on Monday."


def test_marks_are_taken_out_and_the_sides_found() -> None:
    pair = read_marked(MARKED, "here")
    assert pair.text == "Ghana recalled its envoy from Togo on Monday."
    assert [pair.text[a:b] for a, b in pair.source] == ["Ghana"]
    assert [pair.text[a:b] for a, b in pair.target] == ["Togo"]


@pytest.mark.parametrize("word", ["Ghana", "recalled", "Togo", "Monday"])
def test_offsets_lead_back_to_the_text_as_given(word: str) -> None:
    pair = read_marked(MARKED, "here")
    start = pair.text.index(word)
    first, last = pair.given(start), pair.given(start + len(word) - 1)
    assert MARKED[first : last + 1] == word


def test_one_side_may_be_unmarked_and_one_marked_twice() -> None:
    pair = read_marked("Police in <t>Riga</t> said <t>Riga</t> was calm.", "here")
    assert pair.source == ()
    assert [pair.text[a:b] for a, b in pair.target] == ["Riga", "Riga"]


@pytest.mark.parametrize(
    ("marked", "cause"),
    [
        ("Ghana recalled its envoy.", "marks no pair"),
        ("<s>Ghana recalled its envoy.", "never closes <s>"),
        ("Ghana</s> recalled its envoy.", "has a stray </s> at character 5"),
        ("<s>Ghana <s>recalled</s> its envoy.", "has a stray <s> at character 9"),
        ("<s>Ghana</t> recalled its envoy.", "has a stray </t> at character 8"),
    ],
)
def test_marks_that_do_not_fit_are_refused_with_cause_and_next_move(marked: str, cause: str) -> None:
    with pytest.raises(ReportError) as error:
        read_marked(marked, "line 3")
    assert str(error.value) == f"line 3: {cause}; mark the pair as <s>…</s> and <t>…</t>"


@given(st.lists(st.sampled_from(["<s>", "</s>", "<t>", "</t>", "a", " ", "é", "<", "x>"]), max_size=12))
def test_whatever_is_given_is_read_or_refused(parts: list[str]) -> None:
    try:
        pair = read_marked("".join(parts), "here")
    except ReportError:
        return
    assert "<s>" not in pair.text
    assert all(0 <= a <= b <= len(pair.text) for a, b in (*pair.source, *pair.target))
