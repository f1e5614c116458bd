"""How wire reports open; the table of cases is datelines.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.reports.wire import Wire, read_wire
from tests.timing import fastest

Case = dict[str, Any]
CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("datelines.yaml").read_text(encoding="utf-8"))


def _read(case: Case) -> Wire:
    return read_wire(case["text"], published=case.get("given_published"), publisher=case.get("given_publisher"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:48] for c in CASES])
def test_the_dateline_is_read_as_in_the_table(case: Case) -> None:
    dateline = _read(case).dateline
    said = (
        (dateline.span.text, dateline.place, dateline.region, dateline.date, dateline.agency)
        if dateline
        else (None,) * 5
    )
    assert said == tuple(case.get(key) for key in ("dateline", "place", "region", "date", "agency"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:48] for c in CASES])
def test_the_head_around_the_dateline_is_read_as_in_the_table(case: Case) -> None:
    wire = _read(case)
    said = (wire.published, wire.publisher, wire.title, wire.byline)
    assert said == tuple(case.get(key) for key in ("published", "publisher", "title", "byline"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:48] for c in CASES])
def test_no_word_of_the_body_is_swallowed(case: Case) -> None:
    wire = _read(case)
    assert case["text"][wire.body_start :].startswith(case["body"])


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:48] for c in CASES])
def test_dateline_title_and_byline_stand_before_the_body(case: Case) -> None:
    wire = _read(case)
    head, span = case["text"][: wire.body_start], wire.dateline.span if wire.dateline else None
    assert span is None or case["text"][span.start : span.end] == span.text
    assert all(words is None or words in head for words in (wire.title, wire.byline))


def test_the_space_after_the_dateline_belongs_to_neither_dateline_nor_body() -> None:
    wire = read_wire(" date 2025-11-08 MOSCOW, November 8. /TASS/.  The envoy left.")
    assert wire.dateline is not None
    assert (wire.dateline.span.start, wire.dateline.span.end, wire.body_start) == (17, 44, 46)


def test_an_argument_wins_over_what_the_text_says() -> None:
    text = "Date: 2024-02-10\nSource: Reuters\n\nNAIROBI, Feb 9 (Reuters) - Troops left."
    wire = read_wire(text, published=date(2023, 2, 10), publisher="The Post")
    assert (wire.published, wire.publisher) == (date(2023, 2, 10), "The Post")
    assert wire.dateline is not None
    assert wire.dateline.date == date(2023, 2, 9)


def test_a_dateline_two_days_ahead_of_publication_is_of_that_year_and_three_days_ahead_of_the_last() -> None:
    days = [read_wire(f"TOKYO, May {day} (Kyodo) - It rained.", published=date(2024, 5, 1)).dateline for day in (3, 4)]
    assert [d.date for d in days if d] == [date(2024, 5, 3), date(2023, 5, 4)]


def test_a_headline_without_a_dateline_is_a_title_only_before_a_blank_line_and_whole_sentences() -> None:
    body = "The ministers of both countries met for two hours in the old town hall."
    assert read_wire(f"Ministers meet in town hall\n\n{body}").title == "Ministers meet in town hall"
    assert read_wire(f"Ministers meet in town hall\n{body}").title is None
    assert read_wire("Ministers meet in\n\ntown hall").body_start == 0


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "A ",
        "KYIV, ",
        "KYIV ",
        "By Jane Doe ",
        " ",
        "\n",
        "date 2025-11-08 ",
        "Title: x\n",
        "A-",
        "(AP) ",
        "B.",
        "May 3, ",
        "UPDATE\n",
    ],
)
def test_a_hostile_text_is_read_in_milliseconds(piece: str) -> None:
    text = piece * (5_000_000 // len(piece))
    wire = read_wire(text, published=date(2025, 1, 1))
    assert fastest(lambda: read_wire(text, published=date(2025, 1, 1))) < 0.25
    assert 0 <= wire.body_start <= len(text)


PIECES = "KYIV, Ukraine,|Nov 8|(AP)|/TASS/.| - |:|\n|By Jane Doe|Title: x|date 2025-11-08|The army said.| |\u00a0|—|(|)|2024".split(
    "|"
)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.dates())
def test_any_text_keeps_its_spans_before_its_body(pieces: list[str], published: date) -> None:
    text = " ".join(pieces)
    wire = read_wire(text, published=published)
    assert 0 <= wire.body_start <= len(text)
    span = wire.dateline.span if wire.dateline else None
    assert span is None or (text[span.start : span.end] == span.text and span.end <= wire.body_start)
    assert all(words is None or words in text[: wire.body_start] for words in (wire.title, wire.byline))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_do_not_break_it(day: date) -> None:
    assert read_wire("OSLO, Feb 29 (NTB) - It snowed.", published=day).published == day


def test_the_head_of_a_mail_gives_title_and_day() -> None:
    head = "From: Desk <desk@agency.example>\nTo: list@news.example\nSubject: Minister arrives\n"
    text = f"{head}Date: Fri, 3 May 2024 10:00:00 +0000\n\nThe minister arrived. She left.\n"
    wire = read_wire(text)
    assert (wire.title, wire.published) == ("Minister arrives", date(2024, 5, 3))
    assert text[wire.body_start :].startswith("The minister arrived.")


def test_words_like_those_of_a_mail_are_body() -> None:
    assert read_wire("From: the ashes a city rises, the mayor said. It took years.\nIt rained.").body_start == 0


WRAPPED_TITLE = "Ministers of three countries meet in the north of Norway for talks\non trade"
WRAPPED_BODY = (
    "The ministers of three countries met in the north of Norway on Sunday,\nthe government said, to speak of the "
    "drought and of trade with the\nsouth. Nobody signed anything."
)


@pytest.mark.parametrize("opening", ["", "OSLO (NTB) — "])
def test_a_title_is_known_above_wrapped_lines_and_where_it_is_wrapped_itself(opening: str) -> None:
    for title in (WRAPPED_TITLE.partition("\n")[0], WRAPPED_TITLE):
        wire = read_wire(f"{title}\n\n{opening}{WRAPPED_BODY}")
        assert wire.title == " ".join(title.split())
        assert f"{title}\n\n{opening}{WRAPPED_BODY}"[wire.body_start :] == WRAPPED_BODY


def test_the_first_lines_of_a_wrapped_body_are_no_title() -> None:
    wire = read_wire(WRAPPED_BODY)
    assert (wire.title, wire.body_start) == (None, 0)
