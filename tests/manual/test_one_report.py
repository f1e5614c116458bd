"""The drawing of one report: each bar lies under the words that the coding names."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import dateline
from manual.one_report import drawing, example, rows_of


def test_the_report_of_the_page_is_drawn_with_a_line_a_room() -> None:
    root = ET.fromstring(drawing(example()))
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"reports", "reader", "grammar", "statements", "mentions", "events", "resolve"} <= set(words)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}rect"))) > 12


def test_marks_are_words_of_the_coding() -> None:
    coding = dateline.load().code(
        "Police arrested three protesters in Oslo on Sunday, the mayor said.", published="2024-05-06"
    )
    marks = {room: {coding.report.text[m.start : m.end]: m.says for m in found} for room, _, found in rows_of(coding)}
    assert marks["events"]["arrested"] == "COERCE arrest"
    assert marks["events"]["Police"] == "actor"
    assert marks["resolve"]["Sunday"] == "2024-05-05"
    assert marks["statements"]["said"] == "cue"
