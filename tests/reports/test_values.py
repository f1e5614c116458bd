"""Values of records: what programs write for nothing, wrapped values, objects that stand for words, markup."""

import pytest

from dateline.reports.values import is_nothing, unwrapped, without_markup, worded


@pytest.mark.parametrize(
    "value", [None, "", " ", "NaN", "nan", "NaT", "None", "NULL", "N/A", "<NA>", "\\N", float("nan")]
)
def test_programs_write_nothing_in_many_ways(value: object) -> None:
    assert is_nothing(value)


@pytest.mark.parametrize("value", ["Nancy", "-", "No", 0, 0.0, False, [], "None of them came."])
def test_what_says_something_is_kept(value: object) -> None:
    assert not is_nothing(value)


def test_typed_values_of_databases_are_unwrapped() -> None:
    assert unwrapped({"$oid": "507f"}) == "507f"
    assert unwrapped({"$date": {"$numberLong": "1714694400000"}}) == "1714694400000"
    assert unwrapped({"name": "BBC"}) == {"name": "BBC"}


@pytest.mark.parametrize(
    "value",
    [
        {"id": "bbc", "name": "BBC"},
        {"href": "https://bbc.example", "title": "BBC"},
        {"main": "BBC", "kicker": None},
        {"rendered": "BBC", "protected": False},
        "BBC",
    ],
)
def test_an_object_may_stand_for_words(value: object) -> None:
    assert worded(value) == "BBC"


def test_html_becomes_what_a_reader_sees() -> None:
    assert without_markup("<p>It rained &amp; stormed.</p>\n<p>It <b>snowed</b>.<br/>Late.</p>") == (
        "It rained & stormed.\n\nIt snowed.\n\nLate."
    )


def test_markup_inside_lines_leaves_the_lines_as_they_are() -> None:
    assert without_markup("It <b>rained</b>.\n\nThe minister&#8217;s <a href='x'>talks</a> ended.") == (
        "It rained.\n\nThe minister’s talks ended."
    )


@pytest.mark.parametrize("text", ["3 < 4 and 5 > 4", "Q&A; AT&T", "<s>France</s> met <t>Mali</t>", "  as it is \n\n\n"])
def test_what_is_no_markup_stays_exactly_as_it_is(text: str) -> None:
    assert without_markup(text) == text
