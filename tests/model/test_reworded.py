"""Records whose spans claim the words of another text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.coder import load
from dateline.model import Span, from_json, to_json
from dateline.model.reworded import reworded

TEXT = "Police arrested three protesters in Oslo on Sunday, Interior Minister Kari Lund said."


def of(text: str) -> Callable[[Span], Span]:
    return lambda span: Span.of(text, span.start, span.end)


def test_all_spans_claim_the_other_text_and_nothing_else_changes() -> None:
    coding = load().code(TEXT, published="2024-05-06")
    shouted = replace(reworded(coding, of(TEXT.upper())), report=replace(coding.report, text=TEXT.upper()))
    assert from_json(to_json(shouted)) == shouted  # every claim is checked where it is read back
    assert shouted.events[0].evidence[0].trigger.text == "ARRESTED"
    assert shouted.events[0].date is not None
    assert shouted.events[0].date.text == "SUNDAY"
    assert [a.name for a in shouted.actors] == [a.name for a in coding.actors]
    assert reworded(shouted, of(TEXT)).events == coding.events


def test_a_shorter_text_is_refused() -> None:
    coding = load().code(TEXT)
    with pytest.raises(ValueError, match="ends after the text"):
        reworded(coding, of(TEXT[:20]))
