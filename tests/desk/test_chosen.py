"""The filters of a URL: read, written, changed, and what of them means nothing."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.chosen import NAMES, Choice


def reread(query: str) -> Choice:
    return Choice.read(parse_qsl(query.removeprefix("?")))


def test_a_choice_is_the_same_after_it_was_an_address() -> None:
    choice = Choice(
        q='"cease-fire" -Sudan', type=("AID", "ASSAULT"), dyad=("RUS-UKR",), since=date(2024, 2, 29), confidence=0.5
    )
    assert reread(choice.query()) == choice


def test_one_value_is_added_and_dropped_again() -> None:
    choice = Choice(type=("AID",))
    assert reread(choice.toggled("type", "ASSAULT")).type == ("AID", "ASSAULT")
    assert reread(choice.toggled("type", "AID")) == Choice()
    assert reread(choice.without("type", "AID")) == Choice()


def test_what_is_no_filter_goes_along() -> None:
    assert Choice(type=("AID",)).query(page=2, order="latest") == "?type=AID&page=2&order=latest"
    assert Choice(type=("AID",)).query(type=None) == ""


def test_a_dyad_may_be_written_in_small_letters_and_with_a_blank() -> None:
    assert Choice.read([("dyad", "rus ukr"), ("country", "sdn")]).dyad == ("RUS-UKR",)


def test_hundreds_of_values_are_not_taken() -> None:
    assert len(Choice.read([("actor", f"name {n}") for n in range(500)]).actor) == 40
    assert len(Choice.read([("q", "x" * 5000)]).q) == 300


@given(st.lists(st.tuples(st.sampled_from((*NAMES, "page", "other")), st.text(max_size=30)), max_size=12))
def test_no_query_string_is_an_error_and_what_was_read_is_read_again(pairs: list[tuple[str, str]]) -> None:
    choice = Choice.read(pairs)
    again = Choice.read(choice.pairs())
    assert again.pairs() == choice.pairs()
    assert choice.where()[0]
