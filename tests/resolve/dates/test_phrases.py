"""Date phrases in sentences, and the days they mean; the table is gold/dates.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.dates.phrases import DateMention, find_dates
from tests.timing import fastest

ROWS = list(csv.DictReader((Path(__file__).parents[3] / "gold" / "dates.csv").read_text(encoding="utf-8").splitlines()))


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _find(sentence: str, published: str = "2019-08-01", **options: Any) -> list[DateMention]:
    return find_dates(sentence, 0, len(sentence), published=_day(published), **options)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['published']} {r['sentence']}" for r in ROWS])
def test_a_date_phrase_means_the_days_in_the_table(row: dict[str, str]) -> None:
    options = {name: _day(row[name]) for name in ("dateline", "previous")}
    found = _find(row["sentence"], row["published"], **options, future=row["future"] == "true")
    said = {m.span.text: (m.start, m.end, m.precision, m.conflict) for m in found}
    if not row["phrase"]:
        assert said == {}
    else:
        expected = (_day(row["start"]), _day(row["end"]), row["precision"], row["conflict"] == "true")
        assert said == said | {row["phrase"]: expected}


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "The talks opened on Monday. They ended on Wednesday night in Doha."
    (mention,) = find_dates(text, 28, len(text), published=date(2019, 8, 1))
    assert text[mention.span.start : mention.span.end] == "Wednesday night"
    assert mention.words == "wednesday night"


def test_words_are_the_phrase_in_lower_case_with_single_spaces() -> None:
    (mention,) = _find("It happened on Wednesday,\n July  31.")
    assert mention.words == "wednesday, july 31"


def test_a_day_earlier_counts_from_the_day_spoken_of_in_the_same_sentence() -> None:
    found = _find("He was buried on July 20 and had been shot a day earlier.")
    assert [m.start for m in found] == [date(2019, 7, 20), date(2019, 7, 19)]


def test_several_dates_come_in_the_order_of_the_text() -> None:
    found = _find("Shelling on Monday and Tuesday followed the accord of May 2018.")
    assert [m.span.text for m in found] == ["Monday", "Tuesday", "May 2018"]


def test_without_a_reference_day_only_full_dates_have_days() -> None:
    found = _find("On Monday, last week, in July, a day earlier, overnight and on 8 July 2018.", "")
    assert [m.start for m in found] == [None, None, None, None, None, date(2018, 7, 8)]


WORDS = "on in the of from to last next early late May March 8 31 2021 1990s Friday week two ago overnight first quarter by , (".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(), st.booleans())
def test_any_words_give_mentions_in_order_that_say_what_the_text_says(
    words: list[str], published: date, future: bool
) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(text, 0, len(text), published=published, future=future):
        assert mention.span.start >= end
        end = mention.span.end
        assert text[mention.span.start : end] == mention.span.text
        assert mention.start is None or mention.end is None or mention.start <= mention.end


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_not_break_it(published: str) -> None:
    sentence = "Last week, two decades ago, next year, over the weekend, in 900 months, last winter, on Feb 29, by the end of June."
    for future in (False, True):
        assert isinstance(_find(sentence, published, future=future), list)


@pytest.mark.parametrize(
    "piece",
    ["the ", "May ", "2019-", "last ", "1 ", "from Monday to ", "early ", "\u00a0 ", "the first ", "Q1 the day "],
)
def test_a_hostile_sentence_takes_linear_time(piece: str) -> None:
    sentences = {length: piece * (length // len(piece)) for length in (1_000, 20_000, 80_000)}

    def seconds(length: int) -> float:
        return fastest(lambda: _find(sentences[length]))

    seconds(1_000)
    # A quadratic rule takes sixteen times as long for four times the text.
    assert seconds(80_000) < 9 * max(seconds(20_000), 0.005)


@pytest.mark.parametrize("change", [str.upper, str.title, str.lower])
@pytest.mark.parametrize("row", ROWS, ids=[f"{r['published']} {r['sentence']}" for r in ROWS])
def test_a_sentence_in_any_case_is_read_without_an_error(row: dict[str, str], change: Any) -> None:
    assert all(m.span.text for m in _find(change(row["sentence"]), row["published"]))
