"""Which lines are one paragraph; what becomes of them in sentences is tested with those."""

from __future__ import annotations

import pytest

from dateline.reports.paragraphs import paragraphs

WRAPPED = (
    "The foreign minister of Norway arrived in the capital of Kenya on Sunday",
    "for two days of talks with the government about trade and the drought in",
    "the north. The opposition stayed away.",
)
# Lines that all go on with a capital, for names stand there; and headlines, which have room for more.
NAMES = (
    "The Congress of South African Trade Unions met the governor of the",
    "Reserve Bank in Pretoria on Friday with the Minister of Finance and",
    "Members of Parliament. Nobody from the African National Congress of",
    "President Jacob Zuma was there.",
)
HEADLINES = (
    "Congress of South African Trade Unions meets in Pretoria",
    "Reserve Bank raises rates for the third time",
    "Members of Parliament call for the minister to go at once",
    "President Zuma away",
)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (WRAPPED, 1),
        ((*WRAPPED, "", *WRAPPED), 2),
        ((*WRAPPED, "\t", *WRAPPED), 2),
        (("Police met.", "Nobody left.", "All stayed."), 3),
        (("* Gao fell", "* Kidal fell"), 2),
        (("", " ", ""), 0),
        (NAMES, 1),
        (HEADLINES, 4),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
def test_a_blank_line_or_a_line_that_is_no_wrap_ends_a_paragraph(lines: tuple[str, ...], count: int, end: str) -> None:
    text = end.join(lines)
    found = [text[first:last] for first, last in paragraphs(text, 0, len(text))]
    assert len(found) == count
    assert " ".join(" ".join(found).split()) == " ".join(" ".join(lines).split())


def test_a_dateline_before_the_first_line_takes_room_there() -> None:
    text = "JOHANNESBURG, South Africa (Reuters) — The Congress and Governor\n" + "\n".join(NAMES[1:])
    start = text.index("The Congress and")
    assert list(paragraphs(text, start, len(text))) == [(start, len(text))]
