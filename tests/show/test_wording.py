"""A coding in words: as exactly as it is known, and where it is from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.model import Abstention, Alternative, Because, EventDate, Participant, Size, Source
from dateline.show.wording import (
    Names,
    say_abstention,
    say_alternative,
    say_field,
    say_part,
    say_period,
    say_reason,
    say_size,
    say_sureness,
    say_when,
)
from tests.cli import factory


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, date(2025, 11, 8), "not after 8 Nov 2025"),
        (date(2025, 11, 8), None, "not before 8 Nov 2025"),
        (date(2025, 11, 8), date(2025, 11, 8), "8 Nov 2025"),
        (date(2025, 11, 3), date(2025, 11, 9), "3–9 Nov 2025"),
        (date(2025, 10, 28), date(2025, 11, 3), "28 Oct 2025 – 3 Nov 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(1945, 1, 1), date(1945, 12, 31), "1945"),
        (None, None, ""),
    ],
)
def test_a_period_is_said_as_exactly_as_it_is_known(start: date | None, end: date | None, words: str) -> None:
    assert say_period(start, end) == words


def test_a_day_that_no_phrase_gives_says_where_it_is_from() -> None:
    day = date(2025, 11, 8)
    assert say_when(EventDate(day, day, "day", None, "dateline")) == "8 Nov 2025 (from the dateline)"
    assert say_when(None) == ""


def test_only_numbers_that_the_report_gives_are_told() -> None:
    assert say_size(Size()) == ""
    assert say_size(Size(killed=0, arrested=1200)) == "0 killed, 1,200 arrested"


def test_a_source_that_is_no_actor_is_a_publisher() -> None:
    assert (
        Names.of(factory.coding()).chain((Source(actor="a1"), Source(actor="a3"), Source(publisher="TASS")))
        == "Ilse Brandvold, via Orvian Foreign Ministry, via TASS"
    )


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (None, "Geneva (CHE)"),
        ("clause", "Geneva (CHE)"),
        ("telling", "Geneva (CHE), from another telling of it"),
        ("scene", "Geneva (CHE), where the report is set"),
        ("participant", "Geneva (CHE), where a participant is"),
    ],
)
def test_a_place_that_the_clause_does_not_give_says_where_it_is_from(basis: str | None, words: str) -> None:
    coding = factory.coding()
    assert Names.of(coding).where(replace(coding.events[0], place_from=basis)) == words  # type: ignore[arg-type]


def test_how_sure_an_event_is_comes_with_its_place_and_date() -> None:
    event = factory.coding().events[0]
    date = replace(event.date, confidence=0.5) if event.date is not None else None
    sure = replace(event, evidence=(replace(event.evidence[0], confidence=0.87),), place_confidence=0.6, date=date)
    assert say_sureness(sure) == "event 0.87, place 0.60, date 0.50"
    assert say_sureness(replace(sure, place_confidence=None, date=None)) == "event 0.87"


def test_reasons_are_told_by_their_words_and_rule() -> None:
    span = factory.span("Velmarian")
    assert say_reason(Because("country", span, "nationality")) == "“Velmarian”, nationality"
    assert say_reason(Because("country", span)) == "“Velmarian”"
    assert say_part(Participant("a1", "actor", span, "subject of met")) == "“Velmarian”, subject of met"
    sure = Participant("a1", "actor", span, "subject of met", 0.934)
    assert say_part(sure) == "“Velmarian”, subject of met (0.93)"
    assert say_alternative(Alternative("AGREE", "sign", "head", 0.214)) == "AGREE sign (head, 0.21)"
    assert [say_field(name) for name in ("status", "place_from", "geonames_id")] == [
        "Status",
        "Place from",
        "Which place",
    ]
    assert say_abstention(Abstention(span, "place", "is in no gazetteer")) == "place: is in no gazetteer"
