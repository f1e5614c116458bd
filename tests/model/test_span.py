"""Spans cannot disagree with the text they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span


@given(st.text(min_size=1, max_size=40), st.data())
def test_a_span_made_of_a_text_holds_that_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Span.of(text, start, end).text == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 99)])
def test_a_span_outside_its_text_or_empty_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span.of("Kyiv said", start, end)


def test_offsets_count_code_points_not_bytes_or_utf16() -> None:
    text = "🕊 Ceasefire"
    assert Span.of(text, 2, 11).text == "Ceasefire"


def test_a_claim_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="claims"):
        Span(0, 4, "Kyi")
