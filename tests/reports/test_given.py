"""Reports as a Python program hands them over: texts, mappings, pairs, and whatever else comes in their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dateline.errors import ReportError, WrongTypeError, WrongValueError
from dateline.reports.given import packed, raw_report, reports_given, sifted, unpacked
from dateline.reports.text import RawReport

DAY = date(2025, 11, 8)


@pytest.mark.parametrize(
    "day", [DAY, datetime(2025, 11, 8, 23, 59, tzinfo=UTC), "2025-11-08", "2025-11-08T09:30:00Z", "2025-11-08 09:30"]
)
def test_a_day_is_a_date_a_datetime_or_iso_text(day: object) -> None:
    assert raw_report("x", published=day).published == DAY
    assert type(raw_report("x", published=day).published) is date


def test_what_a_table_has_where_it_has_nothing_is_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    nothing = raw_report("x", published=pandas.NaT, publisher=float("nan"), title=None)
    assert (nothing.published, nothing.publisher, nothing.title) == (None, None, None)
    assert raw_report("x", published=pandas.Timestamp("2025-11-08 10:00")).published == DAY


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ({"text": b"x"}, TypeError, "the text: is bytes, not text; decode it first"),
        ({"text": None}, TypeError, "the text: is None, not text"),
        ({"text": RawReport(None, "x")}, TypeError, "is a RawReport, not text; give it to code_report"),
        ({"text": "x", "published": 5}, TypeError, "has an int as the day it was published; give a date, a datetime"),
        ({"text": "x", "publisher": []}, TypeError, "has a list as its publisher, not text"),
        ({"text": "x", "id": 7}, TypeError, "has an int as its id, not text"),
        (
            {"text": "x", "published": "last week"},
            ValueError,
            "has 'last week' as the day it was published; write it as",
        ),
        ({"text": "x", "published": ""}, ValueError, "has '' as the day it was published"),
        ({"text": "x", "published": "9" * 10_000}, ValueError, "has '999"),
        ({"text": "x", "id": "r-7", "published": "2025-13-01"}, ValueError, "r-7: has '2025-13-01'"),
        ({"text": "x", "author": "Lund"}, ValueError, "is given 'author', which is nothing known of a report"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(given: dict[str, Any], kind: type[Exception], told: str) -> None:
    with pytest.raises(ReportError) as caught:
        raw_report(**given)
    assert isinstance(caught.value, kind)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 200


def test_texts_mappings_pairs_and_reports_are_taken_in_order() -> None:
    raw, error = RawReport("r4", "d", source="d.txt"), ReportError("e.txt", "is empty", "leave it out")
    given = ["a", {"text": "b", "publisher": "AFP"}, ("c", {"published": "2025-11-08"}), raw, error]
    first, second, third, *rest = reports_given(given)
    assert all(isinstance(report, RawReport) for report in (first, second, third))
    assert (first.text, second.publisher, third.published) == ("a", "AFP", DAY)
    assert first.source == "report 1"
    assert rest == [raw, error]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (5, "report 2: is an int, not text"),
        ({"body": "x"}, "report 2: has no key 'text'"),
        ({"text": "x", 3: 4}, "report 2: is given '3'"),
        (("x", {"published": "soon"}), "report 2: has 'soon'"),
    ],
)
def test_a_wrong_one_is_an_error_in_its_place(wrong: Any, told: str) -> None:
    before, error, after = reports_given(["a", wrong, "c"])
    assert all(isinstance(report, RawReport) for report in (before, after))
    assert told in str(error)


@pytest.mark.parametrize("one", ["a text", b"bytes", {"text": "x"}, RawReport(None, "x"), 5, None])
def test_one_report_is_not_several(one: Any) -> None:
    with pytest.raises(WrongTypeError, match="not several; give a list"):
        reports_given(one)


def test_errors_are_raised_left_out_or_left_in() -> None:
    error = ReportError("a.txt", "is empty", "leave it out")

    def found() -> Iterator[int | ReportError]:
        return iter([1, error, 2])

    assert list(sifted(found(), "skip")) == [1, 2]
    assert list(sifted(found(), "yield")) == [1, error, 2]
    raising = sifted(found(), "raise")
    assert next(raising) == 1
    with pytest.raises(ReportError, match=r"a\.txt"):
        next(raising)
    with pytest.raises(WrongValueError, match="give 'raise', 'skip' or 'yield'"):
        sifted(found(), "ignore")  # type: ignore[arg-type]


@pytest.mark.parametrize("published", [None, DAY])
def test_a_packed_report_is_the_same_unpacked(published: date | None) -> None:
    raw = RawReport("r", "“x” \ud800 😀", "t", "https://x.example", published, "AFP", "a.txt, line 3")
    assert unpacked(packed(raw)) == raw
