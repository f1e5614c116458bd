"""Lines of a table: whatever a value holds, the cells stay where they are; plain lines and odd ones are cleaned alike."""

from __future__ import annotations

import pytest

from dateline.exchange.output import cell, joined, json_text, tsv_line

ODD = [
    "",
    " ",
    "\t",
    "a\tb",
    'say "so"',
    "a\u2028b",
    "\x85",
    "x\ud800y",
    " padded ",
    "\xa0",
    "e\u0301",
    "日本",
    None,
    0,
    1.5,
]


@pytest.mark.parametrize("value", ODD)
def test_a_value_has_the_same_cell_alone_and_in_a_line(value: object) -> None:
    assert tsv_line(["plain", value, 2], "None") == f"plain\t{cell(value, 'None')}\t2\n"


@pytest.mark.parametrize("value", ODD)
def test_no_cell_holds_a_tab_a_break_a_quote_or_half_a_character(value: object) -> None:
    text = cell(value)
    assert not set(text) & set('\t\r\n\u2028\u2029\x85"')
    assert text == text.strip()
    text.encode("utf-8")


def test_a_separator_inside_a_value_becomes_a_comma() -> None:
    assert joined(["a; b", None, "c"]) == "a, b; None; c"
    assert joined([]) == "None"


def test_json_is_utf8_even_of_half_a_character() -> None:
    assert json_text({"name": "Müller \ud800"}) == '{"name": "Müller ?"}'
