"""What is read instead of a text, and where it stands in the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coder import load
from dateline.model import Span, from_json, to_json
from dateline.reports.reading_copy import reading_copy
from dateline.reports.wire import read_wire

TEXT = "OSLO (NTB) — Police arrested three protesters in Oslo on Sunday, Interior Minister Kari Lund said."


def test_a_usual_text_is_read_itself() -> None:
    copy = reading_copy(TEXT)
    assert copy.is_the_text_itself
    assert copy.text is TEXT


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Police  met\t Kari Lund.", "Police met Kari Lund."),
        ("  Police met.  \n   Kari  Lund left.", "  Police met.  \n   Kari Lund left."),
        ("Police met.\n\nKari left.", "Police met.\n\nKari left."),
    ],
)
def test_spaces_between_words_are_single_and_lines_stay(text: str, read: str) -> None:
    assert reading_copy(text).text == read


def test_wrapped_lines_of_the_body_are_joined_and_those_above_it_are_not() -> None:
    head = "Police of three towns meet\nBy Jane Doe\n\n"
    body = (
        "Police of three towns in the north of Norway met in Oslo on Sunday, the\n"
        "ministry said. They spoke of the drought and of the fires in the forests\n"
        "of the east.\n\nThe government stayed away.\n"
    )
    joined = "ministry said. They spoke of the drought and of the fires in the forests of the east.\n\nThe"
    copy = reading_copy(head + body, len(head))
    assert copy.text.startswith(head + "Police of three towns in the north of Norway met in Oslo on Sunday, the ")
    assert joined in copy.text
    at = copy.text.index("forests of the")
    assert copy.told(Span.of(copy.text, at, at + 10)).text == "forests\nof"
    assert reading_copy(head + body).is_the_text_itself


@given(st.text(alphabet=st.sampled_from("aB .\n\tİ“"), min_size=1, max_size=60), st.data())
def test_every_span_is_told_of_the_original_and_found_again(text: str, data: st.DataObject) -> None:
    copy = reading_copy(text)
    start = data.draw(st.integers(0, len(copy.text) - 1))
    span = Span.of(copy.text, start, data.draw(st.integers(start + 1, len(copy.text))))
    told = copy.told(span)
    assert told.text.split() == text[told.start : told.end].split()
    assert told.text.lower().split() == span.text.lower().split()
    assert copy.read(told) == span
    assert copy.place_read(copy.place_told(start)) == start
    assert copy.place_told(len(copy.text)) == len(text)


def test_a_dateline_with_doubled_spaces_is_read() -> None:
    text = TEXT.replace(" ", "  ")
    wire = read_wire(text)
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.agency) == ("OSLO", "NTB")
    assert text[wire.body_start :].startswith("Police  arrested")


def test_a_coding_of_doubled_spaces_tells_the_same_of_the_text_as_it_is() -> None:
    coder = load()
    usual, doubled = (coder.code(text, published="2024-05-06") for text in (TEXT, TEXT.replace(" ", "  ")))
    assert from_json(to_json(doubled)) == doubled  # every span is checked where it is read back
    assert [(e.type, usual.names(e.recipients), usual.name(e.place)) for e in usual.events] == [
        (e.type, doubled.names(e.recipients), doubled.name(e.place)) for e in doubled.events
    ]
    assert doubled.coverage.characters == len(doubled.report.text)
    assert (doubled.coverage.truncated, doubled.coverage.recased) == (False, 0)
    assert [s.text.split() for s in doubled.sentences] == [s.text.split() for s in usual.sentences]
